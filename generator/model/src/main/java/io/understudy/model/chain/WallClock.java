package io.understudy.model.chain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** Local calendar of one zone by arithmetic on microseconds; immutable, allocates nothing after construction. */
public final class WallClock {
    public static final long SECOND = 1_000_000L;
    public static final long DAY = 86_400L * SECOND;
    public static final long HOUR = DAY / 24;
    private static final int STRETCH_BITS = 40; // microseconds, about 13 days

    private final long[] fromMicros; // [period] instant from which the offset holds; ascending
    private final long[] offsetMicros; // [period]
    private final int[] periodByStretch; // [stretch] period that holds at its beginning
    private final long firstStretch;

    /** The calendar of {@code zone}, exact from 1900 to 2200. */
    public WallClock(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<long[]> periods = new ArrayList<>();
        Instant at = Instant.parse("1900-01-01T00:00:00Z");
        periods.add(new long[] {Long.MIN_VALUE, rules.getOffset(at).getTotalSeconds() * SECOND});
        Instant end = Instant.parse("2200-01-01T00:00:00Z");
        for (ZoneOffsetTransition next = rules.nextTransition(at);
                next != null && next.getInstant().isBefore(end);
                next = rules.nextTransition(next.getInstant())) {
            ZoneOffset after = next.getOffsetAfter();
            periods.add(new long[] {next.toEpochSecond() * SECOND, after.getTotalSeconds() * SECOND});
        }
        fromMicros = periods.stream().mapToLong(p -> p[0]).toArray();
        offsetMicros = periods.stream().mapToLong(p -> p[1]).toArray();
        firstStretch = fromMicros.length == 1 ? 0 : fromMicros[1] >> STRETCH_BITS;
        long lastStretch = fromMicros.length == 1 ? 0 : fromMicros[fromMicros.length - 1] >> STRETCH_BITS;
        periodByStretch = new int[(int) (lastStretch - firstStretch) + 2];
        for (int i = 0; i < periodByStretch.length; i++) {
            periodByStretch[i] = search((firstStretch + i) << STRETCH_BITS);
        }
    }

    /** Microseconds on the local clock since 1970-01-01T00:00 local. */
    public long local(long micros) {
        return micros + offset(micros);
    }

    /** A look into a table, since a zone has a few hundred changes of its clock in all, and none or one in a stretch. */
    private long offset(long micros) {
        long stretch = Math.max(0, Math.min((micros >> STRETCH_BITS) - firstStretch, periodByStretch.length - 1));
        int period = periodByStretch[(int) stretch];
        while (period > 0 && fromMicros[period] > micros) {
            period--;
        }
        while (period + 1 < fromMicros.length && fromMicros[period + 1] <= micros) {
            period++;
        }
        return offsetMicros[period];
    }

    private int search(long micros) {
        int low = 0;
        int high = fromMicros.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (fromMicros[middle] <= micros) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The instant of a local time; in the hour that a clock change skips or repeats, one near it. */
    public long instant(long localMicros) {
        long guess = localMicros - offset(localMicros - offset(localMicros));
        return guess;
    }

    /** Days since 1970-01-01, local. */
    public static long day(long localMicros) {
        return Math.floorDiv(localMicros, DAY);
    }

    /** Monday 0 to Sunday 6. */
    public static int weekday(long day) {
        return (int) Math.floorMod(day + 3, 7L);
    }

    /** Hours since Monday's midnight, 0 to 167. */
    public static int hourOfWeek(long localMicros) {
        return weekday(day(localMicros)) * 24 + (int) (Math.floorMod(localMicros, DAY) / HOUR);
    }

    /**
     * Day of month from 1 in the low byte, length of the month in the next, months since year 0 above
     * (Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
     */
    public static long civil(long day) {
        long z = day + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        long doe = z - era * 146_097;
        long yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        long mp = (5 * doy + 2) / 153;
        long dayOfMonth = doy - (153 * mp + 2) / 5 + 1;
        long month = mp < 10 ? mp + 3 : mp - 9;
        long year = yoe + era * 400 + (month <= 2 ? 1 : 0);
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        long length = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        return dayOfMonth | length << 8 | (year * 12 + month - 1) << 16;
    }

    /** Bit d - 1 for each day of the month d of the days from {@code from} to {@code end - 1}. */
    public static int daysOfMonth(long from, long end) {
        int bits = 0;
        long day = from;
        while (day < end) {
            long civil = civil(day);
            int first = (int) (civil & 255);
            int count = (int) Math.min(end - day, (civil >> 8 & 255) - first + 1);
            bits |= (int) ((1L << count) - 1) << first - 1;
            day += count;
        }
        return bits;
    }

    /** Bit d for each day d of a cycle, of at most 31, of the days from {@code from} to {@code end - 1}. */
    public static int daysOfCycle(int cycle, long from, long end) {
        int bits = 0;
        for (long day = from; day < end; day++) {
            bits |= 1 << (int) Math.floorMod(day, (long) cycle);
        }
        return bits;
    }

    /** The day in the month after {@code day}'s with the same day of month, or that month's last. */
    public static long monthLater(long day) {
        long civil = civil(day);
        long dayOfMonth = civil & 255;
        long firstOfNext = day - dayOfMonth + 1 + (civil >> 8 & 255);
        long lengthOfNext = civil(firstOfNext) >> 8 & 255;
        return firstOfNext + Math.min(dayOfMonth, lengthOfNext) - 1;
    }
}
