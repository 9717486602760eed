package io.understudy.engine.fit.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.chain.Bins;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What comes once in thousands of times comes as seldom from the outer bins of a range. */
class TailsTest {
    private static final int SIZE = 40_000;
    private static final int WANTED = 40;
    private static final int FEWEST = 24;

    /** An exponential law of mean 1,000. */
    private static long[] values() {
        SplittableRandom random = new SplittableRandom(6);
        long[] values = new long[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (long) (-1_000 * Math.log(1 - random.nextDouble()));
        }
        return values;
    }

    private static double shareAbove(Bins bins, long[] values, long limit) {
        SplittableRandom random = new SplittableRandom(7);
        int above = 0;
        for (long value : values) {
            int bin = bins.find(value);
            above += bins.draw(bin, random.nextDouble()) > limit ? 1 : 0;
        }
        return above / (double) values.length;
    }

    @Test
    void theOuterBinsAreHalvedUntilFewAreLeft() {
        long[] values = values();

        Bins even = BinCutter.cut(values, SIZE, WANTED, 5);
        Bins bins = BinCutter.cut(values, SIZE, WANTED, 5, BinCutter.tails(values, SIZE, WANTED, FEWEST));

        // of the law, values above 7,000 are one in 1,097
        assertThat(shareAbove(even, values, 7_000)).isGreaterThan(0.003);
        assertThat(shareAbove(bins, values, 7_000)).isBetween(0.0006, 0.0013);
        assertThat(bins.size() - even.size()).isBetween(4, 10);
    }

    @Test
    void fewValuesHaveNoTails() {
        assertThat(BinCutter.tails(new long[] {3, 1, 2}, 3, 10, FEWEST)).isEmpty();
        assertThat(BinCutter.tails(new long[0], 0, 10, FEWEST)).isEmpty();
    }
}
