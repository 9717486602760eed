package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/** The probability of an observed time between two events, and of all shorter ones. Scratch of one scorer. */
final class GapScore {
    private final GapLaw law;
    private final History history;
    private final long resolution;
    double below;
    double at;

    GapScore(GapLaw law, History history) {
        this.law = law;
        this.history = history;
        resolution = history.shape.resolutionMicros();
    }

    /** Looks up an event at {@code timeMicros}, from the point of view of the last one. */
    void find(long timeMicros) {
        long last = history.draft.timeMicros;
        long local = history.draft.localMicros;
        long lastDay = history.draft.day;
        long nextLocal = history.clock.local(timeMicros);
        long nextDay = WallClock.day(nextLocal);
        ProbabilityTree same = law.sameDay();
        double pSame = same.probability(history, 1);
        below = 0;
        at = pSame;
        if (nextDay <= lastDay) {
            if (!history.shape.dateOnly()) {
                within((timeMicros - last) / resolution, local);
            }
            return;
        }
        if (nextDay - lastDay > law.mostDays()) {
            at = 0;
            return;
        }
        below = pSame;
        double open = 1 - pSame;
        ProbabilityTree later = law.laterDay();
        for (long day = lastDay + 1; day <= nextDay; day++) {
            history.lookFromDay(day);
            double hazard = later.probability(history, 1);
            if (day == nextDay) {
                at = open * hazard;
                timeOfDay(Math.floorMod(nextLocal, WallClock.DAY) / resolution);
            } else {
                below += open * hazard;
                open *= 1 - hazard;
            }
        }
    }

    private void within(long units, long local) {
        long left = (WallClock.DAY - 1 - Math.floorMod(local, WallClock.DAY)) / resolution;
        ProbabilityTree tree = law.within();
        int bin = law.gaps().find(units);
        int last = law.gaps().find(left);
        double total = at / tree.members();
        below = 0;
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            double reach = tree.below(leaf, last + 1);
            below += reach > 0 ? total * tree.below(leaf, bin) / reach : 0;
            at += reach > 0 ? total * tree.probability(leaf, bin) / reach : 0;
        }
    }

    private void timeOfDay(long units) {
        if (history.shape.dateOnly()) {
            return;
        }
        ProbabilityTree tree = law.timeOfDay();
        int bin = law.times().find(units);
        below += at * tree.below(history, bin);
        at *= tree.probability(history, bin);
    }
}
