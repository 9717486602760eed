package io.understudy.engine.evaluate.boost;

import java.util.Arrays;

/** Cuts features into at most 255 bins, at quantiles of the training rows; one more holds missing and unknown values. */
final class Binning {
    private static final int MOST_VALUES = 255;

    private final float[][] thresholds; // [feature] upper edges; null for categories
    private final int[] widths; // [feature] number of bins, and the bin of missing values

    private Binning(float[][] thresholds, int[] widths) {
        this.thresholds = thresholds;
        this.widths = widths;
    }

    static Binning of(FeatureTable table) {
        float[][] thresholds = new float[table.features()][];
        int[] widths = new int[thresholds.length];
        for (int f = 0; f < thresholds.length; f++) {
            thresholds[f] = table.isCategory(f) ? null : thresholds(table, f);
            widths[f] = table.isCategory(f) ? values(table, f) : thresholds[f].length + 1;
        }
        return new Binning(thresholds, widths);
    }

    private static int values(FeatureTable table, int feature) {
        int most = 0;
        for (int row = 0; row < table.rows(); row++) {
            most = Math.max(most, (int) table.value(feature, row));
        }
        return Math.min(most + 1, MOST_VALUES);
    }

    /** Number of bins by feature, without that of missing values, which is the next. */
    int[] widths() {
        return widths;
    }

    private static float[] thresholds(FeatureTable table, int feature) {
        float[] sorted = new float[table.rows()];
        int present = 0;
        for (int row = 0; row < sorted.length; row++) {
            float value = table.value(feature, row);
            if (!Float.isNaN(value)) {
                sorted[present++] = value;
            }
        }
        sorted = Arrays.copyOf(sorted, present);
        Arrays.sort(sorted);
        float[] distinct = distinct(sorted);
        return distinct.length <= MOST_VALUES ? middles(distinct) : quantiles(sorted);
    }

    private static float[] distinct(float[] sorted) {
        float[] distinct = new float[sorted.length];
        int size = 0;
        for (float value : sorted) {
            if (size == 0 || distinct[size - 1] != value) {
                distinct[size++] = value;
            }
        }
        return Arrays.copyOf(distinct, size);
    }

    private static float[] middles(float[] distinct) {
        float[] middles = new float[Math.max(distinct.length - 1, 0)];
        for (int i = 0; i < middles.length; i++) {
            middles[i] = distinct[i] + (distinct[i + 1] - distinct[i]) / 2;
        }
        return middles;
    }

    private static float[] quantiles(float[] sorted) {
        float[] edges = new float[MOST_VALUES - 1];
        for (int i = 0; i < edges.length; i++) {
            double at = (i + 1.0) / MOST_VALUES * (sorted.length - 1);
            int below = (int) at;
            edges[i] = sorted[below] + (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) / 2;
        }
        return distinct(edges);
    }

    /** The bins of all rows: [feature][row], unsigned. */
    byte[][] bins(FeatureTable table) {
        byte[][] bins = new byte[thresholds.length][table.rows()];
        for (int f = 0; f < thresholds.length; f++) {
            for (int row = 0; row < table.rows(); row++) {
                bins[f][row] = (byte) bin(f, table.value(f, row));
            }
        }
        return bins;
    }

    private int bin(int feature, float value) {
        if (Float.isNaN(value)) {
            return widths[feature];
        }
        float[] edges = thresholds[feature];
        if (edges == null) {
            return value < 0 || value >= widths[feature] ? widths[feature] : (int) value;
        }
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
