package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
    private static final int CELLS = 5;
    private static final double TOLERANCE = 0.2;
    private static final double NOVELTY = 0.02;

    /**
     * The law in the box that the bet pays best under is the worst case. After one lopsided window the bet is fixed, and
     * e has mean at most 1 under each law of the box: 20,000 windows of 20 events, whose mean e has a standard error
     * below .02 for these bets, so that 1.06 is exceeded less than once in a thousand tests.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eValueHasMeanAtMostOneUnderEveryLawOfTheBox(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        ToleranceBox box = ToleranceBox.ofScores(CELLS, TOLERANCE, NOVELTY);
        double[] law = corner(random);
        int[] past = new int[CELLS + 1];
        for (int i = 0; i < 20; i++) {
            past[random.nextInt(random.nextBoolean() ? CELLS : 2)]++;
        }
        int windows = 20_000;
        double sum = 0;

        // When
        for (int w = 0; w < windows; w++) {
            Detector detector = new Detector(box, reference(), 1, 20);
            detector.update(past);
            sum += Math.exp(detector.update(draw(law, 20, random)));
        }

        // Then
        assertThat(box.holds(law)).isTrue();
        assertThat(sum / windows).as("mean e-value, seed %d", seed).isLessThan(1.06);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eValueHasMeanAboveOneUnderLawsBeyondTheBox(long seed) {
        // Given: the control of the test above
        SplittableRandom random = new SplittableRandom(seed);
        ToleranceBox box = ToleranceBox.ofScores(CELLS, TOLERANCE, NOVELTY);
        double[] law = {.5, .2, .1, .1, .1, 0};
        double sum = 0;

        // When
        for (int w = 0; w < 2_000; w++) {
            Detector detector = new Detector(box, reference(), 1, 20);
            detector.update(new int[] {10, 4, 2, 2, 2, 0});
            sum += Math.exp(detector.update(draw(law, 20, random)));
        }

        // Then
        assertThat(sum / 2_000).as("mean e-value, seed %d", seed).isGreaterThan(2);
    }

    private static double[] reference() {
        double[] reference = new double[CELLS + 1];
        Arrays.fill(reference, (1 - NOVELTY / 2) / CELLS);
        reference[CELLS] = NOVELTY / 2;
        return reference;
    }

    /** A law at a corner of the box: cells at their upper or lower bounds, one in between so that they sum to 1. */
    private static double[] corner(SplittableRandom random) {
        while (true) {
            double[] law = new double[CELLS + 1];
            double sum = law[CELLS] = random.nextBoolean() ? NOVELTY : 0;
            for (int i = 0; i < CELLS - 1; i++) {
                law[i] = random.nextBoolean() ? (1 + TOLERANCE) / CELLS : (1 - NOVELTY) * (1 - TOLERANCE) / CELLS;
                sum += law[i];
            }
            law[CELLS - 1] = 1 - sum;
            if (ToleranceBox.ofScores(CELLS, TOLERANCE, NOVELTY).holds(law)) {
                return law;
            }
        }
    }

    private static int[] draw(double[] law, int events, SplittableRandom random) {
        int[] counts = new int[law.length];
        for (int i = 0; i < events; i++) {
            double u = random.nextDouble();
            int cell = 0;
            while (cell < law.length - 1 && u >= law[cell]) {
                u -= law[cell++];
            }
            counts[cell]++;
        }
        return counts;
    }
}
