package io.understudy.engine.fit.dp;

import io.understudy.model.chain.Feature;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Writes a ladder as a probability tree: each feature in turn is halved until its bins are told apart. */
final class ContextTree {
    private static final double IMPOSSIBLE = 1e-6; // less than this is not worth an entry

    private final Ladder ladder;
    private final List<Grid> features;
    private final int baseFeatures;

    /** A node: a leaf has a law, others two children. */
    private static final class Node {
        private double[] law;
        private int feature = -1;
        private double threshold;
        private long[] subset; // null at numeric nodes
        private Node left;
        private Node right;
    }

    private ContextTree(LawFit fit) {
        ladder = fit.ladder();
        features = fit.told();
        baseFeatures = fit.baseFeatures();
    }

    static ProbabilityTree of(LawFit fit) {
        return build(fit, null, null);
    }

    /** The same with factors on the odds of each outcome, in all contexts. // [outcome] */
    static ProbabilityTree of(LawFit fit, double[] factors) {
        return build(fit, Grid.NONE, (law, bin) -> times(law, factors));
    }

    /**
     * The same with odds against the first outcome that are moved.
     *
     * @param grid of the feature that decides by how much
     * @param odds factors // [bin] null where nothing is moved
     */
    static ProbabilityTree of(LawFit fit, Grid grid, double[] odds) {
        return build(fit, grid, odds == null ? null : (law, bin) -> moved(law, odds[bin]));
    }

    private static ProbabilityTree build(LawFit fit, Grid grid, BiFunction<double[], Integer, double[]> last) {
        double[] root = fit.ladder().root(null);
        Node node = new ContextTree(fit).node(0, 0, root);
        if (fit.scale() != null) {
            scale(node, fit.scale().grid(), fit.scale()::law, new IdentityHashMap<>());
        }
        if (last != null) {
            scale(node, grid, last, new IdentityHashMap<>());
        }
        if (fit.rare() != null) {
            double[] rareRoot = fit.rare().ladder().root(root);
            node = byClass(node, new ContextTree(fit.rare()).node(0, 0, rareRoot));
        }
        return flatten(fit.plan(), node);
    }

    private static double[] times(double[] law, double[] factors) {
        double[] moved = new double[law.length];
        double total = 0;
        for (int y = 0; y < law.length; y++) {
            moved[y] = law[y] * factors[y];
            total += moved[y];
        }
        for (int y = 0; y < law.length; y++) {
            moved[y] /= total;
        }
        return moved;
    }

    private static double[] moved(double[] law, double odds) {
        double[] moved = law.clone();
        double total = law[0];
        for (int y = 1; y < law.length; y++) {
            moved[y] *= odds;
            total += moved[y];
        }
        for (int y = 0; y < law.length; y++) {
            moved[y] /= total;
        }
        return moved;
    }

    /** Puts in place of each leaf what the scale makes of its law; leaves of one law have the same laws then. */
    private static void scale(
            Node node, Grid grid, BiFunction<double[], Integer, double[]> scale, Map<double[], double[][]> known) {
        if (node.law == null) {
            scale(node.left, grid, scale, known);
            scale(node.right, grid, scale, known);
            return;
        }
        double[][] laws = known.computeIfAbsent(
                node.law,
                law -> IntStream.range(0, grid.bins())
                        .mapToObj(bin -> scale.apply(law, bin))
                        .toArray(double[][]::new));
        node.law = null;
        tell(node, grid, laws, 0, laws.length);
    }

    private static void tell(Node node, Grid grid, double[][] laws, int from, int to) {
        if (to - from == 1) {
            node.law = laws[from];
            return;
        }
        int middle = (from + to) >>> 1;
        node.left = new Node();
        node.right = new Node();
        tell(node.left, grid, laws, from, middle);
        tell(node.right, grid, laws, middle, to);
        split(node, grid, middle);
    }

    private static Node byClass(Node normal, Node rare) {
        Node node = new Node();
        node.feature = Feature.LABEL.id();
        node.subset = new long[] {1};
        node.left = normal;
        node.right = rare;
        return node;
    }

    /** The tree below the first {@code depth} features, whose bins are packed in {@code context}. */
    private Node node(int depth, int context, double[] parent) {
        double[] law = parent;
        if (depth >= baseFeatures && depth - baseFeatures < ladder.size()) {
            law = ladder.law(depth - baseFeatures, context, parent);
        }
        if (depth == features.size()) {
            return leaf(law);
        }
        Grid grid = features.get(depth);
        return halve(grid, depth, context * grid.bins(), 0, grid.bins(), law);
    }

    private static Node leaf(double[] law) {
        Node leaf = new Node();
        leaf.law = law;
        return leaf;
    }

    private Node halve(Grid grid, int depth, int context, int from, int to, double[] law) {
        if (to - from == 1) {
            return node(depth + 1, context + from, law);
        }
        int middle = (from + to) >>> 1;
        Node left = halve(grid, depth, context, from, middle, law);
        Node right = halve(grid, depth, context, middle, to, law);
        if (left.law != null && left.law == right.law) {
            return left; // the very same array: nothing was told apart
        }
        Node node = new Node();
        node.left = left;
        node.right = right;
        split(node, grid, middle);
        return node;
    }

    /** Tells the bins before {@code middle} from the others. */
    private static void split(Node node, Grid grid, int middle) {
        node.feature = grid.feature();
        if (grid.thresholds() != null) {
            node.threshold = grid.thresholds()[middle - 1];
        } else {
            node.subset = new long[((middle - 1) >> 6) + 1];
            for (int category = 0; category < middle; category++) {
                node.subset[category >> 6] |= 1L << (category & 63);
            }
        }
    }

    private static ProbabilityTree flatten(LawPlan plan, Node root) {
        List<Node> nodes = new ArrayList<>(List.of(root));
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).law == null) {
                nodes.add(nodes.get(i).left);
                nodes.add(nodes.get(i).right);
            }
        }
        int[] feature = new int[nodes.size()];
        double[] threshold = new double[nodes.size()];
        int[] subset = new int[nodes.size()];
        int[] child = new int[nodes.size()];
        List<Long> words = new ArrayList<>();
        Entries entries = new Entries(plan);
        int next = 1;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            feature[i] = node.feature;
            threshold[i] = node.threshold;
            subset[i] = -1;
            if (node.law != null) {
                child[i] = entries.add(node.law);
                continue;
            }
            child[i] = next;
            next += 2;
            if (node.subset != null) {
                subset[i] = words.size();
                words.add((long) node.subset.length);
                for (long word : node.subset) {
                    words.add(word);
                }
            }
        }
        return new ProbabilityTree(
                plan.outcomes(),
                new int[] {0},
                feature,
                threshold,
                subset,
                child,
                words.stream().mapToLong(Long::longValue).toArray(),
                entries.starts.stream().mapToInt(Integer::intValue).toArray(),
                entries.outcome.stream().mapToInt(Integer::intValue).toArray(),
                entries.cumulative());
    }

    /** The leaves' laws, one behind the other; a law that several leaves have is written once. */
    private static final class Entries {
        private final LawPlan plan;
        private final List<Integer> starts = new ArrayList<>(List.of(0));
        private final List<Integer> outcome = new ArrayList<>();
        private final List<Float> sum = new ArrayList<>();
        private final IdentityHashMap<double[], Integer> known = new IdentityHashMap<>();

        Entries(LawPlan plan) {
            this.plan = plan;
        }

        int add(double[] counted) {
            Integer leaf = known.get(counted);
            if (leaf != null) {
                return leaf;
            }
            double[] law = plan.whole(counted);
            double kept = 0;
            for (double p : law) {
                kept += p > IMPOSSIBLE ? p : 0;
            }
            double below = 0;
            for (int y = 0; y < law.length; y++) {
                if (law[y] > IMPOSSIBLE) {
                    below += law[y] / kept;
                    outcome.add(y);
                    sum.add((float) below);
                }
            }
            sum.set(sum.size() - 1, 1f);
            starts.add(outcome.size());
            known.put(counted, starts.size() - 2);
            return starts.size() - 2;
        }

        float[] cumulative() {
            float[] cumulative = new float[sum.size()];
            for (int i = 0; i < cumulative.length; i++) {
                cumulative[i] = sum.get(i);
            }
            return cumulative;
        }
    }
}
