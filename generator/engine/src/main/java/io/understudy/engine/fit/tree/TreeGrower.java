package io.understudy.engine.fit.tree;

import io.understudy.model.chain.Feature;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Grows probability trees, several where data are few, each with another fold held out: splits by log-likelihood on three
 * quarters of the entities, as long as the rest do not keep denying it, prunes by the code length of the rest, then fills
 * the leaves from all rows.
 */
public final class TreeGrower {
    private static final double FEWEST_WEIGHT = 8;
    private static final double FEWEST_WEIGHT_OF_CLASS = 3; // an attack begins but once
    private static final double LEAST_GAIN = 4; // nats
    private static final int DEPTH = 24;
    private static final int HOUR_DEPTH = 3;
    private static final double HOUR_GAIN = 20; // nats
    private static final int MOST_DENIALS = 5; // splits in a row that lengthen the code of the held-out rows
    private static final int MOST_DENIALS_OF_MANY = 3; // where rows are many
    /** Folds of the rows, one of which a tree is pruned on, where a law has no more trees. */
    public static final int FOLDS = 4;

    private static final int FEW_ENTITIES = 80;
    private static final int ROWS_OF_ALL_MEMBERS = 200_000;
    static final int BLOCK = 16; // rows that stay together where entities are too few to be folds

    private final Examples examples;
    private final int outcomes;
    private final Growth growth;
    private final SplitSearch usualSearch;
    private final SplitSearch classSearch;
    private SplitSearch search;
    private final NodeLaws laws;
    private int[] spare;
    private RowOrder grown; // rows that splits are chosen on
    private RowOrder held;
    private final RareClasses classes;
    private final int[] rows; // that have an outcome
    private final int members;
    private boolean many; // rows, more than are grown into several trees
    private double heldOutNats;
    private double heldOutWeight;

    /** Trees of {@code examples}, which are encoded, with {@code groupByOutcome} telling apart what splits look at. */
    private TreeGrower(Examples examples, int outcomes, int[] groupByOutcome, Growth growth) {
        this.examples = examples;
        this.outcomes = outcomes;
        this.growth = growth;
        int groups = Arrays.stream(groupByOutcome).max().orElse(0) + 1;
        laws = new NodeLaws(outcomes, groupByOutcome, groups, growth.byKind());
        usualSearch = new SplitSearch(examples, groupByOutcome, groups, FEWEST_WEIGHT);
        classSearch = new SplitSearch(examples, groupByOutcome, groups, FEWEST_WEIGHT_OF_CLASS);
        search = usualSearch;
        rows = IntStream.range(0, examples.size())
                .filter(row -> examples.outcome(row) >= 0)
                .toArray();
        int most = growth.byKind() ? Math.min(FOLDS, growth.mostMembers()) : growth.mostMembers();
        members = Math.max(1, Math.min(most, ROWS_OF_ALL_MEMBERS / Math.max(1, rows.length)));
        int folds = Math.max(FOLDS, members);
        classes = growth.byKind() ? RareClasses.none(folds) : RareClasses.of(examples, folds);
    }

    /** A tree that tells all outcomes apart. */
    public static ProbabilityTree grow(Examples examples, int outcomes, Growth growth) {
        int[] same = IntStream.range(0, outcomes).toArray();
        return grow(examples, outcomes, same, growth);
    }

    public static ProbabilityTree grow(Examples examples, int outcomes, int[] groupByOutcome, Growth growth) {
        return measured(examples, outcomes, groupByOutcome, growth).tree();
    }

    /**
     * A tree and how well it foretells.
     *
     * @param heldOutNats mean code length of a held-out row; 0 if there was none
     * @param natsByClass // [class] the same of the rows of a rare class; NaN if there was none
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Measured(ProbabilityTree tree, double heldOutNats, double[] natsByClass) {}

    public static Measured measured(Examples examples, int outcomes, int[] groupByOutcome, Growth growth) {
        examples.encode();
        TreeGrower grower = new TreeGrower(examples, outcomes, groupByOutcome, growth);
        ProbabilityTree tree = grower.grow();
        return new Measured(tree, grower.heldOutNats, grower.classes.nats());
    }

    private ProbabilityTree grow() {
        int[] all = rows;
        if (all.length == 0) {
            TreeNode root = new TreeNode();
            root.counts = new double[outcomes];
            root.counts[0] = 1;
            laws.settle(root, null);
            return new TreeArrays(examples).of(List.of(root), outcomes);
        }
        spare = new int[all.length];
        many = all.length > ROWS_OF_ALL_MEMBERS;
        boolean byEntity = manyEntities(all);
        List<TreeNode> roots = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            roots.add(grow(member, all, byEntity));
        }
        heldOutNats -= classes.gain();
        heldOutNats /= Math.max(heldOutWeight, 1e-9);
        return new TreeArrays(examples).of(classes.joined(roots), outcomes);
    }

    /** A tree that was grown on all entities but the fold of {@code member}, pruned on those, and filled from all. */
    private TreeNode grow(int member, int[] all, boolean byEntity) {
        int[] growing = new int[all.length];
        int[] holding = new int[all.length];
        TreeNode root = new TreeNode();
        for (int i = 0; i < all.length; i++) {
            int row = all[i];
            if (classes.fold(row, byEntity ? examples.entity(row) : i / BLOCK, growth.seed()) == member) {
                holding[root.heldTo++] = row;
            } else {
                growing[root.to++] = row;
            }
        }
        grown = new RowOrder(examples, growing, spare);
        held = new RowOrder(examples, holding, spare);
        laws.takeUsual();
        count(root, null);
        splitKinds(root);
        laws.choose(root);
        double weight = Arrays.stream(root.heldOut).sum();
        heldOutNats += weight == 0 ? 0 : laws.prune(root, null, true);
        heldOutWeight += weight;
        RareClasses.Rows[] rows = classes.held(holding, root.heldTo);
        for (RareClasses.Rows its : rows) {
            its.nats = nats(root, its.held);
        }
        fill(root, new RowOrder(examples, all.clone(), spare), 0, all.length);
        laws.settle(root, null);
        for (RareClasses.Rows its : rows) {
            its.own = ofClass(root, classes.rows(its.code, growing, root.to), its);
        }
        return root;
    }

    /** The tree of one class, filled and settled; null if there is none to grow. */
    private TreeNode ofClass(TreeNode ofAll, int[] growing, RareClasses.Rows its) {
        int[] all = classes.rows(its.code);
        boolean enough = new RowOrder(examples, all, spare).restsOn(growth.k(), 0, all.length);
        if (growing.length == 0 || its.held.length == 0 || !enough) {
            return null;
        }
        TreeNode root = new TreeNode(0, growing.length, 0, its.held.length);
        grown = new RowOrder(examples, growing, spare);
        held = new RowOrder(examples, its.held.clone(), spare);
        laws.takeUsual();
        count(root, ofAll);
        search = classSearch;
        split(root, 0, 0, IntStream.range(0, examples.features()).toArray());
        search = usualSearch;
        laws.choose(root, ofAll);
        laws.prune(root, ofAll, true);
        its.ownNats = nats(root, its.held);
        fill(root, new RowOrder(examples, all, spare), 0, all.length);
        laws.settle(root, ofAll);
        return root;
    }

    /** Code length of rows by the laws of a tree's leaves. */
    private double nats(TreeNode root, int[] rows) {
        double nats = 0;
        for (int row : rows) {
            TreeNode node = root;
            while (!node.isLeaf()) {
                node = node.goesLeft(examples.codes(node.feature)[row] & 255) ? node.left : node.right;
            }
            nats += examples.weight(row) * laws.nats(node, examples.outcome(row));
        }
        return nats;
    }

    private boolean manyEntities(int[] all) {
        return new RowOrder(examples, all, spare).restsOn(FEW_ENTITIES, 0, all.length);
    }

    public static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /**
     * Where laws go by kind, tells the classes apart before all else, then the clusters of the normal one, and where a rare
     * one begins from where it goes on: what it waits for only once would else interrupt it again and again.
     */
    private void splitKinds(TreeNode root) {
        int label = growth.byKind() ? indexOf(Feature.LABEL) : -1;
        int cluster = growth.byKind() ? indexOf(Feature.CLUSTER) : -1;
        int last = growth.byKind() ? indexOf(Feature.LAST_LABEL) : -1;
        splitKinds(root, label, true, (ofClass, isFirst) -> {
            boolean usual = label < 0 || isFirst && codes(label, ofClass)[0] == 0;
            splitKinds(ofClass, usual ? cluster : last, true, (ofKind, any) -> splitHours(ofKind, 0));
        });
    }

    /** What becomes of a node that one kind is left of. */
    private interface OneKind {
        void grow(TreeNode node, boolean isFirst);
    }

    /** Tells the kinds of a feature apart, half of them from the other half and so on. */
    private void splitKinds(TreeNode node, int feature, boolean isFirst, OneKind then) {
        int[] codes = codes(feature, node);
        if (codes.length < 2) {
            then.grow(node, isFirst);
            return;
        }
        node.kinds = true;
        node.feature = feature;
        node.subset = new boolean[256];
        for (int i = 0; i < codes.length / 2; i++) {
            node.subset[codes[i]] = true;
        }
        divide(node);
        splitKinds(node.left, feature, isFirst, then);
        splitKinds(node.right, feature, false, then);
    }

    /**
     * Tells day from night before all else: what is never seen at night says nothing of how it goes on there, and a
     * burst that strays there would go on till morning.
     */
    private void splitHours(TreeNode node, int depth) {
        int hour = growth.byKind() ? indexOf(Feature.HOUR) : -1;
        if (hour >= 0 && depth < HOUR_DEPTH) {
            search.search(grown.rows(), node.from, node.to, new int[] {hour});
            List<SplitSearch.Split> splits = search.splits();
            if (!splits.isEmpty() && splits.get(0).gain() >= HOUR_GAIN) {
                node.take(splits.get(0));
                divide(node);
                splitHours(node.left, depth + 1);
                splitHours(node.right, depth + 1);
                return;
            }
        }
        split(node, depth, 0, IntStream.range(0, examples.features()).toArray());
    }

    /** The kinds that the rows of a node are of, ascending; none where there is no such feature. */
    private int[] codes(int feature, TreeNode node) {
        if (feature < 0) {
            return new int[0];
        }
        byte[] codes = examples.codes(feature);
        return IntStream.concat(
                        Arrays.stream(grown.rows(), node.from, node.to),
                        Arrays.stream(held.rows(), node.heldFrom, node.heldTo))
                .map(row -> codes[row] & 255)
                .distinct()
                .sorted()
                .toArray();
    }

    /** Place of a feature among those that may be asked; -1 if it may not. */
    private int indexOf(Feature wanted) {
        for (int f = 0; f < examples.features(); f++) {
            if (Feature.of(examples.featureId(f)) == wanted) {
                return f;
            }
        }
        return -1;
    }

    /**
     * Splits the node and its parts as long as it pays: by the best split that the held-out rows confirm, or else by the
     * best one, since what they deny by itself may pay further down.
     *
     * @param denials splits above it in a row that the held-out rows denied
     * @param features that may tell its rows apart
     */
    private void split(TreeNode node, int depth, int denials, int[] features) {
        // what no held-out row goes through is pruned whatever it is
        if (depth == DEPTH
                || node.to - node.from < 2 * (search == classSearch ? FEWEST_WEIGHT_OF_CLASS : FEWEST_WEIGHT)
                || node.heldTo == node.heldFrom) {
            return;
        }
        int[] telling = search.search(grown.rows(), node.from, node.to, features);
        SplitSearch.Split first = null;
        for (SplitSearch.Split split : search.splits()) {
            if (split.gain() < LEAST_GAIN) {
                break;
            }
            node.take(split);
            if (!grown.sidesRestOn(growth.k(), node, node.from, node.to)) {
                continue;
            }
            if (heldOutGain(node) > 0) {
                divide(node);
                splitParts(node, depth, 0, telling);
                return;
            }
            first = first == null ? split : first;
        }
        node.cut();
        if (first != null) {
            node.take(first);
            divide(node);
            if (denials + 1 < (many ? MOST_DENIALS_OF_MANY : MOST_DENIALS)) {
                splitParts(node, depth, denials + 1, telling);
            }
        }
    }

    private void splitParts(TreeNode node, int depth, int denials, int[] features) {
        split(node.left, depth + 1, denials, features);
        split(node.right, depth + 1, denials, features);
    }

    /** By how much the split of a node shortens the code of its held-out rows. */
    private double heldOutGain(TreeNode node) {
        double[][] counts = grown.countsOfSides(node, node.from, node.to, outcomes);
        double[][] heldOut = held.countsOfSides(node, node.heldFrom, node.heldTo, outcomes);
        double gain = laws.heldOutNats(node);
        for (int side = 0; side < counts.length; side++) {
            TreeNode part = new TreeNode();
            part.counts = counts[side];
            part.heldOut = heldOut[side];
            laws.take(part, node);
            gain -= laws.heldOutNats(part);
        }
        return gain;
    }

    /** Gives the node the two parts that its split tells apart. */
    private void divide(TreeNode node) {
        int middle = grown.partition(node, node.from, node.to);
        int heldMiddle = held.partition(node, node.heldFrom, node.heldTo);
        node.left = new TreeNode(node.from, middle, node.heldFrom, heldMiddle);
        node.right = new TreeNode(middle, node.to, heldMiddle, node.heldTo);
        count(node.left, node);
        count(node.right, node);
    }

    private void count(TreeNode node, TreeNode parent) {
        node.counts = grown.counts(node.from, node.to, outcomes);
        node.heldOut = held.counts(node.heldFrom, node.heldTo, outcomes);
        laws.take(node, parent);
    }

    /** Fills the node from {@code all} rows, and cuts splits of which a side rests on fewer than growth.k() entities. */
    private boolean fill(TreeNode node, RowOrder all, int from, int to) {
        node.counts = all.counts(from, to, outcomes);
        boolean enough = all.restsOn(growth.k(), from, to);
        if (node.isLeaf()) {
            return enough;
        }
        int middle = all.partition(node, from, to);
        boolean left = fill(node.left, all, from, middle);
        boolean right = fill(node.right, all, middle, to);
        if (!left || !right) {
            node.cut();
        }
        return enough;
    }
}
