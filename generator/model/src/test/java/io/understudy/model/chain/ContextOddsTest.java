package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ContextOddsTest {
    /** Contexts 0 and 1 are of one kind, 2 and 3 of another; nothing is moved in 1 and 3. */
    private static final ContextOdds ODDS =
            new ContextOdds(3, new int[] {0, -1, 1, -1}, new float[] {2, 1, 0.5F, 1, 3, 0.25F});

    @Test
    void factorsOfAllKindsMultiply() {
        int[] cells = found(0, 2);

        assertThat(ODDS.of(cells, 0)).isEqualTo(2);
        assertThat(ODDS.of(cells, 1)).isEqualTo(3);
        assertThat(ODDS.of(cells, 2)).isEqualTo(0.125);
        assertThat(ODDS.most(cells)).isEqualTo(3);
    }

    @Test
    void contextsWithoutARowMoveNothing() {
        assertThat(ODDS.of(found(1, 3), 2)).isEqualTo(1);
        assertThat(ODDS.of(found(1, 2), 2)).isEqualTo(0.25);
    }

    private static int[] found(int... contexts) {
        ODDS.find(contexts);
        return contexts;
    }

    @Test
    void refusesRowsThatAreNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContextOdds(3, new int[] {0}, new float[4]))
                .withMessage("4 odds are no rows of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContextOdds(2, new int[] {0, 2}, new float[4]))
                .withMessage("a context has a row that is not among the 2");
    }
}
