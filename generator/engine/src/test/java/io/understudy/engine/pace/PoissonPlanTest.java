package io.understudy.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PoissonPlanTest {
    /** Gaps of each seed; the README names the command for a million. */
    private static final int GAPS = Integer.getInteger("poisson.gaps", 100_000);

    private static final int SEEDS = 20;
    private static final double MEAN_NANOS = 200_000;

    @Test
    void spacesArrivalsExponentially() {
        double[] pValues = LongStream.rangeClosed(1, SEEDS)
                .mapToDouble(seed -> pValue(gaps(seed), MEAN_NANOS))
                .toArray();

        // of 20 p values, uniform under the law, two or more lie below .01 once in 60 trials; the seeds are fixed
        assertThat(Arrays.stream(pValues).filter(p -> p > 0.01).count())
                .as("p values of %d gaps: %s", GAPS, Arrays.toString(pValues))
                .isGreaterThanOrEqualTo(SEEDS - 1);
    }

    @Test
    void noticesGapsThatAreNotExponential() {
        double[] constant = new double[1_000];
        Arrays.fill(constant, MEAN_NANOS);
        double[] faster = Arrays.stream(gaps(1)).map(gap -> gap * 0.97).toArray();

        assertThat(pValue(constant, MEAN_NANOS)).isLessThan(1e-9);
        assertThat(pValue(faster, MEAN_NANOS)).isLessThan(1e-9);
    }

    @Test
    void keepsItsMeanOverTheSeeds() {
        double sum = LongStream.rangeClosed(1, SEEDS)
                .mapToDouble(seed -> Arrays.stream(gaps(seed)).sum())
                .sum();

        double events = (double) SEEDS * GAPS;
        assertThat(sum / events / MEAN_NANOS).isCloseTo(1, within(4 / Math.sqrt(events)));
    }

    @Test
    void addsGapsWithoutAnyErrorThatGrows() {
        // Given: the very gaps, cut to 2^-32 ns and added in exact arithmetic
        Schedule schedule = new PoissonPlan(Rate.parse("3/s"), 7, RatePlan.ENDLESS).schedule(Origin.EPOCH);
        BigDecimal exact = BigDecimal.ZERO;
        BigDecimal unit = BigDecimal.valueOf(2).pow(32);
        long state = 7;

        // When
        long last = 0;
        for (int n = 0; n < 3 * 86_400; n++) {
            last = schedule.nextNanos(0, 0);
            state += 0x9e3779b97f4a7c15L;
            long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            double gap = -StrictMath.log((((z ^ (z >>> 31)) >>> 11) + 0.5) * 0x1p-53) * (1e9 / 3);
            exact = exact.add(new BigDecimal(gap).multiply(unit).setScale(0, RoundingMode.FLOOR));
        }

        // Then
        assertThat(last).isEqualTo(exact.divide(unit, 0, RoundingMode.FLOOR).longValueExact());
    }

    @Test
    void givesEachSeedAndEachPartOfAPlanTimesOfItsOwn() {
        RatePlan plan = RatePlan.parse("poisson 10/s for 10s, poisson 10/s for 10s");
        long[] one = times(plan.seeded(1));

        assertThat(times(plan.seeded(1))).isEqualTo(one);
        assertThat(times(plan.seeded(2))).isNotEqualTo(one);
        long[] first = Arrays.stream(one).filter(t -> t < 10_000_000_000L).toArray();
        long[] second = Arrays.stream(one)
                .filter(t -> t >= 10_000_000_000L)
                .map(t -> t - 10_000_000_000L)
                .toArray();
        assertThat(second[0]).isNotEqualTo(first[0]);
    }

    private static long[] times(RatePlan plan) {
        Schedule schedule = plan.schedule(Origin.EPOCH);
        return LongStream.iterate(
                        schedule.nextNanos(0, 0), next -> next != Schedule.NEVER, next -> schedule.nextNanos(0, 0))
                .toArray();
    }

    private static double[] gaps(long seed) {
        Schedule schedule = new PoissonPlan(Rate.parse("5k/s"), seed, RatePlan.ENDLESS).schedule(Origin.EPOCH);
        double[] gaps = new double[GAPS];
        long last = 0;
        for (int n = 0; n < gaps.length; n++) {
            long time = schedule.nextNanos(0, 0);
            gaps[n] = time - last;
            last = time;
        }
        return gaps;
    }

    /** Of the Kolmogorov-Smirnov test against an exponential, by the limit law (Kolmogorov 1933). */
    private static double pValue(double[] gaps, double mean) {
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double distance = 0;
        int n = sorted.length;
        for (int i = 0; i < n; i++) {
            double model = 1 - Math.exp(-sorted[i] / mean);
            distance = Math.max(distance, Math.max(model - (double) i / n, (i + 1.0) / n - model));
        }
        double x = distance * Math.sqrt(n);
        double p = 0;
        for (int k = 1; k < 100; k++) {
            p += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
        }
        return x < 0.2 ? 1 : p;
    }
}
