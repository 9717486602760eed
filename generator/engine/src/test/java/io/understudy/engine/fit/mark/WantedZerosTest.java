package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.understudy.engine.fit.tree.Examples;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.FreshLaw;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WantedZerosTest {
    private static final int ROWS = 20_000;
    private static final int MANY = 3; // zeros
    private static final int USUAL = 2;
    private static final double WANT_MANY = 0.2;

    private final Examples examples = new Examples(new int[] {Feature.BIN.id()}, 2, 16);
    private final WantedZeros wanted = new WantedZeros();

    private double[] sharesFilled() {
        double unseen = wanted.fill(examples, 1, 5);
        assertThat(unseen).isNotNegative();
        examples.encode();
        double[] weights = examples.of(1).weights(FreshLaw.MOST_ZEROS + 1);
        for (int zeros = 0; zeros < weights.length; zeros++) {
            weights[zeros] /= examples.size();
        }
        return weights;
    }

    private void add(int least, int end) {
        examples.add(feature -> 0, 0, 1, examples.size());
        wanted.add(least, end);
    }

    /** Every other bin holds no value of many zeros, so that of those wanted half are seen. */
    @Test
    void whatCouldNotBeSeenIsFilledInAsOftenAsItIsWantedWhereItCan() {
        SplittableRandom random = new SplittableRandom(2);
        for (int row = 0; row < ROWS; row++) {
            boolean holdsMany = row % 2 == 0;
            boolean many = random.nextDouble() < WANT_MANY;
            if (holdsMany) {
                add(many ? MANY : USUAL, many ? FreshLaw.MOST_ZEROS + 1 : MANY);
            } else {
                add(USUAL, FreshLaw.MOST_ZEROS + 1);
            }
        }

        double[] shares = sharesFilled();

        double more = 0;
        for (int zeros = MANY; zeros < shares.length; zeros++) {
            more += shares[zeros];
        }
        assertThat(shares[USUAL]).isCloseTo(1 - WANT_MANY, within(0.02));
        assertThat(more).isCloseTo(WANT_MANY, within(0.02));
    }

    @Test
    void whatIsSeenStaysAsItIs() {
        for (int row = 0; row < 1_000; row++) {
            add(row % 4, row % 4 + 1);
        }

        assertThat(sharesFilled()).startsWith(0.25, 0.25, 0.25, 0.25, 0);
    }

    /** The bins of a law tell which zeros, wanted, give those that are seen: {@link FreshFit} asks them. */
    @Test
    void aBinWithoutRounderValuesLeavesOpenWhetherTheyWereWanted() {
        Bins bins = new Bins(new long[] {10_100, 11_000}, new long[] {10_900, 11_900});
        FreshLaw law = new FreshLaw(bins, null, null, 0, 100_000, 100);

        assertThat(law.endWanted(0, Double.NaN, 1, USUAL)).isEqualTo(FreshLaw.MOST_ZEROS + 1);
        assertThat(law.endWanted(1, Double.NaN, 1, USUAL)).isEqualTo(MANY);
        assertThat(law.leastWanted(1, Double.NaN, 1, MANY)).isEqualTo(MANY);
    }
}
