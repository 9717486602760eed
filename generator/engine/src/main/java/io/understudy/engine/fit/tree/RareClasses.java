package io.understudy.engine.fit.tree;

import io.understudy.model.chain.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rare classes among a tree's examples: by the class of the event, or by that of the last one where what comes next is
 * asked. Of a class that few entities have, stretches of events are held out rather than entities, since whole attacks
 * that nothing is learned from, or that nothing confirms, would be forgotten.
 *
 * <p>A class has a tree of its own where that foretells its held-out events better than the tree of all: there, splits that
 * suit what is usual have scattered its events before one may ask for the class. Where many entities have it, the tree of all
 * has seen enough, unless it is much worse. How an episode that few have goes on is its class's alone unless the tree of all is
 * clearly better, since others that begin alike lead away from it.
 */
final class RareClasses {
    private static final int CODES = 256;
    private static final int FEW_ENTITIES = 24;
    private static final int STRETCHES = 4 * TreeGrower.FOLDS; // of a class with few entities
    private static final double LEAST_GAIN = 0; // nats of held-out rows
    private static final double LEAST_GAIN_OF_NEXT = -4;
    private static final double LEAST_PART = 0.1; // of the code, where many entities have the class

    private final Examples examples;
    private final int feature; // that tells the class; -1 where none does
    private final int folds;
    private final boolean next; // it is the class of the last event that it tells
    private final int[][] rowsByCode; // [code] ascending; null where there are none or they are not rare
    private final boolean[] few; // [code] whether few entities have it
    private final int[] numberByRow; // [row] of its class
    private final List<Rows[]> members = new ArrayList<>();

    /** The rows of a class that a member holds out, and its trees for them. */
    static final class Rows {
        final int code;
        final int[] held; // ascending
        final double weight;
        double nats; // of them, by the tree of all
        double ownNats;
        TreeNode own; // null where there is none

        private Rows(int code, int[] held, double weight) {
            this.code = code;
            this.held = held;
            this.weight = weight;
        }
    }

    private RareClasses(Examples examples, int feature, boolean next, int folds) {
        this.folds = folds;
        this.examples = examples;
        this.feature = feature;
        this.next = next;
        rowsByCode = new int[CODES][];
        few = new boolean[CODES];
        numberByRow = new int[feature < 0 ? 0 : examples.size()];
        if (feature >= 0) {
            take();
        }
    }

    /** None that are told apart; rows fall into so many folds all the same. */
    static RareClasses none(int folds) {
        return new RareClasses(null, -1, false, folds);
    }

    /** Those of examples that are encoded. */
    static RareClasses of(Examples examples, int folds) {
        int label = -1;
        int last = -1;
        for (int f = 0; f < examples.features(); f++) {
            label = Feature.of(examples.featureId(f)) == Feature.LABEL ? f : label;
            last = Feature.of(examples.featureId(f)) == Feature.LAST_LABEL ? f : last;
        }
        return new RareClasses(examples, label >= 0 ? label : last, label < 0, folds);
    }

    private void take() {
        byte[] codes = examples.codes(feature);
        int[] count = new int[CODES];
        for (int row = 0; row < numberByRow.length; row++) {
            numberByRow[row] = examples.outcome(row) < 0 ? -1 : count[codes[row] & 255]++;
        }
        for (int code = 1; code < Examples.UNKNOWN_CATEGORY; code++) {
            int rare = code;
            if (count[code] > 0) {
                rowsByCode[code] = IntStream.range(0, numberByRow.length)
                        .filter(row -> (codes[row] & 255) == rare && numberByRow[row] >= 0)
                        .toArray();
                few[code] = Arrays.stream(rowsByCode[code])
                                .map(examples::entity)
                                .distinct()
                                .count()
                        < FEW_ENTITIES;
            }
        }
    }

    /** What a member holds out of each class, from the first {@code size} rows. */
    Rows[] held(int[] rows, int size) {
        Rows[] held = IntStream.range(0, CODES)
                .filter(code -> rowsByCode[code] != null)
                .mapToObj(code -> {
                    int[] its = rows(code, rows, size);
                    return new Rows(
                            code,
                            its,
                            Arrays.stream(its).mapToDouble(examples::weight).sum());
                })
                .toArray(Rows[]::new);
        members.add(held);
        return held;
    }

    /** All rows of a class. */
    int[] rows(int code) {
        return rowsByCode[code].clone();
    }

    /** Those of the first {@code size} rows that are of a class, ascending. */
    int[] rows(int code, int[] rows, int size) {
        byte[] codes = examples.codes(feature);
        return Arrays.stream(rows, 0, size)
                .filter(row -> (codes[row] & 255) == code)
                .sorted()
                .toArray();
    }

    /** The fold that a row is in, where those of usual classes stay together that have the same {@code key}. */
    int fold(int row, long key, long seed) {
        int code = feature < 0 ? 0 : examples.codes(feature)[row] & 255;
        if (!few[code]) {
            return Math.floorMod(TreeGrower.mix(key + seed), folds);
        }
        int length = Math.max(1, Math.min(TreeGrower.BLOCK, rowsByCode[code].length / STRETCHES));
        return numberByRow[row] / length % folds;
    }

    /** By how much the trees of classes shorten the code of all members' held-out rows. */
    double gain() {
        double gain = 0;
        for (int i = 0; i < classes(); i++) {
            gain += owns(i) ? gain(i) : 0;
        }
        return gain;
    }

    /** Mean code length of a class's held-out rows; NaN if there were none. // [class] */
    double[] nats() {
        double[] nats = new double[CODES];
        Arrays.fill(nats, Double.NaN);
        for (int i = 0; i < classes(); i++) {
            double sum = owns(i) ? -gain(i) : 0;
            double weight = 0;
            for (Rows[] member : members) {
                sum += member[i].nats;
                weight += member[i].weight;
            }
            nats[members.get(0)[i].code] = sum / weight;
        }
        return nats;
    }

    private int classes() {
        return members.isEmpty() ? 0 : members.get(0).length;
    }

    private double gain(int i) {
        double gain = 0;
        for (Rows[] member : members) {
            gain += member[i].own == null ? 0 : member[i].nats - member[i].ownNats;
        }
        return gain;
    }

    private boolean owns(int i) {
        if (few[members.get(0)[i].code]) {
            return gain(i) > (next ? LEAST_GAIN_OF_NEXT * members.size() : LEAST_GAIN);
        }
        double nats = 0;
        for (Rows[] member : members) {
            nats += member[i].nats;
        }
        return gain(i) > LEAST_PART * nats;
    }

    /** The members' trees of all with those of the classes before them that have one. */
    List<TreeNode> joined(List<TreeNode> roots) {
        List<TreeNode> joined = new ArrayList<>(roots);
        for (int i = 0; i < classes(); i++) {
            for (int m = 0; m < joined.size() && owns(i); m++) {
                Rows its = members.get(m)[i];
                if (its.own != null) {
                    TreeNode node = new TreeNode();
                    node.feature = feature;
                    node.subset = new boolean[CODES];
                    node.subset[its.code] = true;
                    node.left = its.own;
                    node.right = joined.get(m);
                    joined.set(m, node);
                }
            }
        }
        return joined;
    }
}
