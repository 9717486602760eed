package io.understudy.model.tree;

/**
 * Decision trees whose leaves are laws over one closed set of outcomes; the law is the mean of the members', so a draw
 * picks one of them, unless an {@link OpinionPool} asks them all. Immutable; a draw costs one walk and one look into a guide
 * table and allocates nothing. Outcomes that a leaf does not list have probability 0 there.
 *
 * <p>An unknown feature ({@code NaN}) goes left at numeric nodes and right at subset nodes.
 */
public final class ProbabilityTree {
    private final int outcomes;
    private final int[] rootByMember; // [member] node
    private final int[] featureByNode; // [node] feature id; -1 at a leaf
    private final double[] thresholdByNode; // [node] left if value <= threshold; unused at subset nodes
    private final int[]
            subsetByNode; // [node] index of the first word of the subset that goes left; -1 at numeric nodes
    private final int[] childByNode; // [node] left child, the right one follows it; at a leaf the leaf's number
    private final long[] subsetWords; // a length word, then that many words of bits
    private final int[] startByLeaf; // [leaf] into the two arrays below, one more than there are leaves
    private final int[] outcomeByEntry; // ascending within a leaf
    private final float[] cumulativeByEntry; // ends at 1 in each leaf
    private final WalkNodes walk;
    private final GuideTable guide;

    /** Takes the arrays as they are; the caller gives them away. */
    public ProbabilityTree(
            int outcomes,
            int[] rootByMember,
            int[] featureByNode,
            double[] thresholdByNode,
            int[] subsetByNode,
            int[] childByNode,
            long[] subsetWords,
            int[] startByLeaf,
            int[] outcomeByEntry,
            float[] cumulativeByEntry) {
        if (rootByMember.length == 0
                || featureByNode.length == 0
                || featureByNode.length != childByNode.length
                || featureByNode.length != thresholdByNode.length
                || featureByNode.length != subsetByNode.length
                || outcomeByEntry.length != cumulativeByEntry.length
                || startByLeaf[startByLeaf.length - 1] != outcomeByEntry.length) {
            throw new IllegalArgumentException("the arrays of the tree do not belong together");
        }
        this.outcomes = outcomes;
        this.rootByMember = rootByMember;
        this.featureByNode = featureByNode;
        this.thresholdByNode = thresholdByNode;
        this.subsetByNode = subsetByNode;
        this.childByNode = childByNode;
        this.subsetWords = subsetWords;
        this.startByLeaf = startByLeaf;
        this.outcomeByEntry = outcomeByEntry;
        this.cumulativeByEntry = cumulativeByEntry;
        walk = new WalkNodes(arrays());
        guide = new GuideTable(startByLeaf, outcomeByEntry, cumulativeByEntry);
    }

    /** The leaf that the features lead to in one member. */
    public int leaf(FeatureSource source, int member) {
        if (source instanceof FeatureMemo memo) {
            return walk.leaf(memo, rootByMember[member]);
        }
        int node = rootByMember[member];
        int feature = featureByNode[node];
        while (feature >= 0) {
            node = childByNode[node] + (goesLeft(node, source.feature(feature)) ? 0 : 1);
            feature = featureByNode[node];
        }
        return childByNode[node];
    }

    /** Where a node that is no leaf leads whose feature has the value. */
    public boolean goesLeft(int node, double value) {
        int subset = subsetByNode[node];
        return subset < 0 ? !(value > thresholdByNode[node]) : contains(subset, value);
    }

    private boolean contains(int subset, double value) {
        int category = (int) value;
        return value >= 0
                && category < subsetWords[subset] * 64
                && (subsetWords[subset + 1 + (category >> 6)] >>> (category & 63) & 1) != 0;
    }

    /** The outcome at quantile {@code u} in [0, 1) of a leaf. */
    public int draw(int leaf, double u) {
        return guide.outcome(leaf, u);
    }

    /** Number of trees that the law is the mean of. */
    public int members() {
        return rootByMember.length;
    }

    /** Probability of {@code outcome} given the features. */
    public double probability(FeatureSource source, int outcome) {
        double sum = 0;
        for (int member = 0; member < rootByMember.length; member++) {
            sum += probability(leaf(source, member), outcome);
        }
        return sum / rootByMember.length;
    }

    /** Probability of all outcomes less than {@code outcome} given the features. */
    public double below(FeatureSource source, int outcome) {
        double sum = 0;
        for (int member = 0; member < rootByMember.length; member++) {
            sum += below(leaf(source, member), outcome);
        }
        return sum / rootByMember.length;
    }

    /** Probability of {@code outcome} in a leaf. */
    public double probability(int leaf, int outcome) {
        int entry = entry(leaf, outcome);
        boolean listed = entry < startByLeaf[leaf + 1] && outcomeByEntry[entry] == outcome;
        return listed ? cumulativeByEntry[entry] - before(leaf, entry) : 0;
    }

    /** Probability of all outcomes less than {@code outcome} in a leaf. */
    public double below(int leaf, int outcome) {
        return before(leaf, entry(leaf, outcome));
    }

    /** The first of a leaf's entries, which are its outcomes in ascending order. */
    public int firstEntry(int leaf) {
        return startByLeaf[leaf];
    }

    /** The entry behind a leaf's last. */
    public int endEntry(int leaf) {
        return startByLeaf[leaf + 1];
    }

    /** The outcome of an entry. */
    public int outcomeAt(int entry) {
        return outcomeByEntry[entry];
    }

    /** The probability of an entry of a leaf. */
    public double probabilityAt(int leaf, int entry) {
        return cumulativeByEntry[entry] - before(leaf, entry);
    }

    /** The probability of an entry and of those before it in its leaf. */
    public float cumulativeAt(int entry) {
        return cumulativeByEntry[entry];
    }

    private double before(int leaf, int entry) {
        return entry == startByLeaf[leaf] ? 0 : cumulativeByEntry[entry - 1];
    }

    /** The first entry of the leaf whose outcome is at least {@code outcome}; the leaf's end if there is none. */
    private int entry(int leaf, int outcome) {
        int low = startByLeaf[leaf];
        int high = startByLeaf[leaf + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (outcomeByEntry[middle] >= outcome) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Number of outcomes that a law ranges over. */
    public int outcomes() {
        return outcomes;
    }

    public int leaves() {
        return startByLeaf.length - 1;
    }

    public int nodes() {
        return featureByNode.length;
    }

    /** The arrays, in the order of the constructor, for writing; not to be changed. */
    public Arrays arrays() {
        return new Arrays(
                rootByMember,
                featureByNode,
                thresholdByNode,
                subsetByNode,
                childByNode,
                subsetWords,
                startByLeaf,
                outcomeByEntry,
                cumulativeByEntry);
    }

    /** What a tree is made of; see the fields of {@link ProbabilityTree}. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Arrays(
            int[] rootByMember,
            int[] featureByNode,
            double[] thresholdByNode,
            int[] subsetByNode,
            int[] childByNode,
            long[] subsetWords,
            int[] startByLeaf,
            int[] outcomeByEntry,
            float[] cumulativeByEntry) {}
}
