package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of the time to an entity's next event: the same local day or not; within the day a bin of units cut off at
 * midnight; else a hazard for each day in turn, and a time of day. That keeps both bursts and the calendar, and a law
 * of the end comes with it: an entity whose hazard stays low is not seen again.
 *
 * @param sameDay outcomes 0 (a later day) and 1 (the same day)
 * @param within outcomes: a bin of {@code gaps}
 * @param gaps units of the resolution since the last event; null where times are dates
 * @param laterDay outcomes 0 (not on the day at hand) and 1 (on it)
 * @param timeOfDay outcomes: a bin of {@code times}; null where times are dates
 * @param times units of the resolution since local midnight; null where times are dates
 * @param mostDays days without an event after which an entity has ended
 * @param mostPerInstant // [cluster, or 0 for all] events of an entity at one instant, behind which time moves on
 * @param mostPerDay // [cluster, or 0 for all] events of an entity on one day, behind which the day is over
 */
@SuppressWarnings("ArrayRecordComponent")
public record GapLaw(
        ProbabilityTree sameDay,
        ProbabilityTree within,
        Bins gaps,
        ProbabilityTree laterDay,
        ProbabilityTree timeOfDay,
        Bins times,
        int mostDays,
        int[] mostPerInstant,
        int[] mostPerDay) {

    /** The same limits for all clusters. */
    public GapLaw(
            ProbabilityTree sameDay,
            ProbabilityTree within,
            Bins gaps,
            ProbabilityTree laterDay,
            ProbabilityTree timeOfDay,
            Bins times,
            int mostDays,
            int mostPerInstant,
            int mostPerDay) {
        this(sameDay, within, gaps, laterDay, timeOfDay, times, mostDays, new int[] {mostPerInstant}, new int[] {
            mostPerDay
        });
    }

    int mostPerInstant(int cluster) {
        return mostPerInstant[Math.max(0, Math.min(cluster, mostPerInstant.length - 1))];
    }

    int mostPerDay(int cluster) {
        return mostPerDay[Math.max(0, Math.min(cluster, mostPerDay.length - 1))];
    }
}
