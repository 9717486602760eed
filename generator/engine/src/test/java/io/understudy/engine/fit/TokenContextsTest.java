package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.ColumnRole;
import io.understudy.model.EntityState;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.History;
import io.understudy.model.chain.TokenContexts;
import org.junit.jupiter.api.Test;

/** Behind a token it is told whether it came as often as on its day before. */
class TokenContextsTest {
    private static final long DAY = 86_400_000_000L;
    private static final int AGAIN = 4; // kind of context

    private static ChainShape shape() {
        SmallLog log = SmallLog.ofDates().column("kind", ColumnRole.TYPE, "buy", "interest");
        for (int e = 0; e < 40; e++) {
            log.entity();
            for (int day = e % 3; day < 60; day += 3) {
                log.row(day * 86_400L, day % 2);
            }
        }
        return ((ChainModel) ModelFitter.fit(log.build(), FitSettings.defaults().quick(), note -> {})).shape();
    }

    private final History history = new History(shape());
    private final EntityState state = history.begin(0, -1, new long[0], 0);

    /** The context behind another event of a token. */
    private int behind(int token, long day) {
        history.bind(state);
        history.draft().token = token;
        history.draft().label = 0;
        history.lookFrom(day * DAY, true);
        history.append(0);
        history.bind(state);
        return again();
    }

    private int again() {
        int[] contexts = new int[TokenContexts.KINDS];
        TokenContexts.tell(history, contexts);
        return contexts[AGAIN];
    }

    @Test
    void tellsMoreFromAsOftenAndFromLess() {
        int first = behind(1, 3);
        int firstAgain = behind(1, 3);
        behind(0, 3);
        int fewer = behind(1, 13);
        int asOften = behind(1, 13);
        int more = behind(1, 13);

        assertThat(new int[] {first, firstAgain, fewer, asOften, more, behind(0, 13)})
                .doesNotHaveDuplicates();
        assertThat(behind(1, 23)).isEqualTo(fewer);
        assertThat(behind(1, 33)).isEqualTo(asOften);
        assertThat(more).isLessThan(TokenContexts.count(2));
    }

    @Test
    void tellsNothingOfItOnALaterDay() {
        behind(1, 3);

        history.lookFromDay(5);

        assertThat(again()).isNegative();
    }
}
