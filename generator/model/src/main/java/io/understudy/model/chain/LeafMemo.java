package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/** What was found in the leaves of one tree, a pair of numbers each, until the next beginning. Scratch of one thread. */
final class LeafMemo {
    private final int[] roundByLeaf;
    private final double[] below; // [leaf]
    private final double[] at; // [leaf]
    private int round;

    LeafMemo(int leaves) {
        roundByLeaf = new int[leaves];
        below = new double[leaves];
        at = new double[leaves];
    }

    /** Forgets everything. */
    void begin() {
        round++;
    }

    boolean holds(int leaf) {
        return roundByLeaf[leaf] == round;
    }

    void note(int leaf, double itsBelow, double itsAt) {
        roundByLeaf[leaf] = round;
        below[leaf] = itsBelow;
        at[leaf] = itsAt;
    }

    /**
     * Notes the shares of the outcomes below {@code bin}, and of it, among a leaf's entries as they are weighed; 0 if all weigh
     * nothing.
     *
     * @param weights // [entry of the leaf]
     */
    void note(ProbabilityTree tree, int leaf, int bin, double[] weights, double total) {
        double itsBelow = 0;
        double itsAt = 0;
        int from = tree.firstEntry(leaf);
        for (int entry = from; entry < tree.endEntry(leaf) && tree.outcomeAt(entry) <= bin; entry++) {
            boolean earlier = tree.outcomeAt(entry) < bin;
            itsBelow += earlier ? weights[entry - from] : 0;
            itsAt += earlier ? 0 : weights[entry - from];
        }
        note(leaf, total > 0 ? itsBelow / total : 0, total > 0 ? itsAt / total : 0);
    }

    double below(int leaf) {
        return below[leaf];
    }

    double at(int leaf) {
        return at[leaf];
    }
}
