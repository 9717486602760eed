package io.understudy.engine.evaluate.formula;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Comparison of two samples of codes by the relative frequency of each code. */
public final class Frequencies {
    private static final int WIDEST_COUNTED_SPAN = 4_000_000;

    private final double[] first; // [code of either sample]
    private final double[] second;

    private Frequencies(double[] first, double[] second) {
        this.first = first;
        this.second = second;
    }

    /** SDMetrics' TVComplement: 1 less half the sum of |p - q|; 0 if a sample is empty. */
    public static double variationComplement(long[] real, long[] candidate) {
        if (real.length == 0 || candidate.length == 0) {
            return 0;
        }
        Frequencies both = of(real, candidate);
        double distance = 0;
        for (int i = 0; i < both.first.length; i++) {
            distance += Math.abs(both.first[i] - both.second[i]);
        }
        return 1 - distance / 2;
    }

    /** {@link #variationComplement(long[], long[])} of narrow codes. */
    public static double variationComplement(int[] real, int[] candidate) {
        return variationComplement(widened(real), widened(candidate));
    }

    /**
     * SDMetrics' ContingencySimilarity: the variation complement of the cells of a table of two columns.
     *
     * @param realA // [row], codes of at least 0, as are the others
     */
    public static double contingencySimilarity(int[] realA, int[] realB, int[] candidateA, int[] candidateB) {
        long width = 1L + Math.max(max(realB), max(candidateB));
        return variationComplement(cells(realA, realB, width), cells(candidateA, candidateB, width));
    }

    private static long[] cells(int[] a, int[] b, long width) {
        long[] cells = new long[a.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = a[i] * width + b[i];
        }
        return cells;
    }

    private static int max(int[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    /** Jensen-Shannon divergence in nats, from 0 to ln 2 (Lin 1991, equation 3.4); ln 2 if a sample is empty. */
    public static double jensenShannon(long[] real, long[] candidate) {
        if (real.length == 0 || candidate.length == 0) {
            return Math.log(2);
        }
        Frequencies both = of(real, candidate);
        double sum = 0;
        for (int i = 0; i < both.first.length; i++) {
            double middle = (both.first[i] + both.second[i]) / 2;
            sum += part(both.first[i], middle) + part(both.second[i], middle);
        }
        return Math.max(0, sum / 2);
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }

    /** {@link #jensenShannon(long[], long[])} of narrow codes. */
    public static double jensenShannon(int[] real, int[] candidate) {
        return jensenShannon(widened(real), widened(candidate));
    }

    private static long[] widened(int[] codes) {
        return Arrays.stream(codes).asLongStream().toArray();
    }

    private static Frequencies of(long[] first, long[] second) {
        long low = Math.min(min(first), min(second));
        long high = -Math.min(min(first, v -> -v), min(second, v -> -v));
        long span = high - low; // negative where it overflows
        return span >= 0 && span < WIDEST_COUNTED_SPAN
                ? counted(first, second, low, (int) span + 1)
                : sorted(first, second);
    }

    private static long min(long[] values) {
        return min(values, v -> v);
    }

    private static long min(long[] values, LongUnaryOperator of) {
        return Arrays.stream(values).map(of).min().orElseThrow();
    }

    private static Frequencies counted(long[] first, long[] second, long low, int span) {
        double[] p = new double[span];
        double[] q = new double[span];
        for (long code : first) {
            p[(int) (code - low)]++;
        }
        for (long code : second) {
            q[(int) (code - low)]++;
        }
        for (int i = 0; i < span; i++) {
            p[i] /= first.length;
            q[i] /= second.length;
        }
        return new Frequencies(p, q);
    }

    private static Frequencies sorted(long[] first, long[] second) {
        Tally x = Tally.of(first);
        Tally y = Tally.of(second);
        double[] p = new double[x.size() + y.size()];
        double[] q = new double[p.length];
        int at = 0;
        int i = 0;
        int j = 0;
        while (i < x.size() || j < y.size()) {
            boolean takeX = j == y.size() || i < x.size() && x.code(i) <= y.code(j);
            boolean takeY = i == x.size() || j < y.size() && y.code(j) <= x.code(i);
            p[at] = takeX ? (double) x.count(i++) / first.length : 0;
            q[at] = takeY ? (double) y.count(j++) / second.length : 0;
            at++;
        }
        return new Frequencies(Arrays.copyOf(p, at), Arrays.copyOf(q, at));
    }
}
