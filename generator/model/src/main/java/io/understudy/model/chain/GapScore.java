package io.understudy.model.chain;

/**
 * The probability of an observed day of the next event and of all earlier ones, of its token on that day, and of its
 * time given both. Scratch of one scorer.
 */
final class GapScore {
    private final GapLaw law;
    private final History history;
    private final long resolution;
    private final double[] mass; // [outcome]
    private final WithinDay within;
    private final LaterTime later;
    double below;
    double at;
    double tokenBelow;
    double tokenAt;

    GapScore(GapLaw law, History history) {
        this.law = law;
        this.history = history;
        resolution = history.shape.resolutionMicros();
        mass = new double[history.shape.tokens() + 1];
        within = new WithinDay(law, history);
        later = new LaterTime(law, history);
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
        law.sameDay().spread(history, mass);
        below = 0;
        at = 1 - mass[0];
        if (nextDay - lastDay > law.mostDays()) {
            at = 0;
            return;
        }
        double open = mass[0];
        for (long day = lastDay + 1; day <= nextDay; day++) {
            below += at;
            history.lookFromDay(day);
            law.laterDay().spread(history, mass);
            at = open * (1 - mass[0]);
            open *= mass[0];
        }
        double event = 1 - mass[0];
        if (token >= 0 && event > 0 && law.tellsTokens(history.shape.tokens())) {
            for (int other = 0; other < token; other++) {
                tokenBelow += mass[other + 1] / event;
            }
            tokenAt = mass[token + 1] / event;
        }
    }

    /** Looks up the time of an event whose day and token are known, from the point of view of the last one. */
    void findTime(long timeMicros) {
        long last = history.draft.timeMicros;
        long local = history.draft.localMicros;
        long nextLocal = history.clock.local(timeMicros);
        below = 0;
        at = 1;
        if (!law.byDay() || WallClock.day(nextLocal) <= history.draft.day) {
            within.find(history.draft.token, local, (timeMicros - last) / resolution);
            below = within.below;
            at = within.at;
            return;
        }
        history.lookFromDay(WallClock.day(nextLocal));
        int bin = law.times().find(Math.floorMod(nextLocal, WallClock.DAY) / resolution);
        later.find(history.draft.token, bin);
        below = later.below;
        at = later.at;
    }
}
