package io.understudy.model.chain;

import java.util.Arrays;

/**
 * By which factors a gap is likelier for the hour that it leads to, on its day or in the first hour of the next: that of the
 * hour of the week, times that of the token's hour of the day. The law of a gap knows how long it lasts; that offices close
 * it would have to carve out anew for each length and each hour at which a gap may begin. Immutable.
 */
public final class HourFactors {
    public static final int HOURS = 24;
    public static final int WEEK = 7 * HOURS;
    private static final long HOUR = WallClock.DAY / HOURS;
    private static final int REACH = HOURS + 1; // of a row, up to the first hour of the next day

    private final float[] week; // [hour of week]
    private final float[] day; // [token * HOURS + hour]
    private final float[] factor; // [(token * 7 + weekday) * REACH + hour]
    private final float[] most; // the same, of that hour and all later ones of the row
    private final double[] until; // [(token * 7 + weekday) * (REACH + 1) + hour] sum of the factors of earlier hours

    /**
     * Takes the arrays as they are; the caller gives them away.
     *
     * @param week // [hour of week]
     * @param day // [token * HOURS + hour]
     */
    public HourFactors(float[] week, float[] day) {
        if (week.length != WEEK || day.length == 0 || day.length % HOURS != 0) {
            throw new IllegalArgumentException(
                    "hours of a week and of each token's day have a factor, not " + week.length + " and " + day.length);
        }
        this.week = week;
        this.day = day;
        int days = 7 * day.length / HOURS;
        factor = new float[days * REACH];
        most = new float[days * REACH];
        until = new double[days * (REACH + 1)];
        for (int d = 0; d < days; d++) {
            for (int hour = 0; hour < REACH; hour++) {
                float itsFactor = week[(d % 7 * HOURS + hour) % WEEK] * day[d / 7 * HOURS + hour % HOURS];
                factor[d * REACH + hour] = itsFactor;
                until[d * (REACH + 1) + hour + 1] = until[d * (REACH + 1) + hour] + itsFactor;
            }
            float greatest = 0;
            for (int hour = REACH - 1; hour >= 0; hour--) {
                greatest = Math.max(greatest, factor[d * REACH + hour]);
                most[d * REACH + hour] = greatest;
            }
        }
    }

    /** The row of a token's weekday, which the methods below ask for. */
    int day(int token, int weekday) {
        return token * 7 + weekday;
    }

    /** The factor at so many microseconds behind midnight. */
    double at(int row, long micros) {
        return factor[row * REACH + (int) (micros / HOUR)];
    }

    /** The greatest factor from so many microseconds behind midnight on. */
    double mostFrom(int row, long micros) {
        return most[row * REACH + (int) (micros / HOUR)];
    }

    /** The integral of the factor, in hours, from midnight up to so many microseconds behind it. */
    double until(int row, long micros) {
        int hour = (int) Math.min(REACH - 1, micros / HOUR);
        double begun = (micros - hour * HOUR) / (double) HOUR;
        return until[row * (REACH + 1) + hour] + begun * factor[row * REACH + hour];
    }

    /** The same on the weekday of a token. */
    public double until(int token, int weekday, long micros) {
        return until(day(token, weekday), micros);
    }

    /** The moment, in microseconds behind midnight, up to which the integral is {@code sum}. */
    long find(int row, double sum) {
        int first = row * (REACH + 1);
        int hour = 0;
        while (hour < REACH - 1 && until[first + hour + 1] <= sum) {
            hour++;
        }
        double begun = (sum - until[first + hour]) / factor[row * REACH + hour];
        return hour * HOUR + (long) (Math.min(1, begun) * HOUR);
    }

    /** The factors of the hours of the week; not to be changed. */
    public float[] week() {
        return week;
    }

    /** The factors of the hours of each token's day; not to be changed. */
    public float[] day() {
        return day;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HourFactors that && Arrays.equals(week, that.week) && Arrays.equals(day, that.day);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(week) * 31 + Arrays.hashCode(day);
    }
}
