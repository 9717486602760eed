package io.understudy.engine.evaluate.formula;

import java.util.Arrays;
import java.util.List;

/**
 * The five statistics of SDMetrics' StatisticMSAS of one entity's values; all NaN where there are none.
 *
 * @param deviation standard deviation with n - 1; NaN for a single value
 * @param count of values that are not missing
 */
public record Summary(double mean, double median, double deviation, double min, double max, int count) {
    private static final int FEWEST_GAPS = 3;

    /** Sums up; NaN values are passed over. */
    public static Summary of(double[] values) {
        double[] x = Samples.present(values);
        int n = x.length;
        if (n == 0) {
            return new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
        }
        Arrays.sort(x);
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        double mean = sum / n;
        double squares = 0;
        for (double value : x) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = n == 1 ? Double.NaN : Math.sqrt(squares / (n - 1));
        return new Summary(mean, (x[(n - 1) / 2] + x[n / 2]) / 2, deviation, x[0], x[n - 1], n);
    }

    /** Mean, median, deviation, least and greatest. */
    public List<Double> statistics() {
        return List.of(mean, median, deviation, min, max);
    }

    /**
     * Burstiness (s - m) / (s + m) of gaps with mean m and deviation s with n (Goh and Barabasi 2008, equation 1); NaN
     * for fewer than three gaps, or where all are 0.
     */
    public double burstiness() {
        if (count < FEWEST_GAPS) {
            return Double.NaN;
        }
        double population = deviation * Math.sqrt((count - 1.0) / count);
        return (population - mean) / (population + mean);
    }
}
