package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** When few, long-lived entities are first seen. */
class StayLawTest {
    private static final long UNIT = 10;

    /** Two cohorts: three entities of which the first ones come at 0, 100 and 400, and one that comes at 1000. */
    private static final StayLaw LAW = new StayLaw(
            new double[] {0.75, 1, 0, 1},
            new int[] {0, 3, 4},
            new long[] {0, 100, 400, 1_000},
            new long[] {2_000, 2_000, 2_000, 2_000},
            2_000);

    @Test
    void likelihoodsOfAllMomentsAddUpToOne() {
        double sum = 0;
        for (long moment = 0; moment <= 1_200; moment += UNIT) {
            sum += LAW.likelihood(0, moment, UNIT);
        }
        assertThat(sum).isCloseTo(1, within(0.1)); // moments at an end count for both sides
    }

    @Test
    void momentsBetweenEntitiesThatComeCloseTogetherAreLikelier() {
        assertThat(LAW.likelihood(0, 50, UNIT)).isCloseTo(0.75 / 2 / 10, within(1e-9));
        assertThat(LAW.likelihood(0, 250, UNIT)).isCloseTo(0.75 / 2 / 30, within(1e-9));
    }

    @Test
    void aClusterOfOneCohortIsSeenWithItAlone() {
        assertThat(LAW.likelihood(1, 50, UNIT)).isZero();
        assertThat(LAW.likelihood(1, 1_000, UNIT)).isEqualTo(1);
        assertThat(LAW.likelihood(1, 1_100, UNIT)).isZero();
    }
}
