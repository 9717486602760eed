package io.understudy.model.neural;

import io.understudy.model.EntitySampler;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.History;
import io.understudy.model.chain.StatePlan;
import io.understudy.model.chain.WallClock;

/**
 * Law of the time of an entity's next event: the same local day or not; within the day a bin of units cut off at
 * midnight; else a hazard for each day in turn, and a time of day. Scratch of one sampler or scorer.
 */
final class NextTime {
    private final ChainShape shape;
    private final GapFrame frame;
    private final Cortex cortex;
    private final History history;
    private final int[] cells;
    double below;
    double at;

    /** {@code cells} is scratch of the caller, by variable. */
    NextTime(ChainShape shape, GapFrame frame, Cortex cortex, History history, int[] cells) {
        this.shape = shape;
        this.frame = frame;
        this.cortex = cortex;
        this.history = history;
        this.cells = cells;
    }

    /**
     * Model time of the next event, or {@link EntitySampler#ENDED} if there is none before {@code endMicros}. The cortex
     * has taken in the class, the history looks from the last event.
     */
    long draw(NeuralState state, long endMicros, EventRandom random) {
        long last = history.draft().timeMicros;
        long local = history.draft().localMicros;
        int instants = state.past.getInt(StatePlan.INSTANT_COUNT);
        boolean full = state.past.getInt(StatePlan.DAY_COUNT) >= frame.mostPerDay()
                || shape.dateOnly() && instants >= frame.mostPerInstant();
        cortex.ask(NetPlan.SAME_DAY);
        if (cortex.draw(random.nextDouble()) == 1 && !full) {
            return shape.dateOnly() ? last : last + within(local, instants, random);
        }
        long lastDay = history.draft().day;
        for (int ahead = 1; ahead <= frame.mostDays(); ahead++) {
            long day = lastDay + ahead;
            if (history.clock().instant(day * WallClock.DAY) > endMicros) {
                return EntitySampler.ENDED;
            }
            askDay(day, ahead);
            if (cortex.draw(random.nextDouble()) == 1) {
                return timeOn(day, ahead, random);
            }
        }
        return EntitySampler.ENDED;
    }

    private void askDay(long day, long ahead) {
        cortex.askDay(
                GapFrame.bucket(ahead),
                WallClock.weekday(day),
                (int) (WallClock.civil(day) & 255) - 1,
                EventCoder.monthEnd(day));
    }

    private long within(long local, int instants, EventRandom random) {
        long left = left(local);
        cortex.ask(NetPlan.WITHIN);
        int bin = cortex.draw(random.nextDouble(), frame.gaps().find(left) + 1);
        long units = frame.gaps().draw(bin, random.nextDouble());
        if (units == 0 && instants >= frame.mostPerInstant()) {
            units = 1;
        }
        return Math.min(units, left) * shape.resolutionMicros();
    }

    /** Units of the resolution until midnight. */
    private long left(long local) {
        return (WallClock.DAY - 1 - Math.floorMod(local, WallClock.DAY)) / shape.resolutionMicros();
    }

    private long timeOn(long day, long ahead, EventRandom random) {
        if (shape.dateOnly()) {
            return history.clock().instant(day * WallClock.DAY);
        }
        cells[NetPlan.GAP] = 1 + frame.within() + GapFrame.bucket(ahead);
        EventCoder.calendar(day, cells);
        feedDay();
        cortex.ask(NetPlan.TIME);
        int bin = cortex.draw(random.nextDouble());
        long units = frame.times().draw(bin, random.nextDouble());
        return history.clock().instant(day * WallClock.DAY + units * shape.resolutionMicros());
    }

    private void feedDay() {
        cortex.feed(NetPlan.GAP, cells[NetPlan.GAP]);
        cortex.feed(NetPlan.WEEKDAY, cells[NetPlan.WEEKDAY]);
        cortex.feed(NetPlan.DAY, cells[NetPlan.DAY]);
    }

    /** Takes into the draft when the event is. */
    void feed() {
        feedDay();
        cortex.feed(NetPlan.HOUR, cells[NetPlan.HOUR]);
    }

    /**
     * Finds the probability of the next event's time, and of all earlier ones, and takes the time into the draft, as
     * {@link #feed} does.
     *
     * @param lastMicros time of the last event; the history looks from the time of the next
     */
    void find(long lastMicros) {
        long lastLocal = history.clock().local(lastMicros);
        long lastDay = WallClock.day(lastLocal);
        long days = history.draft().day - lastDay;
        cortex.ask(NetPlan.SAME_DAY);
        double same = cortex.probability(1);
        below = 0;
        at = same;
        if (days <= 0) {
            if (!shape.dateOnly()) {
                findWithin((history.draft().timeMicros - lastMicros) / shape.resolutionMicros(), lastLocal);
            }
            feed();
            return;
        }
        below = same;
        double open = 1 - same;
        at = 0;
        for (long ahead = 1; ahead <= Math.min(days, frame.mostDays()); ahead++) {
            askDay(lastDay + ahead, ahead);
            double hazard = cortex.probability(1);
            if (ahead == days) {
                at = open * hazard;
            } else {
                below += open * hazard;
                open *= 1 - hazard;
            }
        }
        feedDay();
        if (!shape.dateOnly()) {
            cortex.ask(NetPlan.TIME);
            int bin = frame.times()
                    .find(Math.floorMod(history.draft().localMicros, WallClock.DAY) / shape.resolutionMicros());
            below += at * cortex.below(bin);
            at *= cortex.probability(bin);
        }
        cortex.feed(NetPlan.HOUR, cells[NetPlan.HOUR]);
    }

    private void findWithin(long units, long lastLocal) {
        cortex.ask(NetPlan.WITHIN);
        int bin = frame.gaps().find(units);
        double reach = cortex.below(frame.gaps().find(left(lastLocal)) + 1);
        below = reach > 0 ? at * cortex.below(bin) / reach : 0;
        at = reach > 0 ? at * cortex.probability(bin) / reach : 0;
    }
}
