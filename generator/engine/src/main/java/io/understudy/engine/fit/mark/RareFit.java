package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.CellOwners;
import java.util.Arrays;

/**
 * Learns by which factor tokens that few entities have behind two others are rarer there than a leaf says, one factor a
 * context for all of them together. Contexts where fewer than k entities have any such token share a factor with others
 * in which as many events of that kind would be expected.
 */
final class RareFit {
    private static final double PRIOR = 1; // events by which observed and expected counts are moved together
    private static final double LEAST = 1e-4;
    private static final int OCTAVES = 12; // of expected events that are told apart

    private final int k;
    private final double[] observed; // [context]
    private final CellOwners owners; // [context] of what was observed
    private int[] cell; // [context] whose factor it has; null until expected counts are known

    RareFit(int contexts, int k) {
        this.k = k;
        observed = new double[contexts];
        owners = new CellOwners(contexts);
    }

    /** Notes a rare token of {@code entity} behind {@code context}. */
    void see(int context, double weight, int entity) {
        observed[context] += weight;
        owners.see(context, entity);
    }

    int contexts() {
        return observed.length;
    }

    /** Moves the factors until as many rare tokens are expected in each cell as were observed. */
    void scale(float[] factor, double[] expected, double heaviest) {
        if (cell == null) {
            cell = cells(expected, heaviest);
        }
        double[] observedInCell = new double[observed.length + OCTAVES];
        double[] expectedInCell = new double[observed.length + OCTAVES];
        for (int c = 0; c < observed.length; c++) {
            observedInCell[cell[c]] += observed[c];
            expectedInCell[cell[c]] += expected[c];
        }
        double prior = PRIOR * heaviest;
        for (int c = 0; c < observed.length; c++) {
            double next = factor[c] * (observedInCell[cell[c]] + prior) / (expectedInCell[cell[c]] + prior);
            factor[c] = (float) Math.max(LEAST, Math.min(1, next));
        }
    }

    private int[] cells(double[] expected, double heaviest) {
        int[] cells = new int[observed.length];
        int[] ownersOfOctave = new int[OCTAVES];
        for (int c = 0; c < cells.length; c++) {
            boolean few = owners.of(c) < k;
            cells[c] = few ? observed.length + octave(expected[c] / heaviest) : c;
            if (few) {
                ownersOfOctave[octave(expected[c] / heaviest)] += owners.of(c);
            }
        }
        // an octave that too few entities have joins the one below, where less is expected
        int[] joined = new int[OCTAVES];
        Arrays.setAll(joined, octave -> octave);
        for (int octave = OCTAVES - 1; octave > 0; octave--) {
            if (ownersOfOctave[octave] < k) {
                ownersOfOctave[octave - 1] += ownersOfOctave[octave];
                joined[octave] = octave - 1;
            }
        }
        for (int octave = 1; octave < OCTAVES; octave++) {
            joined[octave] = joined[joined[octave]];
        }
        for (int c = 0; c < cells.length; c++) {
            cells[c] = cells[c] < observed.length ? cells[c] : observed.length + joined[cells[c] - observed.length];
        }
        return cells;
    }

    private static int octave(double events) {
        return Math.max(0, Math.min(OCTAVES - 1, (int) Math.floor(2 + Math.log(Math.max(events, 1e-9)) / Math.log(2))));
    }
}
