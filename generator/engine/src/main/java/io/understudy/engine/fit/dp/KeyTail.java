package io.understudy.engine.fit.dp;

import java.util.Arrays;

/**
 * How popular keys are that do not stand out of the noise one by one. Their sum is known, and so is the sum of their
 * squares, since that of the noise is: a power law of the rank that has both, from the rank where the popular ones end,
 * no key above the line that it would have crossed.
 *
 * @param degrees places in entities' pools, falling // [key]
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyTail(double[] degrees) {
    private static final int BISECTIONS = 40;
    private static final double STEEPEST = 4;
    private static final double CLEAR = 2; // standard errors above an even law

    /**
     * The tail of a table of buckets.
     *
     * @param table of entities by bucket of a hash
     * @param popular keys that stand out
     * @param keys that do not
     * @param places that those have together
     */
    static KeyTail of(NoisedTable table, int popular, int keys, double places) {
        double squares = 0;
        double variance = (double) table.noise() * table.noise();
        int buckets = 0;
        for (long count : table.counts()) {
            if (count < table.line()) {
                squares += (double) count * count - variance;
                buckets++;
            }
        }
        squares -= places * places / Math.max(1, buckets); // keys that share a bucket
        double error = variance * Math.sqrt(2.0 * buckets);
        double low = 0;
        double high = squares - CLEAR * error > places * places / keys ? STEEPEST : 0;
        for (int i = 0; i < BISECTIONS && high > 0; i++) {
            double middle = (low + high) / 2;
            double its = Arrays.stream(law(popular, keys, places, middle, table.line()))
                    .map(degree -> degree * degree)
                    .sum();
            low = its < squares ? middle : low;
            high = its < squares ? high : middle;
        }
        return new KeyTail(law(popular, keys, places, low, table.line()));
    }

    private static double[] law(int popular, int keys, double places, double steepness, double most) {
        double[] degrees = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            degrees[i] = Math.pow(popular + i + 1.0, -steepness);
            sum += degrees[i];
        }
        double capped = 0;
        for (int i = 0; i < keys; i++) {
            degrees[i] = Math.min(most, degrees[i] * places / sum);
            capped += degrees[i];
        }
        for (int i = 0; i < keys; i++) {
            degrees[i] *= capped > 0 ? places / capped : 0;
        }
        return degrees;
    }

    /** First keys of at most {@code wanted} classes, which grow with the rank. */
    int[] cut(int wanted) {
        boolean even = degrees.length < 2 || degrees[0] - degrees[degrees.length - 1] < 1e-9 * degrees[0];
        int classes = even ? 1 : Math.min(wanted, degrees.length);
        int[] first = new int[classes];
        double all = Arrays.stream(degrees).sum();
        double below = 0;
        int at = 0;
        for (int i = 0; i + 1 < degrees.length && at + 1 < classes; i++) {
            below += degrees[i];
            if (below >= all * (at + 1) / classes) {
                first[++at] = i + 1;
            }
        }
        return Arrays.copyOf(first, at + 1);
    }
}
