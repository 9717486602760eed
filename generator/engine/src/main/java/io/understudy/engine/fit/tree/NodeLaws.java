package io.understudy.engine.fit.tree;

import io.understudy.model.chain.Logarithm;
import java.util.Arrays;

/**
 * The laws of a tree's nodes. The law of a node is shrunk to its parent's with the weight of Witten and Bell (1991), times
 * a factor chosen on the held-out rows: the more kinds of outcomes a node has seen for its size, the more its parent
 * counts. Scratch of one grower.
 */
final class NodeLaws {
    private static final double[] SHRINKAGES = {0.004, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5};
    private static final double[] FINE_SHRINKAGES = {0.03, 0.1, 0.3, 1, 3, 10};
    private static final double USUAL_SHRINKAGE = 0.2; // while the tree grows
    private static final double USUAL_FINE_SHRINKAGE = 1;
    private static final double LEAST_CHANCE = 1e-9;

    private final int outcomes;
    private final int[] groupByOutcome;
    private final int groups;
    private final boolean byGroup;
    private final double[] groupCount; // [group]
    private final double[] groupLaw; // [group]
    private final int[] groupKinds; // [group]
    private double shrinkage;
    private double fineShrinkage;

    /**
     * Laws of one tree.
     *
     * @param byGroup whether prunings are told by groups of outcomes: where rows are few, what is inside a group is hardly learned in
     *     a node
     */
    NodeLaws(int outcomes, int[] groupByOutcome, int groups, boolean byGroup) {
        this.byGroup = byGroup;
        this.outcomes = outcomes;
        this.groupByOutcome = groupByOutcome;
        this.groups = groups;
        groupCount = new double[groups];
        groupLaw = new double[groups];
        groupKinds = new int[groups];
        takeUsual();
    }

    /** Shrinks as usual from now on. */
    void takeUsual() {
        shrinkage = USUAL_SHRINKAGE;
        fineShrinkage = USUAL_FINE_SHRINKAGE;
    }

    /** Shrinks from now on as suits the held-out rows of the tree best. */
    void choose(TreeNode root) {
        choose(root, null);
    }

    /** The same for a tree whose root is shrunk to the law of {@code above}. */
    void choose(TreeNode root, TreeNode above) {
        double least = Double.MAX_VALUE;
        double best = SHRINKAGES[0];
        double bestFine = FINE_SHRINKAGES[0];
        for (int fine = 0; fine < (groups < outcomes ? FINE_SHRINKAGES.length : 1); fine++) {
            fineShrinkage = FINE_SHRINKAGES[fine];
            for (double candidate : SHRINKAGES) {
                shrinkage = candidate;
                double length = prune(root, above, false);
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

    /** Code length of the held-out rows under the best pruning of the node, in nats; prunes it so if {@code cut}. */
    double prune(TreeNode node, TreeNode parent, boolean cut) {
        take(node, parent);
        double own = nats(node);
        node.prunedNats = heldOutNats(node);
        if (node.isLeaf()) {
            return own;
        }
        double split = prune(node.left, node, cut) + prune(node.right, node, cut);
        double splitNats = node.left.prunedNats + node.right.prunedNats;
        if (splitNats >= node.prunedNats && !node.kinds) {
            if (cut) {
                node.cut();
            }
            return own;
        }
        node.prunedNats = splitNats;
        return split;
    }

    /** Code length of the node's held-out rows under its law, by what tells whether a split is worth it. */
    double heldOutNats(TreeNode node) {
        return byGroup && groups < outcomes ? groupNats(node) : nats(node);
    }

    private double nats(TreeNode node) {
        double nats = 0;
        for (int c = 0; c < outcomes; c++) {
            if (node.heldOut[c] > 0) {
                nats += node.heldOut[c] * nats(node, c);
            }
        }
        return nats;
    }

    /** Code length of one outcome at a node. */
    double nats(TreeNode node, int outcome) {
        return -Logarithm.ln(Math.max(node.law[outcome], LEAST_CHANCE));
    }

    private double groupNats(TreeNode node) {
        Arrays.fill(groupLaw, 0);
        Arrays.fill(groupCount, 0);
        for (int c = 0; c < outcomes; c++) {
            groupLaw[groupByOutcome[c]] += node.law[c];
            groupCount[groupByOutcome[c]] += node.heldOut[c];
        }
        double nats = 0;
        for (int g = 0; g < groups; g++) {
            nats -= groupCount[g] > 0 ? groupCount[g] * Logarithm.ln(Math.max(groupLaw[g], LEAST_CHANCE)) : 0;
        }
        return nats;
    }

    /** Gives all nodes their laws. */
    void settle(TreeNode node, TreeNode parent) {
        take(node, parent);
        if (!node.isLeaf()) {
            settle(node.left, node);
            settle(node.right, node);
        }
    }

    /** Gives the node its law: that of groups of outcomes, then of the outcomes in a group, both shrunk to the parent's. */
    void take(TreeNode node, TreeNode above) {
        double sum = 0;
        for (double n : node.counts) {
            sum += n;
        }
        if (node.law == null) {
            node.law = new double[outcomes];
        }
        if (sum == 0 && above != null) {
            System.arraycopy(above.law, 0, node.law, 0, outcomes);
            return;
        }
        TreeNode parent = above == null || above.kinds ? null : above;
        if (parent == null) {
            for (int c = 0; c < outcomes; c++) {
                node.law[c] = node.counts[c] / sum;
            }
        } else if (groups == outcomes) {
            takeEach(node, parent, sum);
        } else {
            takeGroups(node, parent, sum);
        }
    }

    private void takeEach(TreeNode node, TreeNode parent, double sum) {
        int present = 0;
        for (double n : node.counts) {
            present += n > 0 ? 1 : 0;
        }
        double prior = shrinkage * present;
        for (int c = 0; c < outcomes; c++) {
            node.law[c] = (node.counts[c] + prior * parent.law[c]) / (sum + prior);
        }
    }

    private void takeGroups(TreeNode node, TreeNode parent, double sum) {
        Arrays.fill(groupCount, 0);
        Arrays.fill(groupLaw, 0);
        Arrays.fill(groupKinds, 0);
        for (int c = 0; c < outcomes; c++) {
            int group = groupByOutcome[c];
            groupCount[group] += node.counts[c];
            groupLaw[group] += parent.law[c];
            groupKinds[group] += node.counts[c] > 0 ? 1 : 0;
        }
        int present = 0;
        for (int n : groupKinds) {
            present += n > 0 ? 1 : 0;
        }
        double prior = shrinkage * present;
        for (int c = 0; c < outcomes; c++) {
            int group = groupByOutcome[c];
            double ofGroup = (groupCount[group] + prior * groupLaw[group]) / (sum + prior);
            double finePrior = fineShrinkage * groupKinds[group];
            double before = groupLaw[group] > 0 ? parent.law[c] / groupLaw[group] : 0;
            node.law[c] = groupKinds[group] == 0
                    ? ofGroup * before
                    : ofGroup * (node.counts[c] + finePrior * before) / (groupCount[group] + finePrior);
        }
    }
}
