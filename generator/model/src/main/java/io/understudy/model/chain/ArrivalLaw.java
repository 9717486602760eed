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
 * @param together stretches, one behind the other, that make one era
 * @param moments times of day, in microseconds, at which many entities begin, ascending; none where times are dates
 * @param momentShares // [moment] share of the entities that begin in its hour of the day which begin then
 * @param era outcomes: an era, given the cluster; null where all clusters have the same shares
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrivalLaw(
        long[] edgeMicros,
        double[] cumulative,
        double[] factorByHour,
        int together,
        long[] moments,
        double[] momentShares,
        ProbabilityTree era) {
    private static final int MOST_TRIES = 1_000;

    /** A law that is the same for all clusters and knows no moments. */
    public ArrivalLaw(long[] edgeMicros, double[] cumulative, double[] factorByHour) {
        this(edgeMicros, cumulative, factorByHour, 1, new long[0], new double[0], null);
    }

    /** The same with laws of eras by cluster. */
    public ArrivalLaw with(ProbabilityTree byCluster) {
        return new ArrivalLaw(edgeMicros, cumulative, factorByHour, together, moments, momentShares, byCluster);
    }

    /** Eras that there are. */
    public int eras() {
        return (cumulative.length + together - 1) / together;
    }

    /** The era that holds a time so long after the start of the window; -1 if none does. */
    public int eraAt(long sinceMicros) {
        int at = java.util.Arrays.binarySearch(edgeMicros, sinceMicros);
        int stretch = at >= 0 ? at : -at - 2;
        return stretch < 0 || stretch >= cumulative.length ? -1 : stretch / together;
    }

    /** A time, in units of {@code resolutionMicros}, in the window that begins at {@code startMicros}. */
    public long draw(long startMicros, long resolutionMicros, boolean dateOnly, WallClock clock, EventRandom random) {
        return draw(0, cumulative.length, startMicros, resolutionMicros, dateOnly, clock, random);
    }

    /** A time in an era of the window that begins at {@code startMicros}. */
    long draw(int era, long startMicros, long resolutionMicros, boolean dateOnly, WallClock clock, EventRandom random) {
        int first = era * together;
        int end = Math.min(cumulative.length, first + together);
        return draw(first, end, startMicros, resolutionMicros, dateOnly, clock, random);
    }

    /** A time in one of the stretches from {@code first} to before {@code end}. */
    private long draw(
            int first,
            int end,
            long startMicros,
            long resolutionMicros,
            boolean dateOnly,
            WallClock clock,
            EventRandom random) {
        int at = first;
        if (end - first > 1) {
            double below = first == 0 ? 0 : cumulative[first - 1];
            double u = below + random.nextDouble() * (cumulative[end - 1] - below);
            while (at < end - 1 && cumulative[at] <= u) {
                at++;
            }
        }
        long low = startMicros + edgeMicros[at];
        long width = edgeMicros[at + 1] - edgeMicros[at];
        long local = 0;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            local = clock.local(low + random.nextLong(Math.max(1, width)));
            if (random.nextDouble() < factorByHour[cell(local, dateOnly)]) {
                break;
            }
        }
        local = moments.length == 0 ? local : moved(local, random.nextDouble());
        long unit = dateOnly ? WallClock.DAY : resolutionMicros;
        return Math.max(clock.instant(Math.floorDiv(local, unit) * unit), startMicros);
    }

    /** The local time, or the moment of its hour that quantile {@code u} leads to. */
    private long moved(long local, double u) {
        long time = Math.floorMod(local, WallClock.DAY);
        long hour = time - time % WallClock.HOUR;
        double left = u;
        for (int m = 0; m < moments.length && moments[m] < hour + WallClock.HOUR; m++) {
            left -= moments[m] < hour ? 0 : momentShares[m];
            if (left < 0) {
                return local - time + moments[m];
            }
        }
        return local;
    }

    /** The cell of {@code factorByHour} that a local time falls into. */
    public static int cell(long localMicros, boolean dateOnly) {
        return dateOnly
                ? (int) (WallClock.civil(WallClock.day(localMicros)) & 255) - 1
                : WallClock.hourOfWeek(localMicros);
    }
}
