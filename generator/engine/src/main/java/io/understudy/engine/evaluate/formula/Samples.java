package io.understudy.engine.evaluate.formula;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What is asked of single samples of numbers, in which NaN means missing. */
public final class Samples {
    private Samples() {}

    /** The values that are not missing. */
    public static double[] present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** Mean of the values that are not missing; NaN if there are none. */
    public static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** Standard deviation with n - 1; NaN for fewer than two values. None may be missing. */
    public static double deviation(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }

    /** The quantile of sorted, non-empty {@code values} by linear interpolation (Hyndman and Fan 1996, definition 7). */
    public static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Inner edges of {@code bins} quantile bins, fewer where values repeat; none for a sample without values. */
    public static double[] quantileEdges(double[] values, int bins) {
        double[] sorted = present(values);
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return sorted;
        }
        return IntStream.range(1, bins)
                .mapToDouble(i -> quantile(sorted, (double) i / bins))
                .distinct()
                .toArray();
    }

    /** Number of {@code edges} below {@code value}; one more than the highest bin for a missing one. */
    public static int bin(double value, double[] edges) {
        if (Double.isNaN(value)) {
            return edges.length + 1;
        }
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The bins of all values. */
    public static int[] bins(double[] values, double[] edges) {
        return Arrays.stream(values).mapToInt(value -> bin(value, edges)).toArray();
    }

    /** Sign times log(1 + |value|), which tames heavy tails and keeps zero and order. */
    public static double signedLog(double value) {
        return Math.signum(value) * Math.log1p(Math.abs(value));
    }

    /** {@link #signedLog(double)} of all values. */
    public static double[] signedLog(double[] values) {
        return Arrays.stream(values).map(Samples::signedLog).toArray();
    }

    /** First Wasserstein distance: the area between the two distribution functions. Neither sample may be empty. */
    public static double wasserstein(double[] first, double[] second) {
        double[] x = first.clone();
        double[] y = second.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        double area = 0;
        double last = Math.min(x[0], y[0]);
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            double at = j == y.length || i < x.length && x[i] <= y[j] ? x[i] : y[j];
            area += Math.abs((double) i / x.length - (double) j / y.length) * (at - last);
            last = at;
            while (i < x.length && x[i] == at) {
                i++;
            }
            while (j < y.length && y[j] == at) {
                j++;
            }
        }
        return area;
    }
}
