package io.understudy.streams.monitor;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One e-detector: one feature, one memory. It bets that the next window looks like the last ones, against the law in the
 * tolerance box that comes nearest to that, and gathers its winnings in a Shiryaev-Roberts statistic (Shin, Ramdas and
 * Rinaldo, arXiv 2203.03532, section 2.3):
 *
 * <pre>  e_w = prod over cells of (q_i / p*_i)^count_i,   M_w = e_w (M_{w-1} + b_w)</pre>
 *
 * <p>q is a moving average of the windows before w, shrunk to the reference, so it never sees the window it judges; p* is
 * {@link ToleranceBox#nearest} to q. Whenever each window follows some law in the box, given its past, e_w has a
 * conditional expectation of at most 1, and M_w less the sum of b is a supermartingale. We differ from the paper in b_w,
 * which is 1 there: it is 0 while q lies in the box, so that a detector with nothing to bet on does not grow by counting
 * windows. b is predictable and at most 1, so that the mean run length keeps its bound. All in natural logarithms.
 */
final class Detector {
    private static final double PRIOR_WINDOWS = 0.5;

    private final ToleranceBox box;
    private final double[] reference; // [cell]
    private final double keep;
    private final double[] weights; // [cell] decayed counts
    private final double priorEvents;
    private double logStatistic = Double.NEGATIVE_INFINITY;

    /**
     * @param reference law that bets are shrunk to, in the box, every cell positive
     * @param memoryWindows length of the moving average
     * @param windowEvents usual size of a window
     */
    Detector(ToleranceBox box, double[] reference, double memoryWindows, double windowEvents) {
        this.box = box;
        this.reference = reference.clone();
        this.keep = 1 - 1 / memoryWindows;
        this.weights = new double[reference.length];
        this.priorEvents = PRIOR_WINDOWS * windowEvents;
    }

    /**
     * Judges one window, then remembers it.
     *
     * @return natural logarithm of the window's e-value
     */
    double update(int[] counts) {
        double[] bet = bet();
        boolean idle = box.holds(bet);
        double logE = 0;
        if (!idle) {
            double[] nearest = box.nearest(bet);
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    logE += counts[i] * (StrictMath.log(bet[i]) - StrictMath.log(nearest[i]));
                }
            }
        }
        logStatistic = logE + (idle ? logStatistic : LogSum.plusOne(logStatistic));
        for (int i = 0; i < counts.length; i++) {
            weights[i] = keep * weights[i] + counts[i];
        }
        return logE;
    }

    /** The law that the detector bets on for the next window. */
    private double[] bet() {
        double total = priorEvents;
        for (double weight : weights) {
            total += weight;
        }
        double[] bet = new double[weights.length];
        for (int i = 0; i < bet.length; i++) {
            bet[i] = (weights[i] + priorEvents * reference[i]) / total;
        }
        return bet;
    }

    /** Natural logarithm of the Shiryaev-Roberts statistic. */
    double logStatistic() {
        return logStatistic;
    }

    /** Starts the statistic anew, keeping the moving average. */
    void reset() {
        logStatistic = Double.NEGATIVE_INFINITY;
    }

    /** Bytes of {@link #write}. */
    int bytes() {
        return (weights.length + 1) * Double.BYTES;
    }

    void write(ByteBuffer out) {
        out.putDouble(logStatistic);
        Arrays.stream(weights).forEach(out::putDouble);
    }

    void read(ByteBuffer in) {
        logStatistic = in.getDouble();
        Arrays.setAll(weights, i -> in.getDouble());
    }
}
