package io.understudy.engine.fit.tree;

import io.understudy.model.chain.Feature;
import io.understudy.model.tree.FeatureSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;

/**
 * What trees are grown on: rows of features with a weight, the entity they came from and an outcome, or several of
 * different kinds, each of which has trees of its own.
 */
public final class Examples {
    static final int MOST_CODES = 40;
    static final int UNKNOWN_CATEGORY = 255;
    private static final double USUAL_SHARE = 0.75;

    private final int[] features; // [feature] id
    private float[][] valueByFeature; // [feature][row]
    private byte[][] codeByFeature; // [feature][row]
    private double[][] thresholdByFeature; // [feature][code]; null for categories
    private int[][] outcomes; // [kind][row] -1 where the row is none of the trees' of that kind
    private int[] outcome; // [row] of the kind that is looked at
    private float[] weight;
    private int[] entity;
    private int size;

    public Examples(int[] features, int expectedRows) {
        this(features, 1, expectedRows);
    }

    public Examples(int[] features, int kinds, int expectedRows) {
        this.features = features;
        int room = Math.max(16, expectedRows);
        valueByFeature = new float[features.length][room];
        outcomes = new int[kinds][room];
        outcome = outcomes[0];
        weight = new float[room];
        entity = new int[room];
    }

    private Examples(Examples all, int kind, int firstFeatures) {
        features = Arrays.copyOf(all.features, firstFeatures);
        codeByFeature = all.codeByFeature;
        thresholdByFeature = all.thresholdByFeature;
        outcomes = all.outcomes;
        outcome = outcomes[kind];
        weight = all.weight;
        entity = all.entity;
        size = all.size;
    }

    public void add(FeatureSource source, int itsOutcome, double itsWeight, int itsEntity) {
        if (size == weight.length) {
            grow(size + (size >> 1));
        }
        for (int f = 0; f < features.length; f++) {
            valueByFeature[f][size] = (float) source.feature(features[f]);
        }
        outcome[size] = itsOutcome;
        weight[size] = (float) itsWeight;
        entity[size++] = itsEntity;
    }

    private void grow(int room) {
        for (int f = 0; f < features.length; f++) {
            valueByFeature[f] = Arrays.copyOf(valueByFeature[f], room);
        }
        for (int kind = 0; kind < outcomes.length; kind++) {
            outcomes[kind] = Arrays.copyOf(outcomes[kind], room);
        }
        outcome = outcomes[0];
        weight = Arrays.copyOf(weight, room);
        entity = Arrays.copyOf(entity, room);
    }

    /** Gives the row that was added last an outcome of a further kind; -1 leaves it out there. */
    public void note(int kind, int itsOutcome) {
        outcomes[kind][size - 1] = itsOutcome;
    }

    /** Gives a row an outcome of a further kind. */
    public void note(int kind, int row, int itsOutcome) {
        outcomes[kind][row] = itsOutcome;
    }

    /** The same rows with their outcomes of another kind; they have to be encoded. */
    public Examples of(int kind) {
        return of(kind, features.length);
    }

    /** The same with no more than the first of the features. */
    public Examples of(int kind, int firstFeatures) {
        return new Examples(this, kind, firstFeatures);
    }

    /** Replaces the values by codes: code 0 is unknown, code c is above c - 1 thresholds. No row can be added then. */
    public void encode() {
        if (codeByFeature != null) {
            return;
        }
        codeByFeature = new byte[features.length][];
        int usual = usual();
        thresholdByFeature = new double[features.length][];
        for (int f = 0; f < features.length; f++) {
            float[] values = valueByFeature[f];
            byte[] codes = new byte[size];
            if (Feature.of(features[f]).categorical()) {
                for (int i = 0; i < size; i++) {
                    float v = values[i];
                    codes[i] = (byte) (v >= 0 && v < UNKNOWN_CATEGORY ? (int) v : UNKNOWN_CATEGORY);
                }
            } else {
                double[] thresholds = thresholds(values, usual);
                thresholdByFeature[f] = thresholds;
                encode(thresholds, values, codes);
            }
            codeByFeature[f] = codes;
            valueByFeature[f] = null;
        }
        valueByFeature = null;
    }

    /**
     * Threshold of code c: values up to it have codes 0..c. The first is below all numbers, so that 0 is unknown. Where
     * nearly all rows have one outcome, the rows that have others are cut as finely by themselves: what tells when a rare
     * class ends may lie between two quantiles of all.
     */
    private double[] thresholds(float[] values, int usual) {
        double[] cuts = thresholds(values, row -> true, size);
        if (usual < 0) {
            return cuts;
        }
        int others = 0;
        for (int row = 0; row < size; row++) {
            others += outcome[row] != usual ? 1 : 0;
        }
        double[] further = thresholds(values, row -> outcome[row] != usual, others);
        return DoubleStream.concat(Arrays.stream(cuts), Arrays.stream(further))
                .sorted()
                .distinct()
                .toArray();
    }

    private double[] thresholds(float[] values, IntPredicate wanted, int rows) {
        int step = Math.max(1, rows / 20_000);
        float[] sample = new float[rows / step + 1];
        int n = 0;
        int seen = 0;
        for (int i = 0; i < size; i++) {
            if (wanted.test(i) && seen++ % step == 0 && !Float.isNaN(values[i])) {
                sample[n++] = values[i];
            }
        }
        Arrays.sort(sample, 0, n);
        double[] cuts = new double[MOST_CODES + 1];
        cuts[0] = Double.NEGATIVE_INFINITY;
        int count = 1;
        for (int i = 1; i < n && count <= MOST_CODES; i++) {
            if (sample[i] > sample[i - 1]) {
                cuts[count < MOST_CODES ? count : 0] = ((double) sample[i] + sample[i - 1]) / 2;
                count++;
            }
        }
        if (count <= MOST_CODES) {
            return Arrays.copyOf(cuts, count); // few enough values to tell all apart
        }
        cuts[0] = Double.NEGATIVE_INFINITY;
        count = 1;
        for (int q = 1; q < MOST_CODES && n > 1; q++) {
            int at = (int) ((long) q * n / MOST_CODES);
            // the cut lies half-way to the next larger value, so that it does not hang on one value's last bit
            int next = at;
            while (next < n && sample[next] <= sample[at]) {
                next++;
            }
            if (next == n) {
                break;
            }
            double cut = ((double) sample[at] + sample[next]) / 2;
            if (cut > cuts[count - 1]) {
                cuts[count++] = cut;
            }
        }
        return DoubleStream.concat(Arrays.stream(cuts, 0, count), Arrays.stream(Spikes.around(sample, n)))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The outcome that nearly all rows have; -1 if there is none such. */
    private int usual() {
        Map<Integer, Integer> rows = new HashMap<>();
        for (int row = 0; row < size; row++) {
            rows.merge(outcome[row], 1, Integer::sum);
        }
        return rows.entrySet().stream()
                .filter(e -> e.getValue() > USUAL_SHARE * size && e.getValue() < size)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    /** The code of a value is the number of thresholds below it: 0 of NaN, too. The search takes no branch. */
    private static void encode(double[] thresholds, float[] values, byte[] codes) {
        int first = Integer.highestOneBit(thresholds.length);
        double[] padded = Arrays.copyOf(thresholds, 2 * first);
        Arrays.fill(padded, thresholds.length, padded.length, Double.POSITIVE_INFINITY);
        for (int i = 0; i < codes.length; i++) {
            double value = values[i];
            int code = 0;
            for (int step = first; step > 0; step >>= 1) {
                code += value > padded[code + step - 1] ? step : 0;
            }
            codes[i] = (byte) code;
        }
    }

    /** Weight of each outcome. // [outcome] */
    public double[] weights(int outcomes) {
        double[] weights = new double[outcomes];
        for (int row = 0; row < size; row++) {
            weights[outcome[row]] += weight[row];
        }
        return weights;
    }

    public int size() {
        return size;
    }

    /** Share of the rows that have an outcome; 0 where there is none. */
    public double share() {
        int there = 0;
        for (int row = 0; row < size; row++) {
            there += outcome[row] >= 0 ? 1 : 0;
        }
        return there / (double) Math.max(1, size);
    }

    int features() {
        return features.length;
    }

    int featureId(int feature) {
        return features[feature];
    }

    boolean categorical(int feature) {
        return thresholdByFeature[feature] == null;
    }

    double threshold(int feature, int code) {
        return thresholdByFeature[feature][code];
    }

    int thresholds(int feature) {
        return thresholdByFeature[feature].length;
    }

    byte[] codes(int feature) {
        return codeByFeature[feature];
    }

    /** The outcome of a row; -1 where it is left out. */
    int outcome(int row) {
        return outcome[row];
    }

    public float weight(int row) {
        return weight[row];
    }

    int entity(int row) {
        return entity[row];
    }
}
