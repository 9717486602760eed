package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.FreshLaw;
import java.util.Arrays;

/**
 * The values of a number as outcomes of two laws: a group of neighbouring bins first, then one of its bins together with
 * how round the value is. A value is uniform among those of its bin that are just so round. Immutable.
 *
 * @param bins of values
 * @param groupByBin // [bin] from 0, ascending by one at most
 * @param binByOutcome // [outcome] ascending
 * @param zerosByOutcome // [outcome] trailing decimal zeros of its values, {@link #ANY} for all values of the bin
 */
@SuppressWarnings("ArrayRecordComponent")
public record ValueGrid(Bins bins, int[] groupByBin, int[] binByOutcome, int[] zerosByOutcome) {
    /** Zeros of an outcome whose values may be as round as they like. */
    public static final int ANY = -1;

    public ValueGrid {
        if (groupByBin.length != bins.size() || binByOutcome.length != zerosByOutcome.length) {
            throw new IllegalArgumentException("a grid needs a group for each bin, and zeros for each outcome");
        }
        for (int outcome = 0; outcome < binByOutcome.length; outcome++) {
            if (binByOutcome[outcome] < 0 || binByOutcome[outcome] >= bins.size()) {
                throw new IllegalArgumentException("outcome " + outcome + " has no bin");
            }
        }
    }

    /** Number of groups. */
    public int groups() {
        return groupByBin[groupByBin.length - 1] + 1;
    }

    /** Number of outcomes of the second law. */
    public int outcomes() {
        return binByOutcome.length;
    }

    /** The code of a value among a law's features: its group plus 1, 0 if it is missing. */
    public int code(long value) {
        return value == ColumnFormat.MISSING ? 0 : groupByBin[bins.find(value)] + 1;
    }

    /** The least values of the outcomes, or how many values lie before it where multiples of ten are left out. */
    long[] firsts() {
        long[] first = new long[outcomes()];
        Arrays.setAll(first, i -> rangeOf(i)[0]);
        return first;
    }

    /** How many values an outcome has. */
    long[] counts() {
        long[] count = new long[outcomes()];
        Arrays.setAll(count, i -> rangeOf(i)[1]);
        return count;
    }

    /** True if values that are rounder are left out. */
    static boolean skips(int zeros) {
        return zeros >= 0 && zeros < FreshLaw.MOST_ZEROS;
    }

    private long[] rangeOf(int outcome) {
        int zeros = zerosByOutcome[outcome];
        long power = power(zeros);
        long low = bins.low()[binByOutcome[outcome]];
        long high = bins.high()[binByOutcome[outcome]];
        long first = -Math.floorDiv(-low, power);
        long end = Math.floorDiv(high, power) + 1;
        if (skips(zeros)) {
            first = plain(first);
            end = plain(end);
        }
        if (end <= first) {
            throw new IllegalArgumentException("outcome " + outcome + " has no value");
        }
        return new long[] {first, end - first};
    }

    /** Ten to the zeros. */
    static long power(int zeros) {
        long power = 1;
        for (int i = 0; i < zeros; i++) {
            power *= 10;
        }
        return power;
    }

    /** How many integers from 0 to {@code end - 1} are no multiples of ten; below 0, minus those from {@code end} on. */
    static long plain(long end) {
        return end + Math.floorDiv(-end, 10L);
    }
}
