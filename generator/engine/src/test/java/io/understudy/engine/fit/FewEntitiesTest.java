package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reference of fewer entities than anything learned must rest on is refused, one of few is warned of. */
class FewEntitiesTest {

    private static EventLog log(int entities) {
        SmallLog log = new SmallLog().column("action", ColumnRole.TYPE, "in", "out");
        for (int e = 0; e < entities; e++) {
            log.entity();
            for (int i = 0; i < 6; i++) {
                log.row(600L * i + e, i % 2);
            }
        }
        return log.build();
    }

    private static List<String> notesOfFit(int entities, int k) {
        List<String> notes = new ArrayList<>();
        ModelFitter.fit(log(entities), FitSettings.defaults().withK(k), note -> {
            synchronized (notes) {
                notes.add(note);
            }
        });
        return notes;
    }

    @Test
    void refusesAReferenceOfFewerEntitiesThanK() {
        assertThatThrownBy(() -> notesOfFit(9, 10))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "the reference has 9 entities and --k 10 lets nothing rest on fewer than 10, so that there is"
                                + " nothing to learn; give a longer reference, or a smaller --k, 1 where nobody's privacy is at"
                                + " stake");
    }

    @Test
    void warnsOfFewEntities() {
        assertThat(notesOfFit(26, 10))
                .contains("26 entities are few for --k 10: what fewer than 10 of them have is left out; --k 1 keeps it"
                        + " where nobody's privacy is at stake");
    }

    @Test
    void saysNothingWhereEntitiesSuffice() {
        assertThat(notesOfFit(26, 1)).noneMatch(note -> note.contains("are few"));
        assertThat(notesOfFit(50, 10)).noneMatch(note -> note.contains("are few"));
    }
}
