package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * The probability of an observed day of the next event and of all earlier ones, of its token on that day, and of its
 * time given both. Scratch of one scorer.
 */
final class GapScore {
    private final GapLaw law;
    private final History history;
    private final long resolution;
    private final double[] mass; // [outcome]
    double below;
    double at;
    double tokenBelow;
    double tokenAt;

    GapScore(GapLaw law, History history) {
        this.law = law;
        this.history = history;
        resolution = history.shape.resolutionMicros();
        mass = new double[history.shape.tokens() + 1];
    }

    /** Looks up an event on the day of {@code timeMicros} with {@code token}, from the point of view of the last one. */
    void findDay(long timeMicros, int token) {
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
        tokenBelow = 0;
        tokenAt = 0;
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
        if (WallClock.day(nextLocal) <= history.draft.day) {
            within((timeMicros - last) / resolution, local);
            return;
        }
        history.lookFromDay(WallClock.day(nextLocal));
        int bin = law.times().find(Math.floorMod(nextLocal, WallClock.DAY) / resolution);
        below = law.timeOfDay().below(history, bin);
        at = law.timeOfDay().probability(history, bin);
    }

    private void within(long units, long local) {
        long left = (WallClock.DAY - 1 - Math.floorMod(local, WallClock.DAY)) / resolution;
        ProbabilityTree tree = law.within();
        int bin = law.gaps().find(units);
        int last = law.gaps().find(left);
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            double reach = tree.below(leaf, last + 1) * tree.members();
            below += reach > 0 ? tree.below(leaf, bin) / reach : 0;
            at += reach > 0 ? tree.probability(leaf, bin) / reach : 0;
        }
    }
}
