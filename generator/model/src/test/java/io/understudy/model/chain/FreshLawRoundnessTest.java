package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.tree.ProbabilityTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshLawRoundnessTest {
    private static final ProbabilityTree ONE = new ProbabilityTree(
            1,
            new int[] {0},
            new int[] {-1},
            new double[1],
            new int[] {-1},
            new int[1],
            new long[0],
            new int[] {0, 1},
            new int[1],
            new float[] {1});

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void drawsValuesOfTheBinThatAreJustSoRound(int zeros) {
        FreshLaw law = new FreshLaw(new Bins(new long[] {1_000}, new long[] {99_999}), ONE, ONE);
        EventRandom random = new EventRandom();
        random.open(7, 0, 0, zeros);
        for (int i = 0; i < 1_000; i++) {
            long value = law.draw(0, zeros, Double.NaN, random);
            assertThat(value).isBetween(1_000L, 99_999L);
            assertThat(value % Math.round(Math.pow(10, zeros))).isZero();
        }
    }

    @Test
    void fallsBackToLessRoundValuesWhereTheBinHasNoneSoRound() {
        FreshLaw law = new FreshLaw(new Bins(new long[] {101}, new long[] {109}), ONE, ONE);
        EventRandom random = new EventRandom();
        random.open(7, 0, 0, 0);
        assertThat(law.draw(0, 3, Double.NaN, random)).isBetween(101L, 109L);
    }

    @Test
    void putsAValueAboveALevelIntoTheBinThatItIsDrawnFrom() {
        double level = Logarithm.signed(12_345);
        for (long code = -2_000; code <= 2_000; code += 125) {
            long value = FreshLaw.valueAt(level, 1.5, code);
            assertThat(FreshLaw.codeAbove(level, 1.5, value)).isBetween(code, code + 1);
        }
    }

    @Test
    void countsTrailingZeros() {
        assertThat(FreshLaw.zerosOf(1_460)).isEqualTo(1);
        assertThat(FreshLaw.zerosOf(-5_000)).isEqualTo(3);
        assertThat(FreshLaw.zerosOf(0)).isEqualTo(FreshLaw.MOST_ZEROS);
    }
}
