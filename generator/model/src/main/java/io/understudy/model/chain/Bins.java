package io.understudy.model.chain;

import java.util.Arrays;

/**
 * Intervals of integers, one behind the other; between them may be values that none holds.
 *
 * @param low // [bin] least value, ascending
 * @param high // [bin] greatest value, at least {@code low} and less than the next bin's
 */
@SuppressWarnings("ArrayRecordComponent")
public record Bins(long[] low, long[] high) {
    public Bins {
        if (low.length == 0 || low.length != high.length) {
            throw new IllegalArgumentException("bins need as many lower as upper ends, and at least one");
        }
        for (int i = 0; i < low.length; i++) {
            if (high[i] < low[i] || i > 0 && low[i] <= high[i - 1]) {
                throw new IllegalArgumentException("bin " + i + " does not follow its predecessor");
            }
        }
    }

    public int size() {
        return low.length;
    }

    /** The bin of {@code value}; the nearest one if none holds it. */
    public int find(long value) {
        int at = Arrays.binarySearch(low, value);
        if (at < 0) {
            at = Math.max(0, -at - 2);
        }
        return value > high[at] && at + 1 < low.length && low[at + 1] - value < value - high[at] ? at + 1 : at;
    }

    /** True if the bin holds one value alone. */
    public boolean isOneValue(int bin) {
        return low[bin] == high[bin];
    }

    /** True if some bin holds {@code value}. */
    public boolean holds(long value) {
        int bin = find(value);
        return value >= low[bin] && value <= high[bin];
    }

    /** A value of {@code bin}, uniform for uniform {@code u} in [0, 1). */
    public long draw(int bin, double u) {
        long count = high[bin] - low[bin] + 1;
        return low[bin] + Math.min(count - 1, (long) (u * count));
    }
}
