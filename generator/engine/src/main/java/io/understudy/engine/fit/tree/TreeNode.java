package io.understudy.engine.fit.tree;

/** A node while its tree is grown: first a leaf, perhaps split later, perhaps pruned back. */
final class TreeNode {
    int from; // its first row in the order of those that splits are chosen on
    int to; // behind its last one
    int heldFrom; // the same in the order of the held-out rows
    int heldTo;
    int feature = -1; // index into the examples' features; -1 at a leaf
    int code; // numeric: codes up to it go left
    boolean[] subset; // categorical: [code] true goes left
    TreeNode left;
    TreeNode right;
    double[] counts; // [outcome] weight, of the rows it is filled from
    double[] heldOut; // [outcome] weight of the held-out rows
    double[] law; // [outcome] smoothed
    double prunedNats; // held-out code length of its best pruning, by what decides on that
    boolean kinds; // tells clusters apart that share nothing

    /** A node without rows. */
    TreeNode() {
        this(0, 0, 0, 0);
    }

    TreeNode(int from, int to, int heldFrom, int heldTo) {
        this.from = from;
        this.to = to;
        this.heldFrom = heldFrom;
        this.heldTo = heldTo;
    }

    boolean isLeaf() {
        return feature < 0;
    }

    boolean goesLeft(int itsCode) {
        return subset == null ? itsCode <= code : subset[itsCode];
    }

    void take(SplitSearch.Split split) {
        feature = split.feature();
        code = split.code();
        subset = split.subset();
    }

    void cut() {
        feature = -1;
        kinds = false;
        subset = null;
        left = null;
        right = null;
    }
}
