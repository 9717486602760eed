package io.understudy.engine.fit.key;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows of a log by the key that they name, in order of time within each key. */
final class KeyTimelines {
    private static final int ROW_BITS = 24;

    final int[] row; // [place] row of the log
    final int[] key; // [place] number of its key
    final int[] entity; // [place]
    final long[] micros; // [place]
    final int keys;
    final long spanMicros; // from the first row of the log to the last

    KeyTimelines(EventLog log, int column) {
        int[] entityByRow = new int[log.rows()];
        int[] keyByRow = new int[log.rows()];
        Map<Long, Integer> numbers = new HashMap<>();
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int e = 0; e < log.entities(); e++) {
            for (int r = log.firstRow(e); r < log.endRow(e); r++) {
                entityByRow[r] = e;
                start = Math.min(start, log.timeMicros(r));
                end = Math.max(end, log.timeMicros(r));
                long cell = log.value(column, r);
                Integer number = cell == ColumnFormat.MISSING ? Integer.valueOf(-1) : numbers.get(cell);
                if (number == null) {
                    number = numbers.size();
                    numbers.put(cell, number);
                }
                keyByRow[r] = number;
            }
        }
        keys = numbers.size();
        spanMicros = Math.max(0, end - start);
        int[] from = new int[keys + 1];
        for (int k : keyByRow) {
            if (k >= 0) {
                from[k + 1]++;
            }
        }
        for (int k = 0; k < keys; k++) {
            from[k + 1] += from[k];
        }
        row = new int[from[keys]];
        key = new int[row.length];
        entity = new int[row.length];
        micros = new long[row.length];
        for (int r : byTime(log, start)) {
            int k = keyByRow[r];
            if (k >= 0) {
                int place = from[k]++;
                row[place] = r;
                key[place] = k;
                entity[place] = entityByRow[r];
                micros[place] = log.timeMicros(r);
            }
        }
    }

    /** Rows in order of time, to the millisecond. */
    private static int[] byTime(EventLog log, long startMicros) {
        long[] packed = new long[log.rows()];
        for (int r = 0; r < packed.length; r++) {
            packed[r] = (log.timeMicros(r) - startMicros) / 1000 << ROW_BITS | r & (1 << ROW_BITS) - 1;
        }
        Arrays.sort(packed);
        int[] order = new int[packed.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (packed[i] & (1 << ROW_BITS) - 1);
        }
        return order;
    }

    /** True if a log has few enough rows for this. */
    static boolean fits(EventLog log) {
        return log.rows() < 1 << ROW_BITS;
    }

    int size() {
        return row.length;
    }

    /** The next place of the same key and the same entity, or -1. */
    int nextOwn(int place) {
        for (int p = place + 1; p < size() && key[p] == key[place]; p++) {
            if (entity[p] == entity[place]) {
                return p;
            }
        }
        return -1;
    }

    /** The next place of the same key that is another entity's, or -1. */
    int nextOther(int place) {
        for (int p = place + 1; p < size() && key[p] == key[place]; p++) {
            if (entity[p] != entity[place]) {
                return p;
            }
        }
        return -1;
    }

    /** The last place before of the same key that is another entity's, or -1. */
    int previousOther(int place) {
        for (int p = place - 1; p >= 0 && key[p] == key[place]; p--) {
            if (entity[p] != entity[place]) {
                return p;
            }
        }
        return -1;
    }
}
