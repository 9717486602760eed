package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a number that repeats none before it: a bin, then how round it is, then uniform among the values of that bin
 * that are just so round. Bins are of the number itself, or of its logarithm above the entity's own level.
 *
 * @param bin outcomes: a bin; this and the next are null where the model draws them in another way
 * @param zeros outcomes: trailing decimal zeros, at most {@link #MOST_ZEROS}
 */
public record FreshLaw(Bins bins, ProbabilityTree bin, ProbabilityTree zeros) {
    /** Zeros beyond this many are not told apart. */
    public static final int MOST_ZEROS = 9;

    private static final double CODES_PER_NEPER = 1024;
    private static final int TRIES = 8;
    private static final long[] POWER = new long[MOST_ZEROS + 2];

    static {
        POWER[0] = 1;
        for (int i = 1; i < POWER.length; i++) {
            POWER[i] = POWER[i - 1] * 10;
        }
    }

    /** Trailing decimal zeros of {@code value}; the most for 0. */
    public static int zerosOf(long value) {
        int zeros = 0;
        while (zeros < MOST_ZEROS && value % POWER[zeros + 1] == 0) {
            zeros++;
        }
        return zeros;
    }

    /** What bins of levels hold of {@code value}, above {@code level} in ln(1 + value). */
    public static long codeAbove(double level, long value) {
        return (long) Math.floor(CODES_PER_NEPER * (Logarithm.signed(value) - level));
    }

    /** The least value whose code above {@code level} is {@code code}. */
    public static long valueAt(double level, long code) {
        return (long) Math.ceil(StrictMath.expm1(Math.min(40, level + code / CODES_PER_NEPER)));
    }

    /** A value of {@code bin} with {@code wanted} trailing zeros, or as many as one of the bin has. */
    public long draw(int drawnBin, int wanted, double level, EventRandom random) {
        return drawRound(low(drawnBin, level), high(drawnBin, level), wanted, random);
    }

    private long low(int ofBin, double level) {
        long low = bins.low()[ofBin];
        return Double.isNaN(level) ? low : Math.max(0, valueAt(level, low));
    }

    private long high(int ofBin, double level) {
        long high = bins.high()[ofBin];
        return Double.isNaN(level) ? high : Math.max(low(ofBin, level), valueAt(level, high + 1) - 1);
    }

    /**
     * True if {@link #draw} gives {@code value}, or values on both sides of it. Above a level, a bin may be too narrow
     * to hold an integer, and the next one is drawn in its place.
     *
     * @param level the entity's own; NaN where bins are of the number itself
     */
    public boolean holds(double level, long value) {
        return Double.isNaN(level)
                ? bins.holds(value)
                : value >= low(0, level) && value <= high(bins.size() - 1, level);
    }

    /** The most trailing zeros of a value of {@code ofBin}: whoever wants more is given these. */
    public int mostZeros(int ofBin, double level) {
        long low = low(ofBin, level);
        long high = high(ofBin, level);
        int zeros = MOST_ZEROS;
        while (zeros > 0 && Math.floorDiv(high, POWER[zeros]) < Math.floorDiv(low + POWER[zeros] - 1, POWER[zeros])) {
            zeros--;
        }
        return zeros;
    }

    /** True if all values of {@code ofBin} are one. */
    public boolean single(int ofBin, double level) {
        return low(ofBin, level) == high(ofBin, level);
    }

    private static long drawRound(long low, long high, int wanted, EventRandom random) {
        if (low == high) {
            return low;
        }
        for (int zeros = wanted; zeros > 0; zeros--) {
            long step = POWER[zeros];
            long first = Math.floorDiv(low + step - 1, step);
            long count = Math.floorDiv(high, step) - first + 1;
            for (int tries = 1; count > 0 && tries <= TRIES; tries++) {
                long value = (first + random.nextLong(count)) * step;
                if (zerosOf(value) == zeros || tries == TRIES) {
                    return value;
                }
            }
        }
        long value = low;
        for (int tries = 0; tries < TRIES; tries++) {
            value = low + random.nextLong(high - low + 1);
            if (value % 10 != 0) {
                break;
            }
        }
        return value;
    }
}
