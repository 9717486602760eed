package io.understudy.model.table;

import io.understudy.model.chain.WallClock;

/** A moment on the local calendar. Scratch: it keeps the last one it was asked for, since events come day by day. */
final class LocalTime {
    private static final long HOUR = 3_600 * WallClock.SECOND;

    private final WallClock clock;
    private final boolean months; // whether the day of the month is wanted
    private long micros = Long.MIN_VALUE;
    private boolean known;
    long day; // since 1970
    long dayMicros; // since midnight
    int hour;
    int weekday;
    int dayOfMonth; // from 0
    int left; // days to the month's end, at most CodeBook.LEFTS - 1

    LocalTime(WallClock clock, boolean months) {
        this.clock = clock;
        this.months = months;
    }

    void look(long atMicros) {
        if (known && atMicros == micros) {
            return;
        }
        micros = atMicros;
        long local = clock.local(atMicros);
        long newDay = WallClock.day(local);
        dayMicros = local - newDay * WallClock.DAY;
        hour = (int) (dayMicros / HOUR);
        if (!known || newDay != day) {
            lookDay(newDay);
        }
        known = true;
    }

    private void lookDay(long newDay) {
        day = newDay;
        weekday = WallClock.weekday(newDay);
        if (months) {
            long civil = WallClock.civil(newDay);
            dayOfMonth = (int) (civil & 255) - 1;
            left = Math.min(CodeBook.LEFTS - 1, (int) (civil >> 8 & 255) - 1 - dayOfMonth);
        }
    }
}
