package io.understudy.engine.evaluate.log;

import java.time.LocalDate;

/** What the wall clock and the calendar showed at each event of a log. */
public final class Calendar {
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
    private static final int MONDAY_SHIFT = 3; // 1970-01-01 was a Thursday

    private final int[] weekday; // [row] 0 for Monday
    private final int[] dayOfMonth; // [row] from 1
    private final int[] daysToMonthEnd; // [row] 0 on the last day
    private final int[] week; // [row] weeks of seven days since 1970
    private final double[] hour; // [row] with its fraction

    Calendar(long[] wallMicros) {
        int rows = wallMicros.length;
        weekday = new int[rows];
        dayOfMonth = new int[rows];
        daysToMonthEnd = new int[rows];
        week = new int[rows];
        hour = new double[rows];
        long lastDay = Long.MIN_VALUE;
        for (int row = 0; row < rows; row++) {
            long day = Math.floorDiv(wallMicros[row], MICROS_PER_DAY);
            hour[row] = (double) (wallMicros[row] - day * MICROS_PER_DAY) / MICROS_PER_HOUR;
            if (day == lastDay) {
                weekday[row] = weekday[row - 1];
                dayOfMonth[row] = dayOfMonth[row - 1];
                daysToMonthEnd[row] = daysToMonthEnd[row - 1];
                week[row] = week[row - 1];
                continue;
            }
            lastDay = day;
            LocalDate date = LocalDate.ofEpochDay(day);
            weekday[row] = (int) Math.floorMod(day + MONDAY_SHIFT, 7L);
            dayOfMonth[row] = date.getDayOfMonth();
            daysToMonthEnd[row] = date.lengthOfMonth() - date.getDayOfMonth();
            week[row] = (int) Math.floorDiv(day, 7L);
        }
    }

    public int weekday(int row) {
        return weekday[row];
    }

    public int daysToMonthEnd(int row) {
        return daysToMonthEnd[row];
    }

    /** Hour of the day with its fraction, in [0, 24). */
    public double hour(int row) {
        return hour[row];
    }

    public int dayOfMonth(int row) {
        return dayOfMonth[row];
    }

    /** Days of the month by row, from 1. */
    public int[] daysOfMonth() {
        return dayOfMonth.clone();
    }

    /** Weekdays by row, 0 for Monday. */
    public int[] weekdays() {
        return weekday.clone();
    }

    /** Weeks by row, counted from 1970-01-01. */
    public int[] weeks() {
        return week.clone();
    }

    /** Hours of the week by row, 0 for Monday's first. */
    public int[] hoursOfWeek() {
        int[] hours = new int[weekday.length];
        for (int row = 0; row < hours.length; row++) {
            hours[row] = weekday[row] * 24 + (int) hour[row];
        }
        return hours;
    }
}
