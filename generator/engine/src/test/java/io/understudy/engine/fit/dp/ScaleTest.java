package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final Grid TWO_BINS = new Grid(0, new double[] {0.5}, 2);
    private static final int[] HALVES = {0, 0, 1, 1};

    @Test
    void outcomesAreCutIntoGroupsThatAreEquallyLikely() {
        double[] law = {0.1, 0.15, 0.25, 0.5, 0};
        assertThat(Scale.cut(law, 2)).containsExactly(0, 0, 0, 1, 1);
        assertThat(Scale.cut(law, 4)).containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void whatTheGroupsSayIsMultipliedIn() {
        // Given three low outcomes to one high in the first bin, the other way round in the second
        Scale scale = new Scale(TWO_BINS, new NoisedTable(new long[] {30_000, 10_000, 10_000, 30_000}, 1), HALVES, 2);
        double[] law = {0.4, 0.1, 0.3, 0.2};
        // When
        double[] low = scale.law(law, 0);
        double[] high = scale.law(law, 1);
        // Then the groups are three times and a third as likely beside each other, their outcomes keep their shares
        assertThat(low).containsExactly(new double[] {0.6, 0.15, 0.15, 0.1}, within(1e-3));
        assertThat(high).containsExactly(new double[] {0.2, 0.05, 0.45, 0.3}, within(1e-3));
    }

    @Test
    void aTableThatIsMostlyNoiseMovesNothing() {
        Scale scale = new Scale(TWO_BINS, new NoisedTable(new long[] {30, 10, 10, 30}, 10_000), HALVES, 2);
        double[] law = {0.4, 0.1, 0.3, 0.2};
        assertThat(scale.law(law, 0)).containsExactly(law, within(1e-3));
    }
}
