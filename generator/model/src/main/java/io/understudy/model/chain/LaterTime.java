package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/** The bin of the time of day of an event on a later day than the last. Scratch of one sampler or scorer. */
final class LaterTime {
    private final GapLaw law;
    private final History history;
    private final double[] weights; // [entry of a leaf]
    private final int[] cells = new int[TimeContexts.KINDS];
    private int factorsAt; // of the weekday
    private boolean moved; // whether odds are
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
        if (!weighs(token)) {
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
        boolean weighed = weighs(token);
        below = 0;
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            if (!found.holds(leaf)) {
                findIn(leaf, bin, weighed);
            }
            below += found.below(leaf) / tree.members();
            at += found.at(leaf) / tree.members();
        }
    }

    private void findIn(int leaf, int bin, boolean weighed) {
        ProbabilityTree tree = law.timeOfDay();
        if (!weighed) {
            found.note(leaf, tree.below(leaf, bin), tree.probability(leaf, bin));
            return;
        }
        found.note(tree, leaf, bin, weights, weigh(leaf));
    }

    /** Looks up the factors and odds of an event; false where there are none. */
    private boolean weighs(int token) {
        moved = law.timeOdds() != null && token >= 0 && history.usual();
        if (moved) {
            TimeContexts.tellTime(history, token, history.draft.day, cells);
            law.timeOdds().find(cells);
        }
        factorsAt =
                law.timeFactors() == null ? -1 : history.weekday() * law.times().size();
        return moved || factorsAt >= 0;
    }

    private double weigh(int leaf) {
        ProbabilityTree tree = law.timeOfDay();
        int from = tree.firstEntry(leaf);
        double total = 0;
        for (int entry = from; entry < tree.endEntry(leaf); entry++) {
            int bin = tree.outcomeAt(entry);
            double weight = tree.probabilityAt(leaf, entry);
            weight *= factorsAt < 0 ? 1 : law.timeFactors()[factorsAt + bin];
            weight *= moved ? law.timeOdds().of(cells, GapLaw.kind(bin, tree.outcomes())) : 1;
            weights[entry - from] = weight;
            total += weight;
        }
        return total;
    }
}
