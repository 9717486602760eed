package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of an entity's next event: whether it goes on, which is to have one on the same local day or within an hour, and
 * with which token; else the same for each later day in turn. Where it goes on the gap is a bin of units that ends before
 * midnight or an hour later, whichever is the later; on a later day there is a law of the time of day; both given the
 * token. That keeps bursts, also those that midnight falls into, and the calendar, and a law of the end comes with it: an
 * entity whose hazard stays low is not seen again. Where few long entities have laws of their own, there are no days: the
 * gap is a bin of any length, and tokens are drawn behind the time; their days hold so many events that the end of one says
 * little, and too few days to learn it from.
 *
 * @param sameDay does not go on, or the token of the event with which it does; or no event or one; null where there are no
 *     days
 * @param within outcomes: a bin of {@code gaps}
 * @param gaps units of the resolution since the last event; null where times are dates
 * @param hours how likely the hours are that such gaps lead to; null where the gap's law alone tells
 * @param laterDay the same of the day at hand; null where there are no days
 * @param timeOfDay outcomes: a bin of {@code times}; null where times are dates or there are no days
 * @param times units of the resolution since local midnight; null where times are dates or there are no days
 * @param lateHours how likely the hours are within a bin of {@code times}, which is wide where events are few; null where
 *     they are alike
 * @param timeFactors // [weekday * bins + bin] by which factors {@code times} are likelier on a weekday than the law of the
 *     time says; null where they are alike
 * @param gapOdds by which factors kinds of {@code gaps} are likelier in contexts that the trees do not tell apart; null where
 *     they do
 * @param timeOdds the same of {@code times}
 * @param mostDays days without an event after which an entity has ended, or what is behind its last one is drawn again
 * @param ends whether it has ended then: false where all of the reference, but few, go on to where that ends
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
        float[] timeFactors,
        ContextOdds gapOdds,
        ContextOdds timeOdds,
        int mostDays,
        boolean ends,
        int[] mostPerInstant,
        int[] mostPerDay) {
    private static final long REACH = WallClock.DAY / 24; // of what goes on

    private static final int MOST_KINDS = 50; // of bins that odds tell apart

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
                null,
                null,
                null,
                mostDays,
                true,
                new int[] {mostPerInstant},
                new int[] {mostPerDay});
    }

    /** The same with odds that are moved. */
    public GapLaw with(
            ContextOdds sameDayOdds, ContextOdds laterDayOdds, ContextOdds movedGapOdds, ContextOdds movedTimeOdds) {
        return new GapLaw(
                sameDay.with(sameDayOdds),
                within,
                gaps,
                hours,
                laterDay.with(laterDayOdds),
                timeOfDay,
                times,
                lateHours,
                timeFactors,
                movedGapOdds,
                movedTimeOdds,
                mostDays,
                ends,
                mostPerInstant,
                mostPerDay);
    }

    /** The same with another law of gaps, and other factors of the hours that they lead to. */
    public GapLaw with(ProbabilityTree otherWithin, HourFactors otherHours) {
        return with(otherWithin, otherHours, laterDay);
    }

    /** The same with another law of later days. */
    public GapLaw with(TokenLaw otherLaterDay) {
        return with(within, hours, otherLaterDay);
    }

    private GapLaw with(ProbabilityTree otherWithin, HourFactors otherHours, TokenLaw otherLaterDay) {
        return new GapLaw(
                sameDay,
                otherWithin,
                gaps,
                otherHours,
                otherLaterDay,
                timeOfDay,
                times,
                lateHours,
                timeFactors,
                gapOdds,
                timeOdds,
                mostDays,
                ends,
                mostPerInstant,
                mostPerDay);
    }

    /** Kinds of bins, neighbours together, that odds tell apart where there are so many bins. */
    public static int kinds(int bins) {
        return Math.min(bins, MOST_KINDS);
    }

    /** The kind of a bin. */
    public static int kind(int bin, int bins) {
        return bins <= MOST_KINDS ? bin : (int) ((long) bin * MOST_KINDS / bins);
    }

    /** False if the next event's gap is drawn at once, however long. */
    boolean byDay() {
        return laterDay != null;
    }

    /** True if an entity goes on with an event so many microseconds behind its last, on the same day or not. */
    public static boolean goesOn(boolean sameDay, long gapMicros) {
        return sameDay || gapMicros < REACH;
    }

    /** Microseconds behind an event, so many behind midnight, in which the next one goes on. */
    public static long reach(long sinceMidnight) {
        return Math.max(WallClock.DAY - sinceMidnight, REACH);
    }

    /** Units that a gap behind an event at {@code local} may have within {@link #within}. */
    long left(long local, long resolution) {
        return byDay() ? (reach(Math.floorMod(local, WallClock.DAY)) - 1) / resolution : Long.MAX_VALUE / resolution;
    }

    /** False if both laws say no more than whether an event comes, and its token is drawn once its time is known. */
    public boolean tellsTokens(int tokens) {
        return laterDay != null && laterDay.tree().outcomes() == tokens + 1;
    }

    /** True if some clusters may have more events at an instant or on a day than others. */
    boolean limitsTellClusters() {
        return mostPerInstant.length > 1 || mostPerDay.length > 1;
    }

    int mostPerInstant(int cluster) {
        return mostPerInstant[Math.max(0, Math.min(cluster, mostPerInstant.length - 1))];
    }

    int mostPerDay(int cluster) {
        return mostPerDay[Math.max(0, Math.min(cluster, mostPerDay.length - 1))];
    }
}
