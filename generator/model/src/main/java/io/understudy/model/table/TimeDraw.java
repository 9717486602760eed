package io.understudy.model.table;

import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.WallClock;

/** Draws the time of an entity's next event. Scratch of one sampler. */
final class TimeDraw {
    static final int MOST_TRIES = 16;

    private final TimeGrid grid;
    private final TablePool pool;
    private final EventCodes codes;
    private final WallClock clock;
    private final EventRandom random;
    private final long resolution;
    private final boolean dateOnly;
    private final long[] low; // [bin] units
    private final long[] high; // [bin] units
    private final long[] days;

    TimeDraw(ChainShape shape, TimeGrid grid, TablePool pool, EventCodes codes, WallClock clock, EventRandom random) {
        this.grid = grid;
        this.pool = pool;
        this.codes = codes;
        this.clock = clock;
        this.random = random;
        resolution = shape.resolutionMicros();
        dateOnly = shape.dateOnly();
        low = grid.gaps() == null ? new long[0] : grid.gaps().low();
        high = grid.gaps() == null ? new long[0] : grid.gaps().high();
        days = grid.days();
    }

    /** Microseconds of the event behind one at {@code lastMicros}, whose local time is {@code from}. */
    long draw(long lastMicros, LocalTime from) {
        int most = grid.mostPerInstant();
        boolean crowded = most < CodeBook.FEW && codes.code[CodeBook.INSTANTS] >= most; // else as the law says
        int outcome = pool.draw(LawIndex.DAY, codes.code, random);
        for (int tries = 0; dateOnly && crowded && outcome == 0; tries++) {
            outcome = tries < MOST_TRIES ? pool.draw(LawIndex.DAY, codes.code, random) : 1;
        }
        if (outcome > 0) {
            return Math.max(lastMicros, later(outcome - 1, from));
        }
        return dateOnly ? lastMicros : lastMicros + within(WallClock.DAY - 1 - from.dayMicros, crowded) * resolution;
    }

    /** Units until an event on the same day. */
    private long within(long leftMicros, boolean crowded) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int bin = pool.draw(LawIndex.GAP, codes.code, random);
            if (low[bin] * resolution <= leftMicros) {
                return units(bin, leftMicros, crowded);
            }
        }
        return leftMicros / resolution;
    }

    private long units(int bin, long leftMicros, boolean crowded) {
        long last = high[bin] * resolution <= leftMicros ? high[bin] : leftMicros / resolution;
        long units = low[bin] + ValueDraw.below(random.nextLong(), last - low[bin] + 1);
        return units == 0 && crowded ? Math.min(1, leftMicros / resolution) : units;
    }

    private long later(int stretch, LocalTime from) {
        long ahead = days[stretch] + ValueDraw.below(random.nextLong(), days[stretch + 1] - days[stretch]);
        long day = from.day + ahead;
        if (dateOnly) {
            return clock.instant(day * WallClock.DAY);
        }
        codes.takeDay(day, from);
        Bins times = grid.times();
        int bin = pool.draw(LawIndex.TIME_OF_DAY, codes.code, random);
        long units = times.low()[bin] + ValueDraw.below(random.nextLong(), times.high()[bin] - times.low()[bin] + 1);
        return clock.instant(day * WallClock.DAY + units * resolution);
    }
}
