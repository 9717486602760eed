package io.understudy.streams.monitor;

import java.util.Arrays;

/**
 * The laws that count as "no drift": all distributions {@code p} over cells with {@code lower <= p <= upper}. Immutable.
 */
final class ToleranceBox {
    private static final double SLACK = 1e-12;

    private final double[] lower; // [cell]
    private final double[] upper; // [cell]

    /**
     * @throws IllegalArgumentException if no distribution lies in the box
     */
    ToleranceBox(double[] lower, double[] upper) {
        this.lower = lower.clone();
        this.upper = upper.clone();
        double least = 0;
        double most = 0;
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] >= 0) || !(upper[i] >= lower[i])) {
                throw new IllegalArgumentException("cell " + i + " has bounds " + lower[i] + " and " + upper[i]);
            }
            least += lower[i];
            most += upper[i];
        }
        if (least > 1 + SLACK || most < 1 - SLACK || upper.length != lower.length) {
            throw new IllegalArgumentException(
                    "no distribution has cells between " + Arrays.toString(lower) + " and " + Arrays.toString(upper));
        }
    }

    /**
     * The box around a score that is uniform under the model: {@code cells} equal cells, each within {@code tolerance} of
     * its share, and behind them one cell of novelty between 0 and {@code noveltyBound}.
     */
    static ToleranceBox ofScores(int cells, double tolerance, double noveltyBound) {
        double[] lower = new double[cells + 1];
        double[] upper = new double[cells + 1];
        Arrays.fill(lower, 0, cells, (1 - noveltyBound) * (1 - tolerance) / cells);
        Arrays.fill(upper, 0, cells, (1 + tolerance) / cells);
        upper[cells] = noveltyBound;
        return new ToleranceBox(lower, upper);
    }

    int cells() {
        return lower.length;
    }

    /** True if {@code p} lies in the box. */
    boolean holds(double[] p) {
        for (int i = 0; i < p.length; i++) {
            if (p[i] < lower[i] - SLACK || p[i] > upper[i] + SLACK) {
                return false;
            }
        }
        return true;
    }

    /**
     * The member {@code p} of the box that minimises the Kullback-Leibler divergence of {@code q} from it, sum of q ln(q/p).
     * For any true law in the box, the expectation of q/p is then at most 1 (reverse information projection onto a convex
     * set: Li 1999; Grünwald, de Heide and Koolen, "Safe testing", arXiv 1906.07801, theorem 1).
     *
     * <p>By the conditions of Karush, Kuhn and Tucker, p is q/lambda, cut off at the bounds, with the lambda for which it
     * sums to 1. That sum falls as lambda grows, in pieces between the points where a cell meets a bound.
     *
     * @param q a distribution over the cells, each positive
     */
    double[] nearest(double[] q) {
        if (holds(q)) {
            return q.clone();
        }
        double[] bends = new double[2 * q.length];
        int count = 0;
        for (int i = 0; i < q.length; i++) {
            if (upper[i] > 0) {
                bends[count++] = q[i] / upper[i];
            }
            if (lower[i] > 0) {
                bends[count++] = q[i] / lower[i];
            }
        }
        Arrays.sort(bends, 0, count);
        double below = 0;
        double above = Double.POSITIVE_INFINITY;
        for (int b = 0; b < count; b++) {
            if (sumAt(bends[b], q) >= 1) {
                below = bends[b];
            } else {
                above = bends[b];
                break;
            }
        }
        return cutOff(q, lambdaBetween(below, above, q));
    }

    /** Solves sum of cells = 1 on one piece: cells at a bound are fixed, the others share what is left. */
    private double lambdaBetween(double below, double above, double[] q) {
        double probe = Double.isInfinite(above) ? 2 * below + 1 : (below + above) / 2;
        double fixed = 0;
        double free = 0;
        for (int i = 0; i < q.length; i++) {
            double p = q[i] / probe;
            if (p >= upper[i]) {
                fixed += upper[i];
            } else if (p <= lower[i]) {
                fixed += lower[i];
            } else {
                free += q[i];
            }
        }
        return free == 0 || fixed >= 1 ? below : free / (1 - fixed);
    }

    private double sumAt(double lambda, double[] q) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            sum += cut(i, q[i] / lambda);
        }
        return sum;
    }

    private double[] cutOff(double[] q, double lambda) {
        double[] p = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            p[i] = cut(i, q[i] / lambda);
        }
        return p;
    }

    private double cut(int cell, double p) {
        return Math.max(lower[cell], Math.min(upper[cell], p));
    }
}
