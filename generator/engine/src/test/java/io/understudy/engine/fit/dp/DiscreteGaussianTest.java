package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteGaussianTest {
    private static final int DRAWS = 200_000;

    /**
     * Chi-square against the exact probabilities. The limit lies at 5 standard deviations of the statistic, which a right
     * sampler passes once in more than a hundred thousand seeds; the seed is fixed.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5, 13})
    void drawsByTheDiscreteGaussianLaw(long s) {
        DiscreteGaussian noise = new DiscreteGaussian(new Random(42 + s));
        int reach = (int) (3 * s);
        double[] expected = new double[2 * reach + 2]; // the last is all beyond the reach
        double total = 0;
        for (long x = -40 * s; x <= 40 * s; x++) {
            double weight = Math.exp(-x * x / (2.0 * s * s));
            total += weight;
            expected[Math.abs(x) <= reach ? (int) (x + reach) : expected.length - 1] += weight;
        }
        int[] observed = new int[expected.length];

        for (int i = 0; i < DRAWS; i++) {
            long x = noise.draw(s);
            observed[Math.abs(x) <= reach ? (int) (x + reach) : expected.length - 1]++;
        }

        double chiSquare = 0;
        for (int i = 0; i < expected.length; i++) {
            double mean = DRAWS * expected[i] / total;
            chiSquare += (observed[i] - mean) * (observed[i] - mean) / mean;
        }
        double freedom = expected.length - 1;
        assertThat(chiSquare).isLessThan(freedom + 5 * Math.sqrt(2 * freedom));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 12_345})
    void hasTheVarianceOfItsParameter(long s) {
        DiscreteGaussian noise = new DiscreteGaussian(new Random(s));
        double sum = 0;
        double square = 0;

        for (int i = 0; i < DRAWS; i++) {
            double x = noise.draw(s) / (double) s;
            sum += x;
            square += x * x;
        }

        // standard errors: 1/sqrt(draws) = .0022 of the mean, sqrt(2/draws) = .0032 of the variance
        assertThat(Math.abs(sum / DRAWS)).isLessThan(0.011);
        assertThat(Math.abs(square / DRAWS - 1)).isLessThan(0.016);
    }

    @ParameterizedTest
    @ValueSource(longs = {3})
    void secureBitsDrawTheSameLaw(long s) {
        DiscreteGaussian noise = new DiscreteGaussian(new SecureBits());
        double square = 0;

        for (int i = 0; i < DRAWS; i++) {
            double x = noise.draw(s);
            square += x * x;
        }

        // 8 standard errors: fails by chance once in 10^15 runs
        assertThat(Math.abs(square / DRAWS / (s * s) - 1)).isLessThan(8 * 0.0032);
    }
}
