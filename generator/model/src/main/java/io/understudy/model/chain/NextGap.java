package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * The gap to an event with which an entity goes on, or of any length where there are no days: a bin of a tree's, weighed by
 * how likely the hour is that it leads to, and cut off where a later day's law begins ({@link GapLaw#reach}). Where there
 * are no factors of hours, whole bins count, the one that is cut too.
 *
 * <p>Scratch of one sampler or scorer.
 */
final class NextGap {
    private static final int MOST_TRIES = 12; // behind which all bins are weighed

    private final GapLaw law;
    private final History history;
    private final HourFactors hours;
    private final long resolution;
    private final double[] weights; // [entry of a leaf]
    private long sinceMidnight; // of the last event
    private long left; // units that the gap may have
    private long end; // microseconds behind the last event's midnight, before which the next comes
    private int row; // of the factors
    private final int[] cells = new int[TimeContexts.KINDS]; // of the odds
    private boolean moved; // whether odds are
    private LeafMemo found; // null until one is asked for
    double below;
    double at;

    NextGap(GapLaw law, History history) {
        this.law = law;
        this.history = history;
        hours = law.hours();
        resolution = history.shape.resolutionMicros();
        weights = new double[law.within() == null ? 0 : law.within().outcomes()];
    }

    private void look(int token, long local) {
        sinceMidnight = Math.floorMod(local, WallClock.DAY);
        left = law.left(local, resolution);
        end = sinceMidnight + GapLaw.reach(sinceMidnight);
        int known = Math.max(0, token); // where tokens are drawn behind the time, hours do not tell them apart
        row = hours == null ? 0 : hours.day(known, WallClock.weekday(WallClock.day(local)));
        moved = hours != null && law.gapOdds() != null && token >= 0 && history.usual();
        if (moved) {
            TimeContexts.tellGap(history, token, local, cells);
            law.gapOdds().find(cells);
        }
    }

    /** Units of a gap behind an event at {@code local}, to one of {@code token}. */
    long draw(int token, long local, EventRandom random) {
        look(token, local);
        int leaf = random.leaf(law.within(), history);
        double reach = reach(leaf);
        if (!(reach > 0)) {
            return Math.min(law.gaps().draw(0, random.nextDouble()), left);
        }
        if (hours == null) {
            return Math.min(drawUnits(leaf, reach, random), left);
        }
        double most =
                hours.mostFrom(row, sinceMidnight) * (moved ? law.gapOdds().most(cells) : 1);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int bin = law.within().draw(leaf, random.nextDouble() * reach);
            long units = law.gaps().draw(bin, random.nextDouble());
            if (units <= left
                    && random.nextDouble() * most < odds(bin) * hours.at(row, sinceMidnight + units * resolution)) {
                return units;
            }
        }
        return weighAndDraw(leaf, random);
    }

    /** Probability of the bins that begin before the end. */
    private double reach(int leaf) {
        return law.within().below(leaf, law.gaps().find(left) + 1);
    }

    private double odds(int bin) {
        return moved ? law.gapOdds().of(cells, GapLaw.kind(bin, law.gaps().size())) : 1;
    }

    private long drawUnits(int leaf, double reach, EventRandom random) {
        int bin = law.within().draw(leaf, random.nextDouble() * reach);
        return law.gaps().draw(bin, random.nextDouble());
    }

    private long weighAndDraw(int leaf, EventRandom random) {
        ProbabilityTree tree = law.within();
        double u = random.nextDouble() * weigh(leaf);
        int from = tree.firstEntry(leaf);
        int chosen = from;
        for (int entry = from; entry < tree.endEntry(leaf) && u >= 0; entry++) {
            if (weights[entry - from] > 0) {
                chosen = entry;
            }
            u -= weights[entry - from];
        }
        int bin = tree.outcomeAt(chosen);
        double low = hours.until(row, from(bin));
        double high = hours.until(row, to(bin));
        long micros = hours.find(row, low + random.nextDouble() * (high - low));
        long units = (micros - sinceMidnight) / resolution;
        return Math.max(0, Math.min(left, Math.max(law.gaps().low()[bin], units)));
    }

    /** Weighs the entries of a leaf; returns the sum. */
    private double weigh(int leaf) {
        ProbabilityTree tree = law.within();
        int from = tree.firstEntry(leaf);
        double total = 0;
        for (int entry = from; entry < tree.endEntry(leaf); entry++) {
            int bin = tree.outcomeAt(entry);
            double weight =
                    law.gaps().low()[bin] > left ? 0 : tree.probabilityAt(leaf, entry) * factor(bin) * odds(bin);
            weights[entry - from] = weight;
            total += weight;
        }
        return total;
    }

    /** Mean of the factor over a bin, 0 behind the end. */
    private double factor(int bin) {
        double units = law.gaps().high()[bin] - law.gaps().low()[bin] + 1;
        double hoursOfBin = units * resolution / (WallClock.DAY / HourFactors.HOURS);
        return (hours.until(row, to(bin)) - hours.until(row, from(bin))) / hoursOfBin;
    }

    private long from(int bin) {
        return sinceMidnight + law.gaps().low()[bin] * resolution;
    }

    private long to(int bin) {
        return Math.min(end, sinceMidnight + (law.gaps().high()[bin] + 1) * resolution);
    }

    /** Begins to look up one gap, behind one event and to one token, in one entity. */
    void begin() {
        if (found == null && law.within() != null) {
            found = new LeafMemo(law.within().leaves());
        }
        if (found != null) {
            found.begin();
        }
    }

    /** Looks up the bin of a gap of {@code units} behind an event at {@code local}, to one of {@code token}. */
    void find(int token, long local, long units) {
        look(token, local);
        ProbabilityTree tree = law.within();
        int bin = law.gaps().find(units);
        below = 0;
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            if (!found.holds(leaf)) {
                findIn(leaf, bin);
            }
            below += found.below(leaf) / tree.members();
            at += found.at(leaf) / tree.members();
        }
    }

    private void findIn(int leaf, int bin) {
        ProbabilityTree tree = law.within();
        double reach = reach(leaf);
        if (!(reach > 0)) {
            found.note(leaf, 0, bin == 0 ? 1 : 0);
            return;
        }
        if (hours == null) {
            found.note(leaf, tree.below(leaf, bin) / reach, tree.probability(leaf, bin) / reach);
            return;
        }
        found.note(tree, leaf, bin, weights, weigh(leaf));
    }
}
