package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of keys that noise hides one by one it is told how unequal they are. */
class KeyTailTest {
    private static final int KEYS = 4_000;
    private static final int BUCKETS = 4 * KEYS;
    private static final long NOISE = 40;
    private static final double PLACES = 90_000;

    /** Buckets of keys whose popularity falls with a power of the rank. */
    private static NoisedTable table(double steepness, long seed) {
        Random random = new Random(seed);
        double[] degrees = new double[KEYS];
        for (int i = 0; i < KEYS; i++) {
            degrees[i] = Math.pow(i + 60, -steepness);
        }
        double sum = Arrays.stream(degrees).sum();
        long[] counts = new long[BUCKETS];
        for (double degree : degrees) {
            counts[random.nextInt(BUCKETS)] += Math.round(degree * PLACES / sum);
        }
        for (int b = 0; b < BUCKETS; b++) {
            counts[b] += Math.round(NOISE * random.nextGaussian());
        }
        return new NoisedTable(counts, NOISE);
    }

    private static double shareOfTheFirstTenth(KeyTail tail) {
        return Arrays.stream(tail.degrees(), 0, KEYS / 10).sum()
                / Arrays.stream(tail.degrees()).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void popularKeysHaveTheirShareThoughNoneStandsOut(long seed) {
        KeyTail tail = KeyTail.of(table(0.7, seed), 0, KEYS, PLACES);

        assertThat(shareOfTheFirstTenth(tail)).isBetween(0.2, 0.4); // 0.33 is true, 0.1 if all were alike
        assertThat(Arrays.stream(tail.degrees()).sum()).isCloseTo(PLACES, within(1e-6 * PLACES));
        assertThat(tail.cut(12)).hasSizeBetween(8, 12).startsWith(0).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keysAreAlikeWhereNoiseHidesWhetherTheyAre(long seed) {
        KeyTail tail = KeyTail.of(table(0, seed), 0, KEYS, PLACES);

        assertThat(shareOfTheFirstTenth(tail)).isCloseTo(0.1, within(1e-9));
        assertThat(tail.cut(12)).containsExactly(0);
    }
}
