package io.understudy.engine.evaluate.report;

import java.util.Arrays;

/** Relative frequencies of small codes. */
final class Shares {
    private Shares() {}

    /** Shares of the codes below {@code size}. */
    static double[] of(int[] codes, int size) {
        double[] shares = new double[size];
        for (int code : codes) {
            if (code >= 0 && code < size) {
                shares[code] += 1.0 / codes.length;
            }
        }
        return shares;
    }

    /** Shares of each code among those that follow a code: [code][next], rows sum to 1 or are 0. */
    static double[][] transitions(int[] codes, int[] firstRow, int[] chosen) {
        int[] place = new int
                [Arrays.stream(codes).max().orElse(0)
                        + 1
                        + Arrays.stream(chosen).max().orElse(0)];
        Arrays.fill(place, -1);
        for (int i = 0; i < chosen.length; i++) {
            place[chosen[i]] = i;
        }
        double[][] counts = new double[chosen.length][chosen.length];
        double[] all = new double[chosen.length];
        for (int e = 0; e + 1 < firstRow.length; e++) {
            for (int row = firstRow[e] + 1; row < firstRow[e + 1]; row++) {
                int from = place[codes[row - 1]];
                int to = place[codes[row]];
                if (from >= 0) {
                    all[from]++;
                    if (to >= 0) {
                        counts[from][to]++;
                    }
                }
            }
        }
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                counts[i][j] /= Math.max(all[i], 1);
            }
        }
        return counts;
    }
}
