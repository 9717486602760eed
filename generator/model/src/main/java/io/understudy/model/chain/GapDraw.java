package io.understudy.model.chain;

import io.understudy.model.EntitySampler;

/** Draws the time and token of the event behind the one that a history looks from. Scratch of one sampler. */
final class GapDraw {
    private static final int MOST_TRIES = 32;
    private static final long NEVER = Long.MIN_VALUE;

    private final GapLaw law;
    private final History history;
    private final EventRandom random;
    private final long resolution;
    private final boolean tellsTokens;
    private final NextGap nextGap;
    private final LaterTime laterTime;
    int token; // that was drawn; unknown if it is to be drawn once the time is known

    GapDraw(GapLaw law, History history, EventRandom random) {
        this.law = law;
        this.history = history;
        this.random = random;
        resolution = history.shape.resolutionMicros();
        tellsTokens = law.tellsTokens(history.shape.tokens());
        nextGap = new NextGap(law, history);
        laterTime = new LaterTime(law, history);
    }

    /** Model time of the next event, or {@link EntitySampler#ENDED} if there is none before {@code endMicros}. */
    long draw(long endMicros) {
        long last = history.draft.timeMicros;
        long local = history.draft.localMicros;
        token = ChainShape.UNKNOWN;
        if (!law.byDay()) {
            return last + within(local);
        }
        for (int tries = 1; ; tries++) {
            long drawn = drawByDay(last, local, endMicros);
            if (drawn != NEVER) {
                return drawn;
            }
            if (law.ends() || tries == MOST_TRIES) {
                return EntitySampler.ENDED;
            }
            history.lookFrom(last, false);
        }
    }

    /** The same where there are days; {@link #NEVER} where none comes for so many that it has ended. */
    private long drawByDay(long last, long local, long endMicros) {
        boolean full = history.state.getInt(StatePlan.DAY_COUNT) >= law.mostPerDay(history.cluster)
                || history.shape.dateOnly() && instants() >= law.mostPerInstant(history.cluster);
        if (!full && comes(law.sameDay())) {
            return history.shape.dateOnly() ? last : last + within(local);
        }
        long lastDay = history.draft.day;
        for (int ahead = 1; ahead <= law.mostDays(); ahead++) {
            history.lookFromDay(lastDay + ahead);
            if (history.draft.timeMicros - WallClock.DAY > endMicros) {
                return EntitySampler.ENDED;
            }
            if (comes(law.laterDay())) {
                return timeOn(lastDay + ahead, last);
            }
        }
        return NEVER;
    }

    private boolean comes(TokenLaw next) {
        int drawn = next.draw(history, random);
        token = tellsTokens ? drawn : ChainShape.UNKNOWN;
        if (token >= 0) {
            history.takeToken(token);
        }
        return drawn >= 0;
    }

    private int instants() {
        return history.state.getInt(StatePlan.INSTANT_COUNT);
    }

    /** A gap that goes on, where there are days. */
    private long within(long local) {
        long units = nextGap.draw(token, local, random);
        if (units == 0 && instants() >= law.mostPerInstant(history.cluster)) {
            units = Math.min(1, law.left(local, resolution));
        }
        return units * resolution;
    }

    /** A time on a later day than that of the last event, which has not gone on. */
    private long timeOn(long day, long last) {
        if (history.shape.dateOnly()) {
            return history.clock.instant(day * WallClock.DAY);
        }
        for (int tries = 1; ; tries++) {
            int bin = laterTime.draw(token, random);
            long time = history.clock.instant(day * WallClock.DAY + timeIn(bin, WallClock.weekday(day)) * resolution);
            if (tries == MOST_TRIES || !GapLaw.goesOn(false, time - last)) {
                return time;
            }
        }
    }

    /** A time of a bin, by the hours that it reaches over. */
    private long timeIn(int bin, int weekday) {
        HourFactors hours = law.lateHours();
        if (hours == null) {
            return law.times().draw(bin, random.nextDouble());
        }
        long low = law.times().low()[bin];
        long high = law.times().high()[bin];
        int row = hours.day(0, weekday);
        double from = hours.until(row, low * resolution);
        double to = hours.until(row, Math.min(WallClock.DAY, (high + 1) * resolution));
        long units = hours.find(row, from + random.nextDouble() * (to - from)) / resolution;
        return Math.max(low, Math.min(high, units));
    }
}
