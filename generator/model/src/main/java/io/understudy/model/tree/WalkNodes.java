package io.understudy.model.tree;

/**
 * The nodes of a tree as a walk wants them: two words each, so that four lie in a cache line and the two children of a
 * node in one; a small subset is a mask in its node. Immutable.
 */
final class WalkNodes {
    private static final int LEAF = 0;
    private static final int NUMERIC = 1;
    private static final int MASK = 2; // of categories below 64
    private static final int SUBSET = 3;

    private static final int SLOT_SHIFT = 2;
    private static final int SLOT_MASK = 0x3fff;
    private static final int ID_SHIFT = 16;
    private static final int ID_MASK = 0xf_ffff;
    private static final int CHILD_SHIFT = 36;

    // [2 * node] kind, slot of the feature, its id, and the left child (at a leaf its number), from the lowest bits up;
    // [2 * node + 1] threshold, mask, or place of the subset
    private final long[] words;
    private final long[] subsetWords;

    WalkNodes(ProbabilityTree.Arrays tree) {
        int nodes = tree.featureByNode().length;
        subsetWords = tree.subsetWords();
        words = new long[2 * nodes];
        for (int node = 0; node < nodes; node++) {
            int id = tree.featureByNode()[node];
            long child = (long) tree.childByNode()[node] << CHILD_SHIFT;
            if (id < 0) {
                words[2 * node] = child | LEAF;
                continue;
            }
            int subset = tree.subsetByNode()[node];
            int kind = subset < 0 ? NUMERIC : subsetWords[subset] <= 1 ? MASK : SUBSET;
            words[2 * node] = child | (long) id << ID_SHIFT | (long) FeatureMemo.slot(id) << SLOT_SHIFT | kind;
            words[2 * node + 1] = switch (kind) {
                case NUMERIC -> Double.doubleToRawLongBits(tree.thresholdByNode()[node]);
                case MASK -> subsetWords[subset] == 0 ? 0 : subsetWords[subset + 1];
                default -> subset;
            };
        }
    }

    /** The leaf that the features lead to from {@code root}. */
    int leaf(FeatureMemo memo, int root) {
        int at = 2 * root;
        long word = words[at];
        int kind = (int) word & 3;
        while (kind != LEAF) {
            double value = memo.remembered((int) word >>> SLOT_SHIFT & SLOT_MASK, (int) (word >>> ID_SHIFT) & ID_MASK);
            long rule = words[at + 1];
            boolean right;
            if (kind == NUMERIC) {
                right = value > Double.longBitsToDouble(rule);
            } else if (kind == MASK) {
                right = !(value >= 0 && value < Long.SIZE && (rule >>> (int) value & 1) != 0);
            } else {
                right = !contains((int) rule, value);
            }
            at = 2 * ((int) (word >>> CHILD_SHIFT) + (right ? 1 : 0));
            word = words[at];
            kind = (int) word & 3;
        }
        return (int) (word >>> CHILD_SHIFT);
    }

    private boolean contains(int subset, double value) {
        int category = (int) value;
        return value >= 0
                && category < subsetWords[subset] * Long.SIZE
                && (subsetWords[subset + 1 + (category >> 6)] >>> (category & 63) & 1) != 0;
    }
}
