package io.understudy.engine.fit.time;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/** Counts in which hours of the week events come with which entities do not go on, their very first ones left out. */
final class LateHours {
    private LateHours() {}

    /** The rates of the hours; hours in which fewer than k entities have such an event share what they have. */
    static HourFactors of(FitData data, WallClock clock, int k) {
        double[] events = new double[HourFactors.WEEK];
        CellOwners owners = new CellOwners(HourFactors.WEEK);
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e) + 1; p < data.log.endRow(e); p++) {
                long local = clock.local(data.timeMicros(p));
                long day = WallClock.day(local);
                long last = data.timeMicros(p - 1);
                boolean sameDay = day == WallClock.day(clock.local(last));
                if (!GapLaw.goesOn(sameDay, data.timeMicros(p) - last)) {
                    int hour = (int) (Math.floorMod(local, WallClock.DAY) / (WallClock.DAY / HourFactors.HOURS));
                    int cell = WallClock.weekday(day) * HourFactors.HOURS + hour;
                    events[cell]++;
                    owners.see(cell, e);
                }
            }
        }
        double few = 0;
        int cells = 0;
        for (int cell = 0; cell < events.length; cell++) {
            few += owners.of(cell) < k ? events[cell] : 0;
            cells += owners.of(cell) < k ? 1 : 0;
        }
        float[] week = new float[events.length];
        for (int cell = 0; cell < events.length; cell++) {
            week[cell] = (float) (owners.of(cell) < k ? (few + 1) / cells : events[cell]);
        }
        float[] day = new float[HourFactors.HOURS];
        Arrays.fill(day, 1);
        return new HourFactors(week, day);
    }
}
