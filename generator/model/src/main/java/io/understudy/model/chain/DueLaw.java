package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * How surely a token comes again on the day when it is due: standing orders, salaries, interest at the month's end. A
 * slot is due by one rhythm at most.
 *
 * @param rhythmBySlot // [slot] {@link #NEVER} to {@link #WEEK}
 * @param cycleBySlot // [slot] days of the cycle whose days orders are remembered by; 0 for a month
 * @param chances // [slot * STRENGTHS + strength] share of due days that had the slot's token; 0 where that is not known
 * @param memory days of the month that a slot remembers the amounts of; 0 where there are no such orders
 * @param comes whether what is due comes, outcome 1, by what the order looks like and who has it; null where the chances
 *     are all that is known
 */
@SuppressWarnings("ArrayRecordComponent")
public record DueLaw(int[] rhythmBySlot, int[] cycleBySlot, float[] chances, int memory, ProbabilityTree comes) {
    public static final int NEVER = 0;
    /** A day of the month, or of another cycle, that the slot remembers to have had an event on when it last passed. */
    public static final int CYCLE_DAY = 1;
    /** The last day of a month, where the slot last had an event on the last day of one of the three months before. */
    public static final int MONTH_END = 2;
    /** The seventh day after the slot's last event. */
    public static final int WEEK = 3;

    public static final int RHYTHMS = 4;
    /** Longest cycle other than a month, in days. */
    public static final int MOST_CYCLE = 31;

    /**
     * Kinds of past that chances tell apart: one event of the slot, several, several of which the amount is confirmed or
     * which came by the rhythm more than once.
     */
    public static final int STRENGTHS = 3;

    /** Days of the cycle that are remembered where standing orders are looked for. */
    public static final int MOST_MEMORY = 4;

    /** Chances from which on a due token is a matter of course, and comes even where a tree is in doubt. */
    static final float SURE = 0.9f;

    /** Chances up to which a due token rather does not come. */
    static final float DOUBTFUL = 0.25f;

    /** The day on which an order of {@code day} is due next, by a cycle of so many days, 0 for a month; -1 if the next month has none. */
    public static long next(int cycle, long day) {
        return StandingOrders.next(day, cycle);
    }

    /** Nothing is ever due. */
    public static DueLaw none(int slots, int memory) {
        return new DueLaw(new int[slots], new int[slots], new float[slots * STRENGTHS], memory, null);
    }

    /** True if what is due comes more often than not, of one kind at least. */
    public boolean foretells() {
        for (float chance : chances) {
            if (chance > 0.5f) {
                return true;
            }
        }
        return false;
    }

    /** The same with a law of what comes. */
    public DueLaw with(ProbabilityTree law) {
        return new DueLaw(rhythmBySlot, cycleBySlot, chances, memory, law);
    }

    /** The same with other cycles. */
    public DueLaw with(int[] otherCycles) {
        return new DueLaw(rhythmBySlot, otherCycles, chances, memory, comes);
    }

    /** Which of {@link #STRENGTHS} kinds a chance is of. */
    static int strengthOf(float chance) {
        return chance < DOUBTFUL ? 0 : chance < SURE ? 1 : 2;
    }
}
