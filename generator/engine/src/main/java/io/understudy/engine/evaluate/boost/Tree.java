package io.understudy.engine.evaluate.boost;

/** Questions and answers: node 0 is the root; the children of a node lie side by side. */
final class Tree {
    private final Split[] splits; // [node] null at leaves
    private final int[] left; // [node] number of the left child; the right one is behind it
    private final double[] answers; // [node]
    private int nodes = 1;

    Tree(int leaves) {
        splits = new Split[2 * leaves - 1];
        left = new int[splits.length];
        answers = new double[splits.length];
    }

    /** Makes a leaf ask; returns the left one of its children. */
    int split(int node, Split split) {
        splits[node] = split;
        left[node] = nodes;
        nodes += 2;
        return left[node];
    }

    void answer(int node, double value) {
        answers[node] = value;
    }

    double answer(byte[][] bins, int row) {
        int node = 0;
        while (splits[node] != null) {
            boolean goesLeft = splits[node].goesLeft(bins[splits[node].feature()][row]);
            node = goesLeft ? left[node] : left[node] + 1;
        }
        return answers[node];
    }
}
