package io.understudy.engine.fit.tree;

import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lays grown trees out as the arrays of a {@link ProbabilityTree}, level by level. */
final class TreeArrays {
    private static final double IMPOSSIBLE = 1e-7; // less than this is not worth an entry

    private final Examples examples;
    private final List<Integer> children = new ArrayList<>();
    private final List<Long> words = new ArrayList<>();
    private final List<Integer> entries = new ArrayList<>();
    private final List<Float> cumulative = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private final List<Integer> subsets = new ArrayList<>();

    /** Arrays of trees that were grown on {@code examples}, to be filled once. */
    TreeArrays(Examples examples) {
        this.examples = examples;
    }

    ProbabilityTree of(List<TreeNode> roots, int outcomes) {
        List<TreeNode> nodes = new ArrayList<>(roots);
        for (int i = 0; i < nodes.size(); i++) {
            TreeNode node = nodes.get(i);
            if (node.isLeaf()) {
                children.add(starts.size() - 1);
                subsets.add(-1);
                enter(node.law);
                starts.add(entries.size());
                continue;
            }
            children.add(nodes.size());
            nodes.add(node.left);
            nodes.add(node.right);
            subsets.add(node.subset == null ? -1 : pack(node.subset));
        }
        float[] ends = new float[cumulative.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = cumulative.get(i);
        }
        return new ProbabilityTree(
                outcomes,
                IntStream.range(0, roots.size()).toArray(),
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

    private void enter(double[] law) {
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

    private int pack(boolean[] subset) {
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
