package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.SequenceModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class that the model does not hold is not promised, and the owner is told. */
class DroppedClassesTest {
    private static final int ENTITIES = 40;

    /** Every entity is normal; 12 know "fraud", 3 know "takeover". */
    private static EventLog log() {
        SmallLog log = new SmallLog().column("label", ColumnRole.LABEL, "none", "takeover", "fraud");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int i = 0; i < 10; i++) {
                log.row(3_600L * i + 60 * e, i == 5 && e < 12 ? 2 : i == 6 && e < 3 ? 1 : 0);
            }
        }
        return log.build();
    }

    private static SequenceModel fit(EventLog log, int k, List<String> notes) {
        return ModelFitter.fit(log, FitSettings.defaults().withK(k), note -> {
            synchronized (notes) {
                notes.add(note);
            }
        });
    }

    @Test
    void leavesOutAClassThatTooFewEntitiesHaveAndSaysWhy() {
        List<String> notes = new ArrayList<>();

        SequenceModel model = fit(log(), 10, notes);

        assertThat(model.layout().labelClasses()).containsExactly("none", "fraud");
        assertThat(notes)
                .contains("label: class \"takeover\" is dropped and counts as \"none\", 3 entities have it and a class"
                        + " must rest on 10; give a longer reference, or --k 3 to keep it");
    }

    @Test
    void keepsTheClassAtTheKThatTheRemedyNames() {
        List<String> notes = new ArrayList<>();

        SequenceModel model = fit(log(), 3, notes);

        assertThat(model.layout().labelClasses()).containsExactly("none", "takeover", "fraud");
        assertThat(notes).noneMatch(note -> note.contains("dropped"));
    }

    /** "fraud" is had by 12 entities, but its stage is another one in each four of them. */
    private static EventLog staged() {
        SmallLog log = new SmallLog()
                .column("label", ColumnRole.LABEL, "none", "fraud")
                .column("stage", ColumnRole.LABEL, "-", "one", "two", "three");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int i = 0; i < 10; i++) {
                boolean fraud = i == 5 && e < 12;
                log.row(3_600L * i + 60 * e, fraud ? 1 : 0, fraud ? 1 + e % 3 : 0);
            }
        }
        return log.build();
    }

    @Test
    void leavesOutAClassOfWhichNoCombinationOfLabelsIsHadByEnoughEntities() {
        List<String> notes = new ArrayList<>();

        // stages are kept with k 4, but are missing with k 10, and then the class has one combination
        assertThat(fit(staged(), 4, notes).layout().labelClasses()).containsExactly("none", "fraud");
        assertThat(notes).noneMatch(note -> note.contains("dropped"));
        assertThat(fit(staged(), 10, notes).layout().labelClasses()).containsExactly("none", "fraud");
    }

    @Test
    void dropsAClassWhoseStagesAreKnownFromOthersButRareWithIt() {
        // Given stages that 40 entities have while normal, so that they keep their names
        SmallLog log = new SmallLog()
                .column("label", ColumnRole.LABEL, "none", "fraud")
                .column("stage", ColumnRole.LABEL, "one", "two", "three");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int i = 0; i < 10; i++) {
                log.row(3_600L * i + 60 * e, i == 5 && e < 12 ? 1 : 0, (e + i) % 3);
            }
        }
        List<String> notes = new ArrayList<>();

        SequenceModel model = fit(log.build(), 10, notes);

        assertThat(model.layout().labelClasses()).containsExactly("none");
        assertThat(notes)
                .contains(
                        "label: class \"fraud\" is dropped and counts as \"none\", no combination of the label columns"
                                + " with it is had by 10 entities, on which a class must rest; lower --k, or name that label"
                                + " column alone");
    }
}
