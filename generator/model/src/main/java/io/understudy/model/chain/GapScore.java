package io.understudy.model.chain;

import java.util.Arrays;

/**
 * The probability of an observed day of the next event and of all earlier ones, of its token on that day, and of its
 * time given both. Where entities do not end, what is drawn again because it would have been the end makes all the rest a
 * little likelier than is said here: by a thousandth on average, and to know it would take all days that might come.
 * Scratch of one scorer.
 */
final class GapScore {
    private final GapLaw law;
    private final TokenLaw token;
    private final boolean tellsTokens;
    private final History history;
    private final long resolution;
    private final double[] mass; // [outcome]
    private final NextGap within;
    private final LaterTime later;
    private final TokenSpread sameDay; // null where there are no days
    private final TokenSpread laterDay;
    private final Sight ofSameDay;
    private final Sight ofLaterDay;
    private final Sight ofGap;
    private final Sight ofTime;
    double below;
    double at;
    double tokenBelow;
    double tokenAt;

    /**
     * @param token law of tokens that are drawn behind the time
     * @param none what all laws look at of what is not known of an entity
     */
    GapScore(GapLaw law, TokenLaw token, History history, Sight none) {
        this.law = law;
        this.token = token;
        tellsTokens = law.tellsTokens(history.shape.tokens());
        this.history = history;
        resolution = history.shape.resolutionMicros();
        mass = new double[history.shape.tokens() + 1];
        within = new NextGap(law, history);
        later = new LaterTime(law, history);
        sameDay = law.byDay() ? new TokenSpread(law.sameDay(), history) : null;
        laterDay = law.byDay() ? new TokenSpread(law.laterDay(), history) : null;
        Sight limits = law.limitsTellClusters() ? none.clusters() : none;
        ofSameDay = limits.and(law.sameDay()).and(law.within());
        ofLaterDay = ofSameDay.and(law.laterDay());
        ofGap = limits.and(law.within()).and(token);
        ofTime = limits.and(law.timeOfDay());
    }

    /** What {@link #findDay} looks at of what is not known of an entity. */
    Sight ofDay(long timeMicros) {
        return isLater(timeMicros) ? ofLaterDay : ofSameDay;
    }

    /** What {@link #findTime} looks at. */
    Sight ofTime(long timeMicros) {
        return isLater(timeMicros) ? ofTime : ofGap;
    }

    private boolean isLater(long timeMicros) {
        return law.byDay() && !goesOn(timeMicros, WallClock.day(history.clock.local(timeMicros)));
    }

    private boolean goesOn(long timeMicros, long day) {
        return GapLaw.goesOn(day <= history.lastDay(), timeMicros - history.lastMicros());
    }

    /** Begins to look up day and time of one event. */
    void begin() {
        if (law.byDay()) {
            sameDay.begin();
            laterDay.begin();
        }
        within.begin();
        later.begin();
    }

    /** Looks up an event on the day of {@code timeMicros} with {@code token}, from the point of view of the last one. */
    void findDay(long timeMicros, int token) {
        tokenBelow = 0;
        tokenAt = 0;
        if (!law.byDay()) {
            below = 0;
            at = 1;
            return;
        }
        long lastDay = history.draft.day;
        long nextDay = WallClock.day(history.clock.local(timeMicros));
        sameDay.spread(0, mass);
        if (full()) {
            Arrays.fill(mass, 0);
            mass[0] = 1;
        }
        below = 0;
        at = 1 - mass[0];
        if (!goesOn(timeMicros, nextDay)) {
            findLaterDay(lastDay, nextDay);
        }
        double event = 1 - mass[0];
        if (token >= 0 && event > 0 && tellsTokens) {
            for (int other = 0; other < token; other++) {
                tokenBelow += mass[other + 1] / event;
            }
            tokenAt = mass[token + 1] / event;
        }
    }

    private void findLaterDay(long lastDay, long nextDay) {
        if (nextDay - lastDay > law.mostDays()) {
            at = 0;
            return;
        }
        double open = mass[0];
        for (long day = lastDay + 1; day <= nextDay; day++) {
            below += at;
            history.lookFromDay(day);
            laterDay.spread((int) (day - lastDay - 1), mass);
            at = open * (1 - mass[0]);
            open *= mass[0];
        }
    }

    /** True if no further event may come on the day of the last one. */
    private boolean full() {
        return history.state.getInt(StatePlan.DAY_COUNT) >= law.mostPerDay(history.cluster)
                || history.shape.dateOnly() && instantIsFull();
    }

    private boolean instantIsFull() {
        return history.state.getInt(StatePlan.INSTANT_COUNT) >= law.mostPerInstant(history.cluster);
    }

    /** Looks up the time of an event whose day and token are known, from the point of view of the last one. */
    void findTime(long timeMicros) {
        int known = history.draft.token;
        history.draft.token = tellsTokens ? known : ChainShape.UNKNOWN;
        long local = history.draft.localMicros;
        long nextLocal = history.clock.local(timeMicros);
        if (isLater(timeMicros)) {
            history.lookFromDay(WallClock.day(nextLocal));
            int bin = law.times().find(Math.floorMod(nextLocal, WallClock.DAY) / resolution);
            later.find(history.draft.token, bin);
            below = later.below;
            at = later.at;
        } else {
            findGap(local, (timeMicros - history.draft.timeMicros) / resolution);
        }
        history.draft.token = known;
    }

    /** Looks up a gap of {@code units}. None of no units ends at an instant that is full, but one of one instead. */
    private void findGap(long local, long units) {
        within.find(history.draft.token, local, units);
        below = within.below;
        at = within.at;
        boolean zerosAlone = law.gaps().low()[0] == 0 && law.gaps().high()[0] == 0;
        if (zerosAlone && law.gaps().find(units) <= law.gaps().find(1) && law.left(local, resolution) > 0 && moves()) {
            at = units == 0 ? 0 : at + below;
            below = 0;
        }
    }

    /** True if no further event may come at the instant of the last one. */
    private boolean moves() {
        if (instantIsFull()) {
            return true;
        }
        if (tellsTokens) {
            return false;
        }
        history.lookFrom(history.draft.timeMicros, true);
        return !token.mayCome(history);
    }
}
