package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.WallClock;
import java.util.stream.IntStream;

/**
 * Where a log ends, and from when on that hides whether its entities go on: only those are seen that do. A log of days
 * spares its last one whole, lest a tree that knows the day learns that it never ends; a shorter log spares so much that
 * nearly all gaps end.
 */
final class LogEnd {
    private static final int LEAST_DAYS = 4; // of a log that can spare its last
    private static final double MOST_OF_GAPS = 0.999; // that a shorter log leaves time for
    private static final int LEAST_PART = 4; // a shorter log spares no more than this part of its span

    private LogEnd() {}

    /** The instant of the last event. */
    static long of(EventLog log) {
        return IntStream.range(0, log.entities())
                .mapToLong(e -> log.timeMicros(log.endRow(e) - 1))
                .max()
                .orElseThrow();
    }

    /** The instant up to which it is known of each event whether its entity went on. */
    static long knownUntil(FitData data, WallClock clock) {
        EventLog log = data.log;
        long start = IntStream.range(0, log.entities())
                .mapToLong(e -> log.timeMicros(log.firstRow(e)))
                .min()
                .orElseThrow();
        long end = of(log);
        long endDay = WallClock.day(clock.local(end));
        if (endDay - WallClock.day(clock.local(start)) >= LEAST_DAYS) {
            return clock.instant(endDay * WallClock.DAY);
        }
        return data.shape.dateOnly() ? Long.MAX_VALUE : end - Math.min(most(data, clock), (end - start) / LEAST_PART);
    }

    /** The gap that few are longer than of those with which entities go on. */
    private static long most(FitData data, WallClock clock) {
        long[] gaps = IntStream.range(0, data.log.entities())
                .flatMap(e -> IntStream.range(data.log.firstRow(e) + 1, data.log.endRow(e)))
                .filter(p -> goesOn(data, clock, p))
                .mapToLong(p -> data.timeMicros(p) - data.timeMicros(p - 1))
                .sorted()
                .toArray();
        return gaps.length == 0 ? 0 : gaps[(int) ((gaps.length - 1) * MOST_OF_GAPS)];
    }

    /** True if an entity went on to this event, which is not its first. */
    static boolean goesOn(FitData data, WallClock clock, int place) {
        long last = data.timeMicros(place - 1);
        long time = data.timeMicros(place);
        return GapLaw.goesOn(WallClock.day(clock.local(time)) == WallClock.day(clock.local(last)), time - last);
    }
}
