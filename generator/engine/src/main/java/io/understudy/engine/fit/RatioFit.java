package io.understudy.engine.fit;

import io.understudy.model.ColumnFormat;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the ratios in which numbers often stand to those before them: a bonus is half a salary more. Only fractions of small
 * numbers are looked at, and only those that k entities have, far more often than their neighbours.
 */
final class RatioFit {
    private static final int MOST_PART = 12; // numerator or denominator
    private static final int MOST_RATIOS = 4;
    private static final double LEAST_SHARE = 0.02; // of numbers that others are before

    /** How often a ratio was seen. */
    private static final class Count {
        private int rows;
        private int owners;
        private int lastOwner = -1;
    }

    private final List<Map<Integer, Count>> countsByLaw; // by numerator * (MOST_PART + 1) + denominator
    private final int[] rows; // [law]
    private final int k;

    RatioFit(int laws, int k) {
        this.k = k;
        rows = new int[laws];
        countsByLaw = java.util.stream.IntStream.range(0, laws)
                .<Map<Integer, Count>>mapToObj(law -> new HashMap<>())
                .toList();
    }

    /** Notes a number of a law, and what it may be a multiple of. */
    void see(int law, long base, long value, int entity) {
        if (base == ColumnFormat.MISSING || base <= 0 || value <= 0) {
            return;
        }
        rows[law]++;
        long divisor = divisor(base, value);
        long numerator = value / divisor;
        long denominator = base / divisor;
        if (numerator == denominator || numerator > MOST_PART || denominator > MOST_PART) {
            return;
        }
        int key = (int) (numerator * (MOST_PART + 1) + denominator);
        Count count = countsByLaw.get(law).computeIfAbsent(key, any -> new Count());
        count.rows++;
        count.owners += count.lastOwner == entity ? 0 : 1;
        count.lastOwner = entity;
    }

    private static long divisor(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** Ratios of each law, the most frequent first. // [law][ratio * 2] numerator, then denominator */
    long[][] ratios() {
        long[][] ratios = new long[rows.length][];
        for (int law = 0; law < rows.length; law++) {
            double least = LEAST_SHARE * rows[law];
            ratios[law] = countsByLaw.get(law).entrySet().stream()
                    .filter(entry -> entry.getValue().owners >= k && entry.getValue().rows >= least)
                    .sorted(Comparator.comparingInt((Map.Entry<Integer, Count> entry) -> -entry.getValue().rows)
                            .thenComparing(Map.Entry::getKey))
                    .limit(MOST_RATIOS)
                    .flatMapToLong(entry -> java.util.stream.LongStream.of(
                            entry.getKey() / (MOST_PART + 1), entry.getKey() % (MOST_PART + 1)))
                    .toArray();
        }
        return ratios;
    }
}
