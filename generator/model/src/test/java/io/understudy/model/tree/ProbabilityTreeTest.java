package io.understudy.model.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilityTreeTest {
    /** Feature 0 at most 5 leads to {.2, .3, .5}, else to outcome 2 alone. */
    private static ProbabilityTree tree() {
        return new ProbabilityTree(
                3,
                new int[] {0},
                new int[] {0, -1, -1},
                new double[] {5, 0, 0},
                new int[] {-1, -1, -1},
                new int[] {1, 0, 1},
                new long[0],
                new int[] {0, 3, 4},
                new int[] {0, 1, 2, 2},
                new float[] {0.2f, 0.5f, 1, 1});
    }

    @Test
    void drawsEachOutcomeAsOftenAsItsProbabilitySays() {
        // Given a leaf of .2, .3, .5 and 100,000 draws
        long seed = 20_261_123;
        SplittableRandom random = new SplittableRandom(seed);
        ProbabilityTree tree = tree();
        int leaf = tree.leaf(id -> 3, 0);
        int[] count = new int[3];

        // When
        for (int i = 0; i < 100_000; i++) {
            count[tree.draw(leaf, random.nextDouble())]++;
        }

        // Then chi-square with 2 degrees stays below its 1e-6 quantile, 27.6: it fails by chance once in a million
        double[] expected = {20_000, 30_000, 50_000};
        double chiSquare = 0;
        for (int c = 0; c < 3; c++) {
            chiSquare += (count[c] - expected[c]) * (count[c] - expected[c]) / expected[c];
        }
        assertThat(chiSquare).as("seed %d", seed).isLessThan(27.6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64, 65, 200})
    void drawsTheFirstOutcomeWhoseCumulativeProbabilityIsAboveTheQuantile(int entries) {
        // Given a leaf with some outcomes of probability 0
        SplittableRandom random = new SplittableRandom(entries);
        float[] cumulative = new float[entries];
        for (int i = 1; i < entries; i++) {
            cumulative[i - 1] = i > 1 && random.nextInt(5) == 0 ? cumulative[i - 2] : i / (float) entries;
        }
        cumulative[entries - 1] = 1;
        ProbabilityTree tree = leafOf(cumulative);

        for (int i = 0; i < 2_000; i++) {
            // When
            double u = i == 0 ? 0 : i == 1 ? Math.nextDown(1.0) : i % 3 == 0 ? i / 2_001f : random.nextDouble();
            int drawn = tree.draw(0, u);

            // Then
            int expected = 0;
            while (!(cumulative[expected] > u)) {
                expected++;
            }
            assertThat(drawn).as("quantile %s of %d entries", u, entries).isEqualTo(expected);
        }
    }

    private static ProbabilityTree leafOf(float[] cumulative) {
        return new ProbabilityTree(
                cumulative.length,
                new int[] {0},
                new int[] {-1},
                new double[1],
                new int[] {-1},
                new int[] {0},
                new long[0],
                new int[] {0, cumulative.length},
                IntStream.range(0, cumulative.length).toArray(),
                cumulative);
    }

    @Test
    void sendsUnknownFeaturesLeftAtNumericNodes() {
        assertThat(tree().leaf(id -> Double.NaN, 0)).isEqualTo(0);
        assertThat(tree().leaf(id -> 5, 0)).isEqualTo(0);
        assertThat(tree().leaf(id -> 5.1, 0)).isEqualTo(1);
    }

    @Test
    void givesNoProbabilityToOutcomesThatALeafDoesNotList() {
        ProbabilityTree tree = tree();
        assertThat(tree.probability(1, 0)).isZero();
        assertThat(tree.probability(1, 2)).isEqualTo(1);
        assertThat(tree.below(0, 2)).isEqualTo(0.5f);
        assertThat(tree.below(0, 3)).isEqualTo(1);
    }

    @Test
    void takesTheMeanOfItsMembers() {
        ProbabilityTree tree = new ProbabilityTree(
                2,
                new int[] {0, 1},
                new int[] {-1, -1},
                new double[2],
                new int[] {-1, -1},
                new int[] {0, 1},
                new long[0],
                new int[] {0, 1, 2},
                new int[] {0, 1},
                new float[] {1, 1});
        assertThat(tree.probability(id -> 0, 0)).isEqualTo(0.5);
    }
}
