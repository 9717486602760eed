package io.understudy.engine.fit.past;

import io.understudy.engine.fit.tree.TreeGrower;
import java.util.Arrays;

/**
 * Keeps about so many rows of a large reference, and weighs them so that shares stay true. Rows belong to strata, such
 * as classes: all of a small stratum are kept, and the large ones share what is left. What it keeps depends on the row's
 * number alone.
 */
public final class Thinning {
    private final double[] shareByStratum;

    public Thinning(long[] rowsByStratum, long wanted) {
        double most = most(rowsByStratum, wanted);
        shareByStratum = Arrays.stream(rowsByStratum)
                .mapToDouble(rows -> rows <= most ? 1 : most / rows)
                .toArray();
    }

    /** Rows that a stratum may keep at most for all of them to keep {@code wanted} together. */
    private static double most(long[] rowsByStratum, long wanted) {
        long[] sorted = rowsByStratum.clone();
        Arrays.sort(sorted);
        double left = wanted;
        for (int i = 0; i < sorted.length; i++) {
            double even = left / (sorted.length - i);
            if (sorted[i] > even) {
                return even;
            }
            left -= sorted[i];
        }
        return wanted;
    }

    /** Weight of a row; 0 if it is left out. */
    public double weight(long row, int stratum) {
        double share = shareByStratum[stratum];
        double u = (TreeGrower.mix(row * 0x9E3779B97F4A7C15L + 7) >>> 11) * 0x1.0p-53;
        return u < share ? 1 / share : 0;
    }
}
