package io.understudy.model.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureMemoTest {
    private static final int FEATURES = 6;
    private static final int FIRST = 3 << FeatureMemo.ARGUMENT_BITS; // of feature 3, without argument

    /** Features of two groups, 0 and 1 by the lowest bit of their argument; those of feature 5 are never remembered. */
    private static final class Board extends FeatureMemo {
        final double[] valueById = new double[(FEATURES + 1) << ARGUMENT_BITS];
        int asked;

        Board() {
            super(FEATURES, 2);
        }

        @Override
        protected int group(int id) {
            return id >> ARGUMENT_BITS == 5 ? NEVER : id & 1;
        }

        @Override
        public double feature(int id) {
            asked++;
            return valueById[id];
        }

        double remembered(int id) {
            return remembered(slot(id), id);
        }
    }

    @Test
    void forgetsTheGroupThatChangedAndNoOther() {
        // Given
        Board board = new Board();
        board.valueById[FIRST] = 1;
        board.valueById[FIRST + 1] = 2;
        board.remembered(FIRST);
        board.remembered(FIRST + 1);

        // When
        board.valueById[FIRST + 1] = 3;
        board.forget(1);

        // Then
        assertThat(board.remembered(FIRST)).isEqualTo(1);
        assertThat(board.remembered(FIRST + 1)).isEqualTo(3);
    }

    @Test
    void asksAnewWhatHasNoGroupOrTooLargeAnArgument() {
        // Given
        Board board = new Board();
        int never = 5 << FeatureMemo.ARGUMENT_BITS;
        int large = FIRST + 40;
        board.remembered(never);
        board.remembered(large);

        // When
        board.valueById[never] = 7;
        board.valueById[large] = 8;

        // Then
        assertThat(board.remembered(never)).isEqualTo(7);
        assertThat(board.remembered(large)).isEqualTo(8);
    }

    @Test
    void keepsAKnownValueUntilItIsForgotten() {
        // Given
        Board board = new Board();
        board.valueById[FIRST] = 4;
        board.know(FeatureMemo.slot(FIRST), 4);
        double known = board.remembered(FIRST);
        board.valueById[FIRST] = 5;

        // When
        board.forget(new int[] {FeatureMemo.slot(FIRST)});

        // Then
        assertThat(known).isEqualTo(4);
        assertThat(board.remembered(FIRST)).isEqualTo(5);
    }

    @Test
    void assertionFindsAChangeThatNobodyTold() {
        // Given
        Board board = new Board();
        board.remembered(FIRST);

        // When
        board.valueById[FIRST] = 9;

        // Then
        assertThatThrownBy(() -> board.remembered(FIRST))
                .isInstanceOf(AssertionError.class)
                .hasMessage("feature " + FIRST + " changed from 0.0 unnoticed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void walksToTheLeavesThatAPlainSourceWalksTo(long seed) {
        // Given a full tree of depth 5 with thresholds, small subsets and subsets of over 64 categories
        SplittableRandom random = new SplittableRandom(seed);
        ProbabilityTree tree = randomTree(random);
        Board board = new Board();

        for (int round = 0; round < 500; round++) {
            // When
            for (int i = 0; i < board.valueById.length; i += 1 << FeatureMemo.ARGUMENT_BITS) {
                board.valueById[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextInt(-3, 140);
            }
            board.forget(0);

            // Then
            assertThat(tree.leaf(board, 0)).as("seed %d", seed).isEqualTo(tree.leaf(id -> board.valueById[id], 0));
        }
    }

    private static ProbabilityTree randomTree(SplittableRandom random) {
        int inner = 31;
        int nodes = 2 * inner + 1;
        int[] feature = new int[nodes];
        double[] threshold = new double[nodes];
        int[] subset = new int[nodes];
        int[] child = new int[nodes];
        long[] words = {1, random.nextLong(), 2, random.nextLong(), random.nextLong(), 0};
        int[] subsets = {0, 2, 5};
        for (int node = 0; node < nodes; node++) {
            boolean leaf = node >= inner;
            feature[node] = leaf ? -1 : random.nextInt(FEATURES) << FeatureMemo.ARGUMENT_BITS;
            threshold[node] = random.nextInt(100);
            subset[node] = leaf || random.nextBoolean() ? -1 : subsets[random.nextInt(subsets.length)];
            child[node] = leaf ? node - inner : 2 * node + 1;
        }
        int leaves = inner + 1;
        int[] start = new int[leaves + 1];
        float[] cumulative = new float[leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            start[leaf + 1] = leaf + 1;
            cumulative[leaf] = 1;
        }
        return new ProbabilityTree(
                1, new int[] {0}, feature, threshold, subset, child, words, start, new int[leaves], cumulative);
    }
}
