package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import java.util.Arrays;

/** Tests whether one column follows from others. */
final class Dependence {
    private static final long[] UNITS_MICROS = {
        1L, 1_000L, 1_000_000L, 60_000_000L, 3_600_000_000L, 86_400_000_000L, 604_800_000_000L
    };

    private static final int FEWEST_STEPS = 20;

    private Dependence() {}

    /** True where equal values in {@code from} always stand beside equal values in {@code to}. */
    static boolean follows(long[] from, long[] to) {
        LongIndex index = new LongIndex();
        long[] image = new long[64];
        for (int row = 0; row < from.length; row++) {
            int known = index.size();
            int at = index.index(from[row]);
            if (at == image.length) {
                image = Arrays.copyOf(image, at * 2);
            }
            if (at == known) {
                image[at] = to[row];
            } else if (image[at] != to[row]) {
                return false;
            }
        }
        return true;
    }

    /**
     * True where the numbers are times counted from some moment in whole units, such as seconds or days since the first
     * event: all of {@code number = floor((time - moment) / unit)} hold for one moment.
     */
    static boolean countsTime(long[] numbers, long[] times) {
        for (long unit : UNITS_MICROS) {
            long earliest = Long.MIN_VALUE;
            long latest = Long.MAX_VALUE;
            boolean possible = true;
            for (int row = 0; row < numbers.length && possible; row++) {
                if (numbers[row] == ColumnFormat.MISSING || Math.abs(numbers[row]) > Long.MAX_VALUE / 4 / unit) {
                    possible = false;
                } else {
                    long moment = times[row] - numbers[row] * unit;
                    earliest = Math.max(earliest, moment - unit + 1);
                    latest = Math.min(latest, moment);
                    possible = earliest <= latest;
                }
            }
            if (possible) {
                return true;
            }
        }
        return false;
    }

    /**
     * True where {@code balance} moves by {@code amount}, up or down, from event to event, in at least eight steps of
     * ten. Events that share their time with another of the entity are passed over: their order may mean nothing.
     */
    static boolean movesBy(long[] balance, long[] amount, long[] times, int[] firstRowByEntity) {
        long steps = 0;
        long right = 0;
        for (int entity = 0; entity + 1 < firstRowByEntity.length; entity++) {
            int from = firstRowByEntity[entity];
            int to = firstRowByEntity[entity + 1];
            for (int row = from + 1; row < to; row++) {
                boolean alone = times[row] != times[row - 1]
                        && (row + 1 == to || times[row] != times[row + 1])
                        && (row - 1 == from || times[row - 1] != times[row - 2]);
                long step = Math.abs(balance[row] - balance[row - 1]);
                if (alone && step != 0) {
                    steps++;
                    right += step == Math.abs(amount[row]) ? 1 : 0;
                }
            }
        }
        return steps > FEWEST_STEPS && right * 10 >= steps * 8;
    }

    /** True where each entity's value is the time of its first event, within a second. */
    static boolean isFirstTime(long[] values, long[] times, int[] firstRowByEntity) {
        int right = 0;
        for (int entity = 0; entity + 1 < firstRowByEntity.length; entity++) {
            int row = firstRowByEntity[entity];
            right += Math.abs(values[row] - times[row]) <= 1_000_000L ? 1 : 0;
        }
        return right * 10 >= (firstRowByEntity.length - 1) * 9;
    }
}
