package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of the time of an entity's first event: a stretch of the reference's span, and within it a moment by the hour of
 * the week (the weekday and day of month where times are dates). Where the clusters of entities tell, each has its own
 * law of stretches: who is seldom seen is first seen late, and of who comes late only the beginning is seen.
 *
 * @param edgeMicros // [stretch] since the start of the window; one more than there are stretches
 * @param cumulative // [stretch] share of entities, ends at 1
 * @param factorByHour // [hour of week, or day of month for dates] relative rate, at most 1
 * @param stretch outcomes: a stretch, given the cluster; null where all clusters have the same shares
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrivalLaw(long[] edgeMicros, double[] cumulative, double[] factorByHour, ProbabilityTree stretch) {
    private static final int MOST_TRIES = 200;

    /** A law that is the same for all clusters. */
    public ArrivalLaw(long[] edgeMicros, double[] cumulative, double[] factorByHour) {
        this(edgeMicros, cumulative, factorByHour, null);
    }

    /** The same with laws of stretches by cluster. */
    public ArrivalLaw with(ProbabilityTree byCluster) {
        return new ArrivalLaw(edgeMicros, cumulative, factorByHour, byCluster);
    }

    /** The stretch that holds a time so long after the start of the window; -1 if none does. */
    public int stretchAt(long sinceMicros) {
        if (sinceMicros < edgeMicros[0] || sinceMicros >= edgeMicros[edgeMicros.length - 1]) {
            return -1;
        }
        int at = java.util.Arrays.binarySearch(edgeMicros, sinceMicros);
        return at >= 0 ? at : -at - 2;
    }

    /** A time, in units of {@code resolutionMicros}, in the window that begins at {@code startMicros}. */
    public long draw(long startMicros, long resolutionMicros, boolean dateOnly, WallClock clock, EventRandom random) {
        double u = random.nextDouble();
        int at = 0;
        while (at < cumulative.length - 1 && cumulative[at] <= u) {
            at++;
        }
        return draw(at, startMicros, resolutionMicros, dateOnly, clock, random);
    }

    /** A time in a stretch of the window that begins at {@code startMicros}. */
    long draw(int at, long startMicros, long resolutionMicros, boolean dateOnly, WallClock clock, EventRandom random) {
        long low = startMicros + edgeMicros[at];
        long width = edgeMicros[at + 1] - edgeMicros[at];
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
