package io.understudy.engine.evaluate.boost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Features by column; numbers, in which NaN means missing, or categories, codes from 0 to 254. */
public final class FeatureTable {
    private final int rows;
    private final List<String> names = new ArrayList<>();
    private final List<float[]> columns = new ArrayList<>();
    private final List<Boolean> categories = new ArrayList<>();

    public FeatureTable(int rows) {
        this.rows = rows;
    }

    /** Adds a number. */
    public void number(String name, double[] values) {
        float[] column = new float[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = (float) values[row];
        }
        add(name, column, false);
    }

    /** Adds a category. */
    public void category(String name, int[] codes) {
        float[] column = new float[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = codes[row];
        }
        add(name, column, true);
    }

    private void add(String name, float[] column, boolean category) {
        names.add(name);
        columns.add(column);
        categories.add(category);
    }

    public int rows() {
        return rows;
    }

    public int features() {
        return names.size();
    }

    public String name(int feature) {
        return names.get(feature);
    }

    boolean isCategory(int feature) {
        return categories.get(feature);
    }

    float value(int feature, int row) {
        return columns.get(feature)[row];
    }

    /** The rows of one feature as numbers. */
    public double[] numbers(int feature) {
        double[] values = new double[rows];
        Arrays.setAll(values, row -> value(feature, row));
        return values;
    }

    /** Some rows, in the order given. */
    public FeatureTable take(int[] chosen) {
        FeatureTable taken = new FeatureTable(chosen.length);
        for (int f = 0; f < features(); f++) {
            float[] column = new float[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                column[i] = columns.get(f)[chosen[i]];
            }
            taken.add(names.get(f), column, categories.get(f));
        }
        return taken;
    }

    /** The rows of this, and behind them those of {@code other}, which has the same features. */
    public FeatureTable with(FeatureTable other) {
        FeatureTable all = new FeatureTable(rows + other.rows);
        for (int f = 0; f < features(); f++) {
            float[] column = Arrays.copyOf(columns.get(f), all.rows);
            System.arraycopy(other.columns.get(f), 0, column, rows, other.rows);
            all.add(names.get(f), column, categories.get(f));
        }
        return all;
    }
}
