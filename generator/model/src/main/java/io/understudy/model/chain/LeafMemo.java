package io.understudy.model.chain;

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

    double below(int leaf) {
        return below[leaf];
    }

    double at(int leaf) {
        return at[leaf];
    }
}
