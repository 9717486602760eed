package io.understudy.engine.fit;

import io.understudy.model.chain.Feature;
import io.understudy.model.tree.FeatureSource;
import java.util.Arrays;

/** What a tree is grown on: rows of features with an outcome, a weight and the entity they came from. */
final class Examples {
    static final int MOST_CODES = 40;
    static final int UNKNOWN_CATEGORY = 255;

    private final int[] features; // [feature] id
    private float[][] valueByFeature; // [feature][row]
    private byte[][] codeByFeature; // [feature][row]
    private double[][] thresholdByFeature; // [feature][code]; null for categories
    private int[] outcome;
    private float[] weight;
    private int[] entity;
    private int size;

    Examples(int[] features, int expectedRows) {
        this.features = features;
        int room = Math.max(16, expectedRows);
        valueByFeature = new float[features.length][room];
        outcome = new int[room];
        weight = new float[room];
        entity = new int[room];
    }

    void add(FeatureSource source, int itsOutcome, double itsWeight, int itsEntity) {
        if (size == outcome.length) {
            int room = size + (size >> 1);
            for (int f = 0; f < features.length; f++) {
                valueByFeature[f] = Arrays.copyOf(valueByFeature[f], room);
            }
            outcome = Arrays.copyOf(outcome, room);
            weight = Arrays.copyOf(weight, room);
            entity = Arrays.copyOf(entity, room);
        }
        for (int f = 0; f < features.length; f++) {
            valueByFeature[f][size] = (float) source.feature(features[f]);
        }
        outcome[size] = itsOutcome;
        weight[size] = (float) itsWeight;
        entity[size++] = itsEntity;
    }

    /** Replaces the values by codes: code 0 is unknown, code c is above c - 1 thresholds. To be called once. */
    void encode() {
        codeByFeature = new byte[features.length][];
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
                double[] thresholds = thresholds(values);
                thresholdByFeature[f] = thresholds;
                for (int i = 0; i < size; i++) {
                    codes[i] = (byte) code(thresholds, values[i]);
                }
            }
            codeByFeature[f] = codes;
            valueByFeature[f] = null;
        }
        valueByFeature = null;
    }

    /** Threshold of code c: values up to it have codes 0..c. The first is below all numbers, so that 0 is unknown. */
    private double[] thresholds(float[] values) {
        int step = Math.max(1, size / 20_000);
        float[] sample = new float[size / step + 1];
        int n = 0;
        for (int i = 0; i < size; i += step) {
            if (!Float.isNaN(values[i])) {
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
        return Arrays.copyOf(cuts, count);
    }

    private static int code(double[] thresholds, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int low = 0;
        int high = thresholds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value > thresholds[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return size;
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

    int outcome(int row) {
        return outcome[row];
    }

    float weight(int row) {
        return weight[row];
    }

    int entity(int row) {
        return entity[row];
    }
}
