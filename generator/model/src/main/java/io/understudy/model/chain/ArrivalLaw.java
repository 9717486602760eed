package io.understudy.model.chain;

/**
 * Law of the time of an entity's first event: a stretch of the reference's span, and within it a moment by the hour of
 * the week (the weekday and day of month where times are dates).
 *
 * @param edgeMicros // [stretch] since the start of the window; one more than there are stretches
 * @param cumulative // [stretch] share of entities, ends at 1
 * @param factorByHour // [hour of week, or day of month for dates] relative rate, at most 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrivalLaw(long[] edgeMicros, double[] cumulative, double[] factorByHour) {
    private static final int MOST_TRIES = 200;

    /** A time, in units of {@code resolutionMicros}, in the window that begins at {@code startMicros}. */
    public long draw(long startMicros, long resolutionMicros, boolean dateOnly, WallClock clock, EventRandom random) {
        double u = random.nextDouble();
        int stretch = 0;
        while (stretch < cumulative.length - 1 && cumulative[stretch] <= u) {
            stretch++;
        }
        long low = startMicros + edgeMicros[stretch];
        long width = edgeMicros[stretch + 1] - edgeMicros[stretch];
        long local = 0;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            local = clock.local(low + random.nextLong(Math.max(1, width)));
            if (random.nextDouble() < factorByHour[cell(local, dateOnly)]) {
                break;
            }
        }
        long unit = dateOnly ? WallClock.DAY : resolutionMicros;
        return Math.max(clock.instant(Math.floorDiv(local, unit) * unit), startMicros);
    }

    /** The cell of {@code factorByHour} that a local time falls into. */
    public static int cell(long localMicros, boolean dateOnly) {
        long day = WallClock.day(localMicros);
        if (dateOnly) {
            return (int) (WallClock.civil(day) & 255) - 1;
        }
        return WallClock.weekday(day) * 24 + (int) (Math.floorMod(localMicros, WallClock.DAY) / 3_600_000_000L);
    }
}
