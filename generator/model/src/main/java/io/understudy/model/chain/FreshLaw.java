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

    /** The number of trailing zeros that a value of {@code ofBin} is given where {@code wanted} are wanted. */
    int zerosGiven(int ofBin, double level, int wanted) {
        return zerosGiven(low(ofBin, level), high(ofBin, level), wanted);
    }

    /** The least number of zeros that, wanted of a value of {@code ofBin}, gives it {@code zeros}, which one has. */
    public int leastWanted(int ofBin, double level, int zeros) {
        int least = zeros;
        while (least > 0 && zerosGiven(ofBin, level, least - 1) == zeros) {
            least--;
        }
        return least;
    }

    /** One more than the greatest number of zeros that, wanted of a value of {@code ofBin}, gives it {@code zeros}. */
    public int endWanted(int ofBin, double level, int zeros) {
        int end = zeros + 1;
        while (end <= MOST_ZEROS && zerosGiven(ofBin, level, end) == zeros) {
            end++;
        }
        return end;
    }

    /** True if all values of {@code ofBin} are one. */
    public boolean single(int ofBin, double level) {
        return low(ofBin, level) == high(ofBin, level);
    }

    private static long drawRound(long low, long high, int wanted, EventRandom random) {
        if (low == high) {
            return low;
        }
        int zeros = zerosGiven(low, high, wanted);
        long first = ceilDiv(low, POWER[zeros]);
        long draw = random.nextLong(justSoRound(low, high, zeros));
        if (zeros == MOST_ZEROS) {
            return (first + draw) * POWER[zeros];
        }
        long at = plain(first) + draw;
        return (at + Math.floorDiv(at, 9L) + 1) * POWER[zeros];
    }

    /** As many as wanted if a value has so many, else the next more that one has, else the next fewer. */
    private static int zerosGiven(long low, long high, int wanted) {
        int zeros = wanted;
        while (zeros <= MOST_ZEROS && justSoRound(low, high, zeros) == 0) {
            zeros++;
        }
        if (zeros <= MOST_ZEROS) {
            return zeros;
        }
        zeros = wanted;
        while (justSoRound(low, high, zeros) == 0) {
            zeros--; // ends: one of two neighbours has none
        }
        return zeros;
    }

    /** How many integers from {@code low} to {@code high} have {@code zeros} trailing zeros, no fewer and no more. */
    private static long justSoRound(long low, long high, int zeros) {
        long first = ceilDiv(low, POWER[zeros]);
        long end = Math.floorDiv(high, POWER[zeros]) + 1;
        return zeros == MOST_ZEROS ? Math.max(0, end - first) : plain(end) - plain(first);
    }

    /** How many integers from 0 to {@code end - 1} are no multiples of ten; below 0, minus those from {@code end} on. */
    private static long plain(long end) {
        return end - ceilDiv(end, 10);
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }
}
