package io.understudy.model.table;

import io.understudy.model.chain.Bins;
import java.util.ArrayList;
import java.util.List;

/**
 * The time to the next event as outcomes of one law: gaps that end on the same local day first, then numbers of days
 * ahead, exact up to {@link #EXACT_DAYS} and in ever wider stretches behind them. The time on a later day has a law of its
 * own. Immutable.
 *
 * @param gaps units of the resolution; null where times are dates
 * @param times units of the resolution since local midnight; null where times are dates
 * @param mostDays longest stretch of days between two events
 * @param mostPerInstant events of an entity at one instant, behind which time moves on
 */
public record TimeGrid(Bins gaps, Bins times, int mostDays, int mostPerInstant) {
    /** Days ahead that are told apart. */
    public static final int EXACT_DAYS = 35;

    private static final double WIDER = 1.15; // each stretch than the one before it

    public TimeGrid {
        if (mostDays < 1) {
            throw new IllegalArgumentException("an event must be able to come on a later day");
        }
    }

    /** Outcomes that end on the same day. */
    public int within() {
        return gaps == null ? 1 : gaps.size();
    }

    /** First days of the outcomes behind those, and at last the first day that none has. */
    public long[] days() {
        List<Long> days = new ArrayList<>();
        long day = 1;
        while (day <= mostDays) {
            days.add(day);
            day = day < EXACT_DAYS ? day + 1 : Math.max(day + 1, (long) (day * WIDER));
        }
        days.add(Math.min(day, mostDays + 1L));
        return days.stream().mapToLong(Long::longValue).toArray();
    }

    /** All outcomes. */
    public int outcomes() {
        return within() + days().length - 1;
    }
}
