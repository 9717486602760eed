package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/** Counts in which hours of the week events come with which entities do not go on, their very first ones left out. */
final class LateHours {
    private static final double LEAST_EVENTS = 0.05; // of an hour, so that none is without any

    private LateHours() {}

    /** The rates of the hours; hours in which fewer than k entities have such an event share what they have. */
    static HourFactors of(FitData data, WallClock clock, int k) {
        double[] events = new double[HourFactors.WEEK];
        double[] hours = new double[HourFactors.WEEK];
        Arrays.fill(events, LEAST_EVENTS);
        Arrays.fill(hours, 1);
        HourPools pools = new HourPools(k);
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e) + 1; p < data.log.endRow(e); p++) {
                long local = clock.local(data.timeMicros(p));
                long last = data.timeMicros(p - 1);
                boolean sameDay = WallClock.day(local) == WallClock.day(clock.local(last));
                if (!GapLaw.goesOn(sameDay, data.timeMicros(p) - last)) {
                    int cell = WallClock.hourOfWeek(local);
                    events[cell]++;
                    pools.see(cell, e);
                }
            }
        }
        int[] pool = pools.pools();
        double[] shared = HourPools.sums(pool, events);
        double[] among = HourPools.sums(pool, hours);
        float[] week = new float[events.length];
        for (int cell = 0; cell < events.length; cell++) {
            week[cell] = (float) (shared[cell] / among[cell]);
        }
        float[] day = new float[HourFactors.HOURS];
        Arrays.fill(day, 1);
        return new HourFactors(week, day);
    }
}
