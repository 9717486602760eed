package io.understudy.engine.fit.column;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.Timestamp;
import io.understudy.model.chain.TimeColumn;

/** Discovers columns that follow from the event's time, such as seconds since the start. */
final class TimeColumnFinder {
    private static final long SECOND = 1_000_000L;
    private static final long[] UNITS = {1_000L, SECOND, 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND};
    private static final double LEAST_FIRST_TIMES = 0.9; // as the reader asks before it calls the column so

    private TimeColumnFinder() {}

    /** The rule of {@code column}, or null. */
    static TimeColumn find(EventLog log, int column) {
        ColumnFormat format = log.layout().column(column).format();
        if (format instanceof Timestamp) {
            return firstTime(log, column);
        }
        if (!(format instanceof ColumnFormat.Decimal decimal) || decimal.scale() != 0) {
            return null;
        }
        for (long unit : UNITS) {
            TimeColumn rule = since(log, column, unit);
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    private static TimeColumn firstTime(EventLog log, int column) {
        long near = 0;
        for (int e = 0; e < log.entities(); e++) {
            long off = log.value(column, log.firstRow(e)) - log.timeMicros(log.firstRow(e));
            near += Math.abs(off) <= SECOND ? 1 : 0; // a case is opened just before its first event is written
        }
        return near >= LEAST_FIRST_TIMES * log.entities() ? new TimeColumn(column, 0, 0) : null;
    }

    private static TimeColumn since(EventLog log, int column, long unit) {
        long low = Long.MIN_VALUE; // base is in (low, high]
        long high = Long.MAX_VALUE;
        long changes = 0;
        for (int row = 0; row < log.rows(); row++) {
            long value = log.value(column, row);
            if (value == ColumnFormat.MISSING || Math.abs(value) > Long.MAX_VALUE / 4 / unit) {
                return null;
            }
            long most = log.timeMicros(row) - value * unit;
            high = Math.min(high, most);
            low = Math.max(low, most - unit);
            if (low >= high) {
                return null;
            }
            changes += value != log.value(column, 0) ? 1 : 0;
        }
        if (changes == 0) {
            return null;
        }
        long day = Math.floorDiv(high, UNITS[4]) * UNITS[4];
        return new TimeColumn(column, day > low ? day : high, unit);
    }
}
