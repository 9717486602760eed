package io.understudy.engine.evaluate.boost;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sums of gradients, hessians and rows of a leaf, by feature and bin. Scratch of one tree. */
final class Histogram {
    private static final int SUMS = 3; // gradient, hessian, rows
    private static final int ROWS_TO_SHARE = 4096;

    final double[][] sums; // [feature][bin * 3 + (gradient, hessian, rows)]

    /** Room for the bins of each feature and that of missing values. */
    Histogram(int[] widths) {
        sums = new double[widths.length][];
        Arrays.setAll(sums, f -> new double[(widths[f] + 1) * SUMS]);
    }

    /** Sums over the rows {@code order[from]} to {@code order[to - 1]}. */
    void fill(byte[][] bins, int[] order, int from, int to, double[] gradient, double[] hessian) {
        IntStream features = IntStream.range(0, sums.length);
        (to - from > ROWS_TO_SHARE ? features.parallel() : features).forEach(f -> {
            double[] sum = sums[f];
            byte[] column = bins[f];
            Arrays.fill(sum, 0);
            for (int i = from; i < to; i++) {
                int row = order[i];
                int at = (column[row] & 0xFF) * SUMS;
                sum[at] += gradient[row];
                sum[at + 1] += hessian[row];
                sum[at + 2]++;
            }
        });
    }

    /** Becomes this less {@code part}: the sums of the sibling. */
    void subtract(Histogram part) {
        for (int f = 0; f < sums.length; f++) {
            for (int i = 0; i < sums[f].length; i++) {
                sums[f][i] -= part.sums[f][i];
            }
        }
    }

    double gradient(int feature, int bin) {
        return sums[feature][bin * SUMS];
    }

    double hessian(int feature, int bin) {
        return sums[feature][bin * SUMS + 1];
    }

    double rows(int feature, int bin) {
        return sums[feature][bin * SUMS + 2];
    }
}
