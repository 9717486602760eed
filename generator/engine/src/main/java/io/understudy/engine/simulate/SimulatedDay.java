package io.understudy.engine.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One day of the simulation; the wall clock is UTC's.
 *
 * @param index days since the start
 */
record SimulatedDay(int index, LocalDate date) {
    static final long MILLIS = 86_400_000;

    long startMillis() {
        return date.toEpochDay() * MILLIS;
    }

    static SimulatedDay of(SimulationSettings settings, int index) {
        return new SimulatedDay(
                index, settings.start().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(index));
    }

    boolean weekend() {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    /** Monday is 0. */
    int weekday() {
        return date.getDayOfWeek().ordinal();
    }

    /** True on {@code dayOfMonth}, or on the month's last day where it is shorter. */
    boolean isDayOfMonth(int dayOfMonth) {
        return date.getDayOfMonth() == Math.min(dayOfMonth, date.lengthOfMonth());
    }

    /** Whole days since the last day on which {@link #isDayOfMonth} held. */
    int daysSince(int dayOfMonth) {
        int today = date.getDayOfMonth();
        int due = Math.min(dayOfMonth, date.lengthOfMonth());
        if (today >= due) {
            return today - due;
        }
        int daysBefore = date.minusMonths(1).lengthOfMonth();
        return today + daysBefore - Math.min(dayOfMonth, daysBefore);
    }
}
