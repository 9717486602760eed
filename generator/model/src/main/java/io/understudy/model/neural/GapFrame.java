package io.understudy.model.neural;

import io.understudy.model.chain.Bins;
import java.util.List;

/**
 * What the time to the next event is measured in; see {@link io.understudy.model.chain.GapLaw}, whose parts these are.
 *
 * @param gaps units of the resolution within a day; null where times are dates
 * @param times units of the resolution since local midnight; null where times are dates
 * @param mostDays days without an event after which an entity has ended
 * @param mostPerInstant events of an entity at one instant, behind which time moves on
 * @param mostPerDay events of an entity on one day, behind which the day is over
 */
public record GapFrame(Bins gaps, Bins times, int mostDays, int mostPerInstant, int mostPerDay) {
    /** Least number of days of each bucket; months are long enough to tell their days apart. */
    private static final List<Integer> COARSE = List.of(36, 42, 49, 57, 63, 75, 88, 95, 120, 150, 200, 300, 400);

    private static final int FINE = 35;

    /** Number of buckets that days fall into. */
    public static final int BUCKETS = FINE + COARSE.size();

    /** The bucket of a number of days, from 1. */
    public static int bucket(long days) {
        if (days <= FINE) {
            return (int) days - 1;
        }
        int bucket = FINE;
        while (bucket + 1 < BUCKETS && days >= COARSE.get(bucket + 1 - FINE)) {
            bucket++;
        }
        return bucket;
    }

    /** Bins within a day, one where times are dates. */
    int within() {
        return gaps == null ? 1 : gaps.size();
    }
}
