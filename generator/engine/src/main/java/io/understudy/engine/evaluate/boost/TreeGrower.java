package io.understudy.engine.evaluate.boost;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** Grows trees on binned rows, the leaf with the greatest gain first. Scratch of one training. */
final class TreeGrower {
    private final byte[][] bins; // [feature][row]
    private final int[] widths; // [feature]
    private final BoostSettings settings;
    private final SplitFinder finder;
    private final int[] order; // rows, those of a leaf side by side
    private final int[] moved;
    private final Deque<Histogram> spare = new ArrayDeque<>();

    TreeGrower(byte[][] bins, int[] widths, boolean[] category, int rows, BoostSettings settings) {
        this.bins = bins;
        this.widths = widths;
        this.settings = settings;
        finder = new SplitFinder(widths, category, settings.fewestRows());
        order = new int[rows];
        moved = new int[rows];
        Arrays.setAll(order, row -> row);
    }

    /** A leaf that may yet be split. */
    private static final class Leaf {
        private final int node;
        private final int from;
        private final int to;
        private final Histogram histogram;
        private Split split;

        Leaf(int node, int from, int to, Histogram histogram) {
            this.node = node;
            this.from = from;
            this.to = to;
            this.histogram = histogram;
        }

        int rows() {
            return to - from;
        }
    }

    /**
     * Grows one tree and adds its answers to the scores.
     *
     * @param score // [row], changed
     */
    Tree grow(double[] gradient, double[] hessian, double[] score) {
        Tree tree = new Tree(settings.leaves());
        PriorityQueue<Leaf> open = new PriorityQueue<>(
                Comparator.comparingDouble((Leaf leaf) -> -leaf.split.gain()).thenComparingInt(leaf -> leaf.node));
        Leaf root = new Leaf(0, 0, order.length, histogram());
        root.histogram.fill(bins, order, 0, order.length, gradient, hessian);
        settle(root, open, tree, gradient, hessian, score);
        for (int leaves = 1; leaves < settings.leaves() && !open.isEmpty(); leaves++) {
            Leaf leaf = open.poll();
            int middle = part(leaf);
            int left = tree.split(leaf.node, leaf.split);
            boolean leftIsSmall = middle - leaf.from <= leaf.to - middle;
            Histogram small = histogram();
            small.fill(
                    bins, order, leftIsSmall ? leaf.from : middle, leftIsSmall ? middle : leaf.to, gradient, hessian);
            leaf.histogram.subtract(small);
            boolean last = leaves + 1 == settings.leaves();
            Leaf first = new Leaf(left, leaf.from, middle, leftIsSmall ? small : leaf.histogram);
            Leaf second = new Leaf(left + 1, middle, leaf.to, leftIsSmall ? leaf.histogram : small);
            if (last) {
                close(first, tree, gradient, hessian, score);
                close(second, tree, gradient, hessian, score);
            } else {
                settle(first, open, tree, gradient, hessian, score);
                settle(second, open, tree, gradient, hessian, score);
            }
        }
        open.forEach(leaf -> close(leaf, tree, gradient, hessian, score));
        return tree;
    }

    private Histogram histogram() {
        return spare.isEmpty() ? new Histogram(widths) : spare.pop();
    }

    /** Queues a leaf that can be split, closes one that cannot. */
    private void settle(
            Leaf leaf, PriorityQueue<Leaf> open, Tree tree, double[] gradient, double[] hessian, double[] score) {
        leaf.split = leaf.rows() < 2 * settings.fewestRows() ? null : finder.best(leaf.histogram);
        if (leaf.split == null) {
            close(leaf, tree, gradient, hessian, score);
        } else {
            open.add(leaf);
        }
    }

    private void close(Leaf leaf, Tree tree, double[] gradient, double[] hessian, double[] score) {
        double g = 0;
        double h = SplitFinder.L2;
        for (int i = leaf.from; i < leaf.to; i++) {
            g += gradient[order[i]];
            h += hessian[order[i]];
        }
        double value = -settings.rate() * g / h;
        tree.answer(leaf.node, value);
        for (int i = leaf.from; i < leaf.to; i++) {
            score[order[i]] += value;
        }
        spare.push(leaf.histogram);
    }

    /** Puts the rows that go left before the others, in their order; returns where the others begin. */
    private int part(Leaf leaf) {
        byte[] column = bins[leaf.split.feature()];
        int left = leaf.from;
        int right = 0;
        for (int i = leaf.from; i < leaf.to; i++) {
            int row = order[i];
            if (leaf.split.goesLeft(column[row])) {
                order[left++] = row;
            } else {
                moved[right++] = row;
            }
        }
        System.arraycopy(moved, 0, order, left, right);
        return left;
    }
}
