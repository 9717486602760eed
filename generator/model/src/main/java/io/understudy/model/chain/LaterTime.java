package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/** The bin of the time of day of an event on a later day than the last. Scratch of one sampler or scorer. */
final class LaterTime {
    private final GapLaw law;
    private final History history;
    private final double[] weights; // [entry of a leaf]
    private final int[] cells = new int[TimeContexts.KINDS];
    private LeafMemo found; // null until one is asked for
    double below;
    double at;

    LaterTime(GapLaw law, History history) {
        this.law = law;
        this.history = history;
        weights = new double[law.timeOfDay() == null ? 0 : law.timeOfDay().outcomes()];
    }

    /** A bin for an event of {@code token} on the day that is looked from. */
    int draw(int token, EventRandom random) {
        ProbabilityTree tree = law.timeOfDay();
        int leaf = random.leaf(tree, history);
        double u = random.nextDouble();
        if (!look(token)) {
            return tree.draw(leaf, u);
        }
        u *= weigh(leaf);
        int from = tree.firstEntry(leaf);
        int chosen = from;
        for (int entry = from; entry < tree.endEntry(leaf) && u >= 0; entry++) {
            chosen = entry;
            u -= weights[entry - from];
        }
        return tree.outcomeAt(chosen);
    }

    /** Begins to look up one bin for one token, in one entity. */
    void begin() {
        if (found == null && law.timeOfDay() != null) {
            found = new LeafMemo(law.timeOfDay().leaves());
        }
        if (found != null) {
            found.begin();
        }
    }

    /** Looks up a bin for an event of {@code token} on the day that is looked from. */
    void find(int token, int bin) {
        ProbabilityTree tree = law.timeOfDay();
        boolean moved = look(token);
        below = 0;
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            if (!found.holds(leaf)) {
                findIn(leaf, bin, moved);
            }
            below += found.below(leaf) / tree.members();
            at += found.at(leaf) / tree.members();
        }
    }

    private void findIn(int leaf, int bin, boolean moved) {
        ProbabilityTree tree = law.timeOfDay();
        if (!moved) {
            found.note(leaf, tree.below(leaf, bin), tree.probability(leaf, bin));
            return;
        }
        found.note(tree, leaf, bin, weights, weigh(leaf));
    }

    /** False where no odds are moved. */
    private boolean look(int token) {
        if (law.timeOdds() == null || token < 0 || !history.usual()) {
            return false;
        }
        TimeContexts.tellTime(history, token, history.draft.day, cells);
        law.timeOdds().find(cells);
        return true;
    }

    private double weigh(int leaf) {
        ProbabilityTree tree = law.timeOfDay();
        int from = tree.firstEntry(leaf);
        double total = 0;
        for (int entry = from; entry < tree.endEntry(leaf); entry++) {
            int kind = GapLaw.kind(tree.outcomeAt(entry), tree.outcomes());
            weights[entry - from] =
                    tree.probabilityAt(leaf, entry) * law.timeOdds().of(cells, kind);
            total += weights[entry - from];
        }
        return total;
    }
}
