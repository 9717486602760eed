package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/** The bin of the time of day of an event on a later day than the last. Scratch of one sampler or scorer. */
final class LaterTime {
    private final GapLaw law;
    private final History history;
    private final double[] weights; // [entry of a leaf]
    private final int[] cells = new int[TimeContexts.KINDS];
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

    /** Looks up a bin for an event of {@code token} on the day that is looked from. */
    void find(int token, int bin) {
        ProbabilityTree tree = law.timeOfDay();
        if (!look(token)) {
            below = tree.below(history, bin);
            at = tree.probability(history, bin);
            return;
        }
        below = 0;
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            double total = weigh(leaf) * tree.members();
            int from = tree.firstEntry(leaf);
            for (int entry = from; entry < tree.endEntry(leaf); entry++) {
                int other = tree.outcomeAt(entry);
                below += other < bin ? weights[entry - from] / total : 0;
                at += other == bin ? weights[entry - from] / total : 0;
            }
        }
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
