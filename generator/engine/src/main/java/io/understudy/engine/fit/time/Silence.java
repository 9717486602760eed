package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/** For how long entities go without an event, and whether those that do so longer have ended. */
final class Silence {
    private Silence() {}

    /** The k-th longest of the entities' longest gaps, in days; at least 2. */
    static int mostDays(FitData data, int k) {
        WallClock clock = new WallClock(data.shape.layout().timestamp().zoneId());
        int[] longest = new int[data.log.entities()];
        for (int e = 0; e < longest.length; e++) {
            for (int p = data.log.firstRow(e) + 1; p < data.log.endRow(e); p++) {
                longest[e] = (int) Math.max(
                        longest[e],
                        WallClock.day(clock.local(data.timeMicros(p)))
                                - WallClock.day(clock.local(data.timeMicros(p - 1))));
            }
        }
        Arrays.sort(longest);
        return Math.max(2, longest[Math.max(0, longest.length - k)] + 1);
    }

    /**
     * True if k entities have had no event for longer than all but k ever went without one, until the reference ends; also
     * where laws go by kind, which know when each entity leaves.
     */
    static boolean ends(FitData data, int mostDays, int k) {
        WallClock clock = new WallClock(data.shape.layout().timestamp().zoneId());
        long[] lastDay = new long[data.log.entities()];
        Arrays.setAll(lastDay, e -> WallClock.day(clock.local(data.log.timeMicros(data.log.endRow(e) - 1))));
        long endDay = Arrays.stream(lastDay).max().orElseThrow();
        long ended =
                Arrays.stream(lastDay).filter(day -> endDay - day >= mostDays).count();
        return data.byKind() || ended >= k;
    }
}
