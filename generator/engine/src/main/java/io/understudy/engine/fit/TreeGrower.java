package io.understudy.engine.fit;

import io.understudy.model.chain.Feature;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Grows probability trees, several where data are few, each with another fold held out: splits by log-likelihood on three quarters of the entities, prunes by the code length of
 * the rest, then fills the leaves from all rows. The law of a node is shrunk to its parent's with the weight of Witten
 * and Bell (1991), times a factor chosen on the held-out rows: the more kinds of outcomes a node has seen for its size,
 * the more its parent counts.
 */
final class TreeGrower {
    private static final double FEWEST_WEIGHT = 8;
    private static final double LEAST_GAIN = 4; // nats
    private static final int DEPTH = 24;
    private static final double[] SHRINKAGES = {0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5};
    private static final double[] FINE_SHRINKAGES = {0.3, 1, 3, 10};
    static final int FOLDS = 4;
    private static final int ROWS_OF_ALL_MEMBERS = 200_000;
    private static final int BLOCK = 16; // rows that stay together where entities are too few to be folds
    private static final double IMPOSSIBLE = 1e-7; // less than this is not worth an entry

    private final Examples examples;
    private final int outcomes;
    private final Growth growth;
    private final SplitSearch search;
    private int[] rows;
    private int[] spare;
    private double shrinkage = 1;
    private double fineShrinkage = 1;
    private final int[] groupByOutcome;
    private final int groups;
    private final double[] groupCount; // scratch of lawOf
    private final double[] groupLaw;
    private final int[] groupKinds;
    private double heldOutNats;

    /** Trees of {@code examples}, which are encoded, with {@code groupByOutcome} telling apart what splits look at. */
    TreeGrower(Examples examples, int outcomes, int[] groupByOutcome, Growth growth) {
        this.examples = examples;
        this.outcomes = outcomes;
        this.growth = growth;
        this.groupByOutcome = groupByOutcome;
        groups = java.util.Arrays.stream(groupByOutcome).max().orElse(0) + 1;
        groupCount = new double[groups];
        groupLaw = new double[groups];
        groupKinds = new int[groups];
        search = new SplitSearch(examples, groupByOutcome, groups, FEWEST_WEIGHT);
    }

    /** A tree that tells all outcomes apart. */
    static ProbabilityTree grow(Examples examples, int outcomes, Growth growth) {
        int[] same = java.util.stream.IntStream.range(0, outcomes).toArray();
        return grow(examples, outcomes, same, growth);
    }

    static ProbabilityTree grow(Examples examples, int outcomes, int[] groupByOutcome, Growth growth) {
        return measured(examples, outcomes, groupByOutcome, growth).tree();
    }

    /**
     * A tree and how well it foretells.
     *
     * @param heldOutNats mean code length of a held-out row; 0 if there was none
     */
    record Measured(ProbabilityTree tree, double heldOutNats) {}

    static Measured measured(Examples examples, int outcomes, int[] groupByOutcome, Growth growth) {
        examples.encode();
        TreeGrower grower = new TreeGrower(examples, outcomes, groupByOutcome, growth);
        ProbabilityTree tree = grower.grow();
        return new Measured(tree, grower.heldOutNats);
    }

    private ProbabilityTree grow() {
        int size = examples.size();
        if (size == 0) {
            TreeNode root = new TreeNode();
            root.counts = new double[outcomes];
            root.counts[0] = 1;
            law(root, null);
            return flatten(List.of(root));
        }
        spare = new int[size];
        boolean byEntity = manyEntities();
        int members = Math.max(1, Math.min(growth.mostMembers(), ROWS_OF_ALL_MEMBERS / size));
        List<TreeNode> roots = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            roots.add(grow(member, byEntity));
        }
        heldOutNats /= members;
        return flatten(roots);
    }

    /** A tree that was grown on all entities but the fold of {@code member}, pruned on those, and filled from all. */
    private TreeNode grow(int member, boolean byEntity) {
        int size = examples.size();
        int grown = 0;
        int held = 0;
        int[] growing = new int[size];
        int[] holding = new int[size];
        for (int row = 0; row < size; row++) {
            long key = byEntity ? examples.entity(row) : row / BLOCK;
            if (Math.floorMod(mix(key + growth.seed()), FOLDS) == member) {
                holding[held++] = row;
            } else {
                growing[grown++] = row;
            }
        }
        TreeNode root = new TreeNode();
        rows = growing;
        splitKinds(root, kinds(), 0, grown);
        rows = holding;
        fill(root, 0, held, true);
        chooseShrinkage(root);
        double weight = java.util.Arrays.stream(root.heldOut).sum();
        heldOutNats += weight == 0 ? 0 : prune(root, null, true) / weight;
        rows = java.util.stream.IntStream.range(0, size).toArray();
        fill(root, 0, size, false);
        rows = java.util.stream.IntStream.range(0, size).toArray();
        keepFloor(root, 0, size);
        law(root, null);
        return root;
    }

    private void chooseShrinkage(TreeNode root) {
        double least = Double.MAX_VALUE;
        double best = SHRINKAGES[0];
        double bestFine = FINE_SHRINKAGES[0];
        for (int fine = 0; fine < (groups < outcomes ? FINE_SHRINKAGES.length : 1); fine++) {
            fineShrinkage = FINE_SHRINKAGES[fine];
            for (double candidate : SHRINKAGES) {
                shrinkage = candidate;
                double length = prune(root, null, false);
                if (length < least) {
                    least = length;
                    best = candidate;
                    bestFine = fineShrinkage;
                }
            }
        }
        shrinkage = best;
        fineShrinkage = bestFine;
    }

    private boolean manyEntities() {
        int distinct = 0;
        int last = -1;
        for (int row = 0; row < examples.size() && distinct < 80; row++) {
            if (examples.entity(row) != last) {
                distinct++;
                last = examples.entity(row);
            }
        }
        return distinct >= 80;
    }

    static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /** Tells the clusters {@code codes} apart, half of them from the other half and so on, then splits each as usual. */
    private void splitKinds(TreeNode node, int[] codes, int from, int to) {
        if (codes.length < 2) {
            split(node, from, to, 0);
            return;
        }
        node.counts = counts(from, to);
        node.kinds = true;
        node.feature = kindFeature();
        node.subset = new boolean[256];
        for (int i = 0; i < codes.length / 2; i++) {
            node.subset[codes[i]] = true;
        }
        int middle = partition(node, from, to);
        node.left = new TreeNode();
        node.right = new TreeNode();
        splitKinds(node.left, java.util.Arrays.copyOf(codes, codes.length / 2), from, middle);
        splitKinds(node.right, java.util.Arrays.copyOfRange(codes, codes.length / 2, codes.length), middle, to);
    }

    /** The clusters that there are rows of, where they are to be told apart. */
    private int[] kinds() {
        int feature = growth.byKind() ? kindFeature() : -1;
        if (feature < 0) {
            return new int[0];
        }
        byte[] codes = examples.codes(feature);
        return java.util.stream.IntStream.range(0, examples.size())
                .map(row -> codes[row] & 255)
                .distinct()
                .sorted()
                .toArray();
    }

    /** Index of the cluster among the features; -1 if it is not asked for. */
    private int kindFeature() {
        for (int f = 0; f < examples.features(); f++) {
            if (Feature.of(examples.featureId(f)) == Feature.CLUSTER) {
                return f;
            }
        }
        return -1;
    }

    private void split(TreeNode node, int from, int to, int depth) {
        node.counts = counts(from, to);
        if (depth == DEPTH || to - from < 2 * FEWEST_WEIGHT) {
            return;
        }
        boolean[] banned = new boolean[examples.features()];
        for (int tries = 0; tries < 4; tries++) {
            search.search(rows, from, to, banned);
            if (search.bestFeature < 0 || search.bestGain < LEAST_GAIN) {
                return;
            }
            node.feature = search.bestFeature;
            node.code = search.bestCode;
            node.subset = search.bestSubset;
            int middle = partition(node, from, to);
            if (entities(from, middle) && entities(middle, to)) {
                node.left = new TreeNode();
                node.right = new TreeNode();
                split(node.left, from, middle, depth + 1);
                split(node.right, middle, to, depth + 1);
                return;
            }
            banned[node.feature] = true;
            java.util.Arrays.sort(rows, from, to); // undoes the partition: rows are in ascending order in a node
            node.cut();
        }
    }

    private double[] counts(int from, int to) {
        double[] counts = new double[outcomes];
        for (int i = from; i < to; i++) {
            counts[examples.outcome(rows[i])] += examples.weight(rows[i]);
        }
        return counts;
    }

    /** Moves the rows that go left before those that go right, keeping their order; returns the border. */
    private int partition(TreeNode node, int from, int to) {
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

    /** True if at least growth.k() entities have a row there; rows of an entity stand together. */
    private boolean entities(int from, int to) {
        int distinct = 0;
        int last = -1;
        for (int i = from; i < to && distinct < growth.k(); i++) {
            int entity = examples.entity(rows[i]);
            if (entity != last) {
                distinct++;
                last = entity;
            }
        }
        return distinct >= growth.k();
    }

    private void fill(TreeNode node, int from, int to, boolean heldOut) {
        double[] counts = counts(from, to);
        if (heldOut) {
            node.heldOut = counts;
        } else {
            node.counts = counts;
        }
        if (!node.isLeaf()) {
            int middle = partition(node, from, to);
            fill(node.left, from, middle, heldOut);
            fill(node.right, middle, to, heldOut);
        }
    }

    /** Code length of the held-out rows under the best pruning of the node, in nats; prunes it so if {@code cut}. */
    private double prune(TreeNode node, TreeNode parent, boolean cut) {
        lawOf(node, parent);
        double own = 0;
        for (int c = 0; c < outcomes; c++) {
            if (node.heldOut[c] > 0) {
                own -= node.heldOut[c] * Math.log(Math.max(node.law[c], 1e-9));
            }
        }
        if (node.isLeaf()) {
            return own;
        }
        double split = prune(node.left, node, cut) + prune(node.right, node, cut);
        if (split >= own && !node.kinds) {
            if (cut) {
                node.cut();
            }
            return own;
        }
        return split;
    }

    /** Cuts splits of which a side rests on fewer than growth.k() entities of all. */
    private boolean keepFloor(TreeNode node, int from, int to) {
        if (node.isLeaf()) {
            return entities(from, to);
        }
        int middle = partition(node, from, to);
        boolean left = keepFloor(node.left, from, middle);
        boolean right = keepFloor(node.right, middle, to);
        java.util.Arrays.sort(rows, from, to);
        if (left && right) {
            return true;
        }
        node.cut();
        return entities(from, to);
    }

    private void law(TreeNode node, TreeNode parent) {
        lawOf(node, parent);
        if (!node.isLeaf()) {
            law(node.left, node);
            law(node.right, node);
        }
    }

    /** The law of a node: that of groups of outcomes, then of the outcomes in a group, both shrunk to the parent's. */
    private void lawOf(TreeNode node, TreeNode above) {
        double sum = 0;
        for (double n : node.counts) {
            sum += n;
        }
        node.law = new double[outcomes];
        if (sum == 0 && above != null) {
            System.arraycopy(above.law, 0, node.law, 0, outcomes);
            return;
        }
        TreeNode parent = above == null || above.kinds ? null : above;
        if (parent == null) {
            for (int c = 0; c < outcomes; c++) {
                node.law[c] = node.counts[c] / sum;
            }
            return;
        }
        java.util.Arrays.fill(groupCount, 0);
        java.util.Arrays.fill(groupLaw, 0);
        java.util.Arrays.fill(groupKinds, 0);
        for (int c = 0; c < outcomes; c++) {
            groupCount[groupByOutcome[c]] += node.counts[c];
            groupLaw[groupByOutcome[c]] += parent.law[c];
            groupKinds[groupByOutcome[c]] += node.counts[c] > 0 ? 1 : 0;
        }
        int present = 0;
        for (int n : groupKinds) {
            present += n > 0 ? 1 : 0;
        }
        double prior = shrinkage * present;
        for (int c = 0; c < outcomes; c++) {
            int group = groupByOutcome[c];
            double ofGroup = (groupCount[group] + prior * groupLaw[group]) / (sum + prior);
            if (groups == outcomes) {
                node.law[c] = ofGroup;
                continue;
            }
            double finePrior = fineShrinkage * groupKinds[group];
            double before = groupLaw[group] > 0 ? parent.law[c] / groupLaw[group] : 0;
            node.law[c] = groupKinds[group] == 0
                    ? ofGroup * before
                    : ofGroup * (node.counts[c] + finePrior * before) / (groupCount[group] + finePrior);
        }
    }

    private ProbabilityTree flatten(List<TreeNode> roots) {
        List<TreeNode> nodes = new ArrayList<>(roots);
        List<Integer> children = new ArrayList<>();
        List<Long> words = new ArrayList<>();
        List<Integer> entries = new ArrayList<>();
        List<Float> cumulative = new ArrayList<>();
        List<Integer> starts = new ArrayList<>(List.of(0));
        List<Integer> subsets = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            TreeNode node = nodes.get(i);
            if (node.isLeaf()) {
                children.add(starts.size() - 1);
                subsets.add(-1);
                enter(node.law, entries, cumulative);
                starts.add(entries.size());
                continue;
            }
            children.add(nodes.size());
            nodes.add(node.left);
            nodes.add(node.right);
            subsets.add(node.subset == null ? -1 : pack(node.subset, words));
        }
        float[] ends = new float[cumulative.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = cumulative.get(i);
        }
        return new ProbabilityTree(
                outcomes,
                java.util.stream.IntStream.range(0, roots.size()).toArray(),
                nodes.stream()
                        .mapToInt(n -> n.isLeaf() ? -1 : examples.featureId(n.feature))
                        .toArray(),
                nodes.stream()
                        .mapToDouble(n -> n.isLeaf() || n.subset != null ? 0 : examples.threshold(n.feature, n.code))
                        .toArray(),
                ints(subsets),
                ints(children),
                words.stream().mapToLong(Long::longValue).toArray(),
                ints(starts),
                ints(entries),
                ends);
    }

    private static void enter(double[] law, List<Integer> entries, List<Float> cumulative) {
        double kept = 0;
        for (double p : law) {
            kept += p > IMPOSSIBLE ? p : 0;
        }
        double sum = 0;
        int last = -1;
        for (int c = 0; c < law.length; c++) {
            if (law[c] > IMPOSSIBLE) {
                sum += law[c] / kept;
                entries.add(c);
                cumulative.add((float) sum);
                last = cumulative.size() - 1;
            }
        }
        cumulative.set(last, 1f);
    }

    private static int pack(boolean[] subset, List<Long> words) {
        int at = words.size();
        int most = 0;
        for (int c = 0; c < subset.length; c++) {
            most = subset[c] ? c : most;
        }
        int length = (most >> 6) + 1;
        words.add((long) length);
        for (int w = 0; w < length; w++) {
            long bits = 0;
            for (int b = 0; b < 64 && w * 64 + b < subset.length; b++) {
                bits |= subset[w * 64 + b] ? 1L << b : 0;
            }
            words.add(bits);
        }
        return at;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
