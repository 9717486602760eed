package io.understudy.engine.evaluate.formula;

import java.util.Arrays;

/** Comparison of two samples of numbers by their distribution functions. */
public final class KolmogorovSmirnov {
    private static final double DECIMALS = 1e14;

    private KolmogorovSmirnov() {}

    /** The two-sample statistic, the largest |F - G|, of samples without missing values, neither empty. */
    public static double statistic(double[] first, double[] second) {
        double[] x = sorted(first);
        double[] y = sorted(second);
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < x.length && j < y.length) {
            double at = Math.min(x[i], y[j]);
            while (i < x.length && x[i] == at) {
                i++;
            }
            while (j < y.length && y[j] == at) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / x.length - (double) j / y.length));
        }
        return most;
    }

    private static double[] sorted(double[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = Math.rint(values[i] * DECIMALS) / DECIMALS + 0.0; // 0.0 turns -0.0 into 0.0
        }
        Arrays.sort(copy);
        return copy;
    }

    /**
     * SDMetrics' KSComplement, 1 less the statistic, of values rounded to 14 decimals; NaN means missing. Differs from
     * SDMetrics in one thing: it is multiplied by 1 less the difference of the missing shares, so that nobody wins by
     * leaving hard cells empty.
     *
     * @return in [0, 1], 1 is best; NaN if the real side has no values
     */
    public static double complement(double[] real, double[] candidate) {
        double[] x = Samples.present(real);
        double[] y = Samples.present(candidate);
        if (x.length == 0) {
            return Double.NaN;
        }
        if (y.length == 0) {
            return 0;
        }
        double missing = 1 - (double) x.length / real.length;
        double missingCandidate = 1 - (double) y.length / candidate.length;
        return (1 - statistic(x, y)) * (1 - Math.abs(missing - missingCandidate));
    }
}
