package io.understudy.engine.fit;

/** A node while its tree is grown: first a leaf, perhaps split later, perhaps pruned back. */
final class TreeNode {
    int feature = -1; // index into the examples' features; -1 at a leaf
    int code; // numeric: codes up to it go left
    boolean[] subset; // categorical: [code] true goes left
    TreeNode left;
    TreeNode right;
    double[] counts; // [outcome] weight, of the rows it is filled from
    double[] heldOut; // [outcome] weight of the held-out rows
    double[] law; // [outcome] smoothed
    boolean kinds; // tells clusters apart that share nothing

    boolean isLeaf() {
        return feature < 0;
    }

    boolean goesLeft(int itsCode) {
        return subset == null ? itsCode <= code : subset[itsCode];
    }

    void cut() {
        feature = -1;
        kinds = false;
        subset = null;
        left = null;
        right = null;
    }
}
