package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapGateTest {
    private static final long HOUR = 3_600_000_000L;

    /**
     * Entities with exponential gaps of eight hours on average, which begin together. The share of scores in the lower
     * half is what a fair sample has at one half.
     */
    private static double[] lowerShares(long seed, boolean gated) {
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<double[]> next = new PriorityQueue<>((a, b) -> Double.compare(a[0], b[0])); // time, gap, score
        for (int entity = 0; entity < 500; entity++) {
            next.add(event(0, random));
        }
        GapGate gate = new GapGate(2, 0);
        int[] early = new int[2];
        int[] later = new int[2];
        while (next.peek()[0] < 20 * 24) {
            double[] event = next.remove();
            next.add(event(event[0], random));
            int cell = event[2] < 0.5 ? 0 : 1;
            long now = (long) (event[0] * HOUR);
            int[] through = gate.pass(now, (long) (event[1] * HOUR), cell);
            int[] into = now < 5 * 24 * HOUR ? early : later;
            if (!gated) {
                early[cell] += now < 4 * HOUR ? 1 : 0;
            } else if (through != null) {
                into[0] += through[0];
                into[1] += through[1];
            }
        }
        return new double[] {share(early), share(later)};
    }

    private static double[] event(double from, SplittableRandom random) {
        double score = random.nextDouble();
        double gap = -8 * Math.log(1 - score);
        return new double[] {from + gap, gap, score};
    }

    private static double share(int[] counts) {
        return (double) counts[0] / Math.max(1, counts[0] + counts[1]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scoresThatComeThroughAreAFairSample(long seed) {
        double[] shares = lowerShares(seed, true);

        assertThat(shares[0]).as("first days, seed %d", seed).isCloseTo(.5, within(.03));
        assertThat(shares[1]).as("later, seed %d", seed).isCloseTo(.5, within(.015));
    }

    @Test
    void scoresWithoutTheGateLeanLowAtTheBeginning() {
        assertThat(lowerShares(1, false)[0]).as("the control").isGreaterThan(.7);
    }

    @Test
    void gateGoesOnWhereItsBytesWereWritten() {
        // Given
        GapGate gate = new GapGate(2, 0);
        for (int i = 0; i < 500; i++) {
            gate.pass(i * HOUR, HOUR, i % 2);
        }
        ByteBuffer bytes = ByteBuffer.allocate(gate.bytes());
        gate.write(bytes);
        GapGate copy = new GapGate(2, 0);

        // When
        copy.read(bytes.flip());

        // Then
        for (int i = 500; i < 600; i++) {
            assertThat(copy.pass(i * HOUR, HOUR, i % 2)).isEqualTo(gate.pass(i * HOUR, HOUR, i % 2));
        }
    }

    @Test
    void waitsForTenOfTheModelsGapsWhenTheFirstOnesAreShort() {
        GapGate gate = new GapGate(2, 8 * HOUR);

        long opened = 0;
        for (long now = HOUR; opened == 0 && now < 400 * HOUR; now += HOUR / 2) {
            opened = gate.pass(now, HOUR / 2, 0) == null ? 0 : now;
        }

        assertThat(opened).isGreaterThan(80 * HOUR).isLessThan(150 * HOUR);
    }
}
