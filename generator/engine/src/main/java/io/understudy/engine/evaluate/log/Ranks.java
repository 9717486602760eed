package io.understudy.engine.evaluate.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Places of codes by how often they occur. */
final class Ranks {
    private Ranks() {}

    /** Place of each code, 1 for the most frequent; equal counts in the order of the codes. */
    static int[] byFrequency(int[] counts) {
        int[] order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer code) -> -counts[code]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[counts.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i + 1;
        }
        return rank;
    }

    /**
     * Small codes for classifiers: places from 1 up to {@code most}, {@code most + 1} for rarer codes, {@code most + 2} for
     * those that never occur.
     */
    static int[] capped(int[] counts, int most) {
        int[] rank = byFrequency(counts);
        Arrays.setAll(rank, code -> counts[code] == 0 ? most + 2 : Math.min(rank[code], most + 1));
        return rank;
    }
}
