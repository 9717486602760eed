package io.understudy.engine.fit.tree;

/**
 * Rows of examples in an order in which those of each node of a tree stand together, ascending within a node. Scratch of
 * one grower.
 */
final class RowOrder {
    private final Examples examples;
    private final int[] rows;
    private final int[] spare;

    /** Takes the array of ascending rows as it is; {@code spare}, as long at least, may be shared between orders. */
    RowOrder(Examples examples, int[] rows, int[] spare) {
        this.examples = examples;
        this.rows = rows;
        this.spare = spare;
    }

    int[] rows() {
        return rows;
    }

    /** Moves the rows that go left at {@code node} before those that go right, keeping their order; returns the border. */
    int partition(TreeNode node, int from, int to) {
        byte[] codes = examples.codes(node.feature);
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            if (node.goesLeft(codes[row] & 255)) {
                rows[left++] = row;
            } else {
                spare[right++] = row;
            }
        }
        System.arraycopy(spare, 0, rows, left, right);
        return left;
    }

    /** The weight of each outcome. */
    double[] counts(int from, int to, int outcomes) {
        double[] counts = new double[outcomes];
        for (int i = from; i < to; i++) {
            counts[examples.outcome(rows[i])] += examples.weight(rows[i]);
        }
        return counts;
    }

    /** The weight of each outcome among the rows that go left at {@code node}, and among the others. */
    double[][] countsOfSides(TreeNode node, int from, int to, int outcomes) {
        byte[] codes = examples.codes(node.feature);
        double[][] counts = new double[2][outcomes];
        for (int i = from; i < to; i++) {
            int row = rows[i];
            counts[node.goesLeft(codes[row] & 255) ? 0 : 1][examples.outcome(row)] += examples.weight(row);
        }
        return counts;
    }

    /** True if at least {@code k} entities have a row there; rows of an entity stand together. */
    boolean restsOn(int k, int from, int to) {
        int distinct = 0;
        int last = -1;
        for (int i = from; i < to && distinct < k; i++) {
            int entity = examples.entity(rows[i]);
            if (entity != last) {
                distinct++;
                last = entity;
            }
        }
        return distinct >= k;
    }

    /** True if at least {@code k} entities have a row on each side of {@code node}. */
    boolean sidesRestOn(int k, TreeNode node, int from, int to) {
        byte[] codes = examples.codes(node.feature);
        int left = 0;
        int right = 0;
        int lastLeft = -1;
        int lastRight = -1;
        for (int i = from; i < to && (left < k || right < k); i++) {
            int entity = examples.entity(rows[i]);
            if (node.goesLeft(codes[rows[i]] & 255)) {
                left += entity != lastLeft ? 1 : 0;
                lastLeft = entity;
            } else {
                right += entity != lastRight ? 1 : 0;
                lastRight = entity;
            }
        }
        return left >= k && right >= k;
    }
}
