package io.understudy.model.table;

import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.WallClock;
import java.util.stream.IntStream;

/** Draws the time of an entity's next event. Scratch of one sampler. */
final class TimeDraw {
    static final int MOST_TRIES = 16;

    private final TablePool pool;
    private final EventCodes codes;
    private final WallClock clock;
    private final EventRandom random;
    private final long resolution;
    private final boolean dateOnly;
    private final long[] low; // [bin] units
    private final long[] high; // [bin] units
    private final long[] days;
    private final long[] timeLow; // [bin] units
    private final long[] timeWidth; // [bin] units
    private final int most; // events at an instant
    private final boolean crowds; // an instant may have as many as it can hold

    TimeDraw(ChainShape shape, TimeGrid grid, TablePool pool, EventCodes codes, WallClock clock, EventRandom random) {
        this.pool = pool;
        this.codes = codes;
        this.clock = clock;
        this.random = random;
        resolution = shape.resolutionMicros();
        dateOnly = shape.dateOnly();
        low = grid.gaps() == null ? new long[0] : grid.gaps().low();
        high = grid.gaps() == null ? new long[0] : grid.gaps().high();
        days = grid.days();
        Bins times = grid.times();
        int bins = times == null ? 0 : times.size();
        timeLow = IntStream.range(0, bins).mapToLong(bin -> times.low()[bin]).toArray();
        timeWidth = IntStream.range(0, bins)
                .mapToLong(bin -> times.high()[bin] - times.low()[bin] + 1)
                .toArray();
        most = grid.mostPerInstant();
        crowds = most < CodeBook.FEW; // else as the law says
    }

    /** Microseconds of the event behind one at {@code lastMicros}, whose local time is {@code from}. */
    long draw(long lastMicros, LocalTime from) {
        boolean crowded = crowds && codes.code[CodeBook.INSTANTS] >= most;
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
                return units(bin, leftMicros, crowded, random.nextLong());
            }
        }
        return leftMicros / resolution;
    }

    private long units(int bin, long leftMicros, boolean crowded, long bits) {
        long last = high[bin] * resolution <= leftMicros ? high[bin] : leftMicros / resolution;
        long units = low[bin] + ValueDraw.below(bits, last - low[bin] + 1);
        return units == 0 && crowded ? Math.min(1, leftMicros / resolution) : units;
    }

    private long later(int stretch, LocalTime from) {
        long ahead = days[stretch] + ValueDraw.below(random.nextLong(), days[stretch + 1] - days[stretch]);
        long day = from.day + ahead;
        if (dateOnly) {
            return clock.instant(day * WallClock.DAY);
        }
        codes.takeDay(day, from);
        int bin = pool.draw(LawIndex.TIME_OF_DAY, codes.code, random);
        long units = timeLow[bin] + ValueDraw.below(random.nextLong(), timeWidth[bin]);
        return clock.instant(day * WallClock.DAY + units * resolution);
    }

    /** Draws the microseconds of the events behind those of the lanes; those of ended entities say nothing. */
    void draw(Lanes lanes, int count) {
        int[] outcome = lanes.outcome;
        pool.draw(LawIndex.DAY, lanes, count, outcome, 0);
        if (dateOnly && crowds) {
            for (int lane = 0; lane < count; lane++) {
                if (outcome[lane] == 0 && lanes.code(CodeBook.INSTANTS, lane) >= most) {
                    outcome[lane] = crowdedDay(lanes, lane);
                }
            }
        }
        int laters = 0;
        int sames = 0;
        for (int lane = 0; lane < count; lane++) { // without a branch, since either is as likely
            int isLater = -outcome[lane] >>> 31;
            lanes.chosen[laters] = lane;
            lanes.rest[sames] = lane;
            laters += isLater;
            sames += 1 - isLater;
        }
        within(lanes, sames);
        later(lanes, laters);
    }

    private int crowdedDay(Lanes lanes, int lane) {
        int outcome = 0;
        for (int tries = 0; outcome == 0; tries++) {
            outcome = tries < MOST_TRIES ? pool.draw(LawIndex.DAY, lanes, lane) : 1;
        }
        return outcome;
    }

    /** Draws the times of events on the days of those before them. */
    private void within(Lanes lanes, int sames) {
        int[] bins = lanes.outcome;
        if (!dateOnly) {
            pool.drawChosen(LawIndex.GAP, lanes, lanes.rest, sames, bins);
        }
        for (int i = 0; i < sames; i++) {
            int lane = lanes.rest[i];
            long left = WallClock.DAY - 1 - lanes.dayMicros[lane];
            boolean crowded = crowds && lanes.code(CodeBook.INSTANTS, lane) >= most;
            long units = dateOnly ? 0 : within(lanes, lane, bins[lane], left, crowded);
            lanes.nextMicros[lane] = lanes.micros[lane] + units * resolution;
        }
    }

    private long within(Lanes lanes, int lane, int first, long leftMicros, boolean crowded) {
        int bin = first;
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            if (low[bin] * resolution <= leftMicros) {
                return units(bin, leftMicros, crowded, lanes.bits(lane));
            }
            bin = tries < MOST_TRIES ? pool.draw(LawIndex.GAP, lanes, lane) : bin;
        }
        return leftMicros / resolution;
    }

    /** Draws the times of events on later days. */
    private void later(Lanes lanes, int laters) {
        int[] later = lanes.chosen;
        int[] bins = lanes.outcome;
        for (int i = 0; i < laters; i++) {
            int lane = later[i];
            int stretch = lanes.outcome[lane] - 1;
            long ahead = days[stretch] + ValueDraw.below(lanes.bits(lane), days[stretch + 1] - days[stretch]);
            long day = lanes.day[lane] + ahead;
            lanes.nextMicros[lane] = day;
            lanes.code(CodeBook.DAYS_0, lane, (int) Math.max(0, Math.min(CodeBook.COUNTS - 1, ahead)));
            lanes.code(CodeBook.WEEKDAY_0, lane, WallClock.weekday(day));
            if (codes.months()) {
                lanes.code(CodeBook.DAY_0, lane, EventCodes.dayOfMonth(day));
                lanes.code(CodeBook.LEFT_0, lane, EventCodes.left(day));
            }
        }
        if (!dateOnly) {
            pool.drawChosen(LawIndex.TIME_OF_DAY, lanes, later, laters, bins);
        }
        for (int i = 0; i < laters; i++) {
            int lane = later[i];
            long local = lanes.nextMicros[lane] * WallClock.DAY;
            if (!dateOnly) {
                int bin = bins[lane];
                local += (timeLow[bin] + ValueDraw.below(lanes.bits(lane), timeWidth[bin])) * resolution;
            }
            lanes.nextMicros[lane] = Math.max(lanes.micros[lane], clock.instant(local));
        }
    }
}
