package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoisedTableTest {
    @Test
    void tellsNeighboursTogetherThatAreTooFewAlone() {
        long[] counts = new long[30];
        Arrays.fill(counts, 10, 20, 30); // each below four times the noise, all together far above

        NoisedTable table = new NoisedTable(counts, 10);
        double[] smoothed = table.smoothed();

        assertThat(table.total()).isZero();
        assertThat(Arrays.stream(smoothed).sum()).isBetween(250.0, 300.0);
        assertThat(Arrays.stream(smoothed, 0, 8).sum()).isZero();
    }

    @Test
    void cellsThatStandAboveTheNoiseTogetherShareWhatTheyHave() {
        long[] counts = new long[30];
        Arrays.fill(counts, 10, 20, 30); // each below four times the noise, all together far above
        counts[0] = 500;
        counts[1] = -20;

        double[] counted = new NoisedTable(counts, 10).withTail();

        assertThat(counted[0]).isEqualTo(500);
        assertThat(counted[1]).isZero();
        assertThat(Arrays.stream(counted, 10, 20).sum()).isBetween(250.0, 300.0);
    }

    @Test
    void leavesNothingOfNoise() {
        long[] counts = {3, -4, 12, -8, 5, 0, 9, -2};

        assertThat(new NoisedTable(counts, 10).smoothed()).containsOnly(0);
        assertThat(new NoisedTable(counts, 10).withTail()).containsOnly(0);
    }
}
