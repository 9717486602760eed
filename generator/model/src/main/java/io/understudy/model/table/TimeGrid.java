package io.understudy.model.table;

import io.understudy.model.chain.Bins;
import java.util.ArrayList;
import java.util.List;

/**
 * The time to the next event as outcomes of laws: the same local day or a number of days ahead, exact up to {@link
 * #EXACT_DAYS} and in ever wider stretches behind them; gaps within the day; times on a later day. Immutable.
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

    /** First days of the stretches, and at last the first day that none has. */
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

    /** The stretch of a number of days, at least 1. */
    public static int stretch(long[] days, long ahead) {
        int stretch = 0;
        while (stretch + 2 < days.length && days[stretch + 1] <= ahead) {
            stretch++;
        }
        return stretch;
    }
}
