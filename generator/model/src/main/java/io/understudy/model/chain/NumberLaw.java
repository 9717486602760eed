package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a numeric mark: first whether it repeats, else a bin, else how round it is, else uniform among the values of
 * that bin that are just so round.
 *
 * @param kind outcomes {@link #MISSING} to {@link #FRESH}
 * @param bin outcomes: a fresh value's bin
 * @param zeros outcomes: a fresh value's trailing decimal zeros, at most {@link #MOST_ZEROS}
 */
public record NumberLaw(ProbabilityTree kind, Bins bins, ProbabilityTree bin, ProbabilityTree zeros) {
    public static final int MISSING = 0;
    /** The value of the entity's last event of the same token. */
    public static final int OWN = 1;
    /** The value of the entity's last event. */
    public static final int LAST = 2;

    public static final int FRESH = 3;
    public static final int KINDS = 4;
    public static final int MOST_ZEROS = 9;

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

    /** A value of {@code bin} with {@code zeros} trailing zeros, or as many as one of the bin has. */
    long draw(int bin, int zeros, EventRandom random) {
        long low = bins.low()[bin];
        long high = bins.high()[bin];
        if (low == high) {
            return low;
        }
        for (int wanted = zeros; wanted > 0; wanted--) {
            long step = POWER[wanted];
            long first = Math.floorDiv(low + step - 1, step);
            long count = Math.floorDiv(high, step) - first + 1;
            for (int tries = 0; count > 0 && tries < 8; tries++) {
                long value = (first + random.nextLong(count)) * step;
                if (zerosOf(value) == wanted || tries == 7) {
                    return value;
                }
            }
        }
        long value = low;
        for (int tries = 0; tries < 8; tries++) {
            value = low + random.nextLong(high - low + 1);
            if (value % 10 != 0) {
                break;
            }
        }
        return value;
    }
}
