package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of an entity's next event: whether it comes on the same local day, and with which token; else the same for each
 * later day in turn. Within the day the gap is a bin of units cut off at midnight, and on a later day there is a law of
 * the time of day, both given the token. That keeps both bursts and the calendar, and a law of the end comes with it: an
 * entity whose hazard stays low is not seen again. Where few long entities have laws of their own, there are no days: the
 * gap is a bin of any length, and tokens are drawn behind the time; their days hold so many events that the end of one says
 * little, and too few days to learn it from.
 *
 * @param sameDay no event on the same day, or its token; or no event or one; null where there are no days
 * @param within outcomes: a bin of {@code gaps}
 * @param gaps units of the resolution since the last event; null where times are dates
 * @param hours how likely the hours are that gaps within the day lead to; null where the gap's law alone tells
 * @param laterDay the same of the day at hand; null where there are no days
 * @param timeOfDay outcomes: a bin of {@code times}; null where times are dates or there are no days
 * @param times units of the resolution since local midnight; null where times are dates or there are no days
 * @param lateHours how likely the hours are within a bin of {@code times}, which is wide where events are few; null where
 *     they are alike
 * @param mostDays days without an event after which an entity has ended
 * @param mostPerInstant // [cluster, or 0 for all] events of an entity at one instant, behind which time moves on
 * @param mostPerDay // [cluster, or 0 for all] events of an entity on one day, behind which the day is over
 */
@SuppressWarnings("ArrayRecordComponent")
public record GapLaw(
        TokenLaw sameDay,
        ProbabilityTree within,
        Bins gaps,
        HourFactors hours,
        TokenLaw laterDay,
        ProbabilityTree timeOfDay,
        Bins times,
        HourFactors lateHours,
        int mostDays,
        int[] mostPerInstant,
        int[] mostPerDay) {

    /** The same limits for all clusters, and gaps that know no hours. */
    public GapLaw(
            TokenLaw sameDay,
            ProbabilityTree within,
            Bins gaps,
            TokenLaw laterDay,
            ProbabilityTree timeOfDay,
            Bins times,
            int mostDays,
            int mostPerInstant,
            int mostPerDay) {
        this(
                sameDay,
                within,
                gaps,
                null,
                laterDay,
                timeOfDay,
                times,
                null,
                mostDays,
                new int[] {mostPerInstant},
                new int[] {mostPerDay});
    }

    /** False if the next event's gap is drawn at once, however long. */
    boolean byDay() {
        return laterDay != null;
    }

    /** Units that a gap behind an event at {@code local} may have within {@link #within}. */
    long left(long local, long resolution) {
        long micros = byDay() ? WallClock.DAY - 1 - Math.floorMod(local, WallClock.DAY) : Long.MAX_VALUE;
        return micros / resolution;
    }

    /** False if both laws say no more than whether an event comes, and its token is drawn once its time is known. */
    boolean tellsTokens(int tokens) {
        return laterDay != null && laterDay.tree().outcomes() == tokens + 1;
    }

    int mostPerInstant(int cluster) {
        return mostPerInstant[Math.max(0, Math.min(cluster, mostPerInstant.length - 1))];
    }

    int mostPerDay(int cluster) {
        return mostPerDay[Math.max(0, Math.min(cluster, mostPerDay.length - 1))];
    }
}
