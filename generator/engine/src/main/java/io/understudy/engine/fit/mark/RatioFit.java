package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.OwnedValues;
import io.understudy.engine.fit.past.FitData;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.Ratios;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Finds the ratios in which numbers often stand to those before them: a bonus is half a salary more. Only fractions of small
 * numbers are looked at, and only those that k entities have, far more often than their neighbours.
 */
final class RatioFit {
    private static final int MOST_PART = 12; // numerator or denominator
    private static final int MOST_RATIOS = 4;
    private static final double LEAST_SHARE = 0.005; // of numbers that others are before

    /** How often a ratio was seen. */
    private static final class Count {
        private int rows;
        private int owners;
        private int lastOwner = -1;
    }

    private final List<Map<Integer, Count>> countsByLaw; // by numerator * (MOST_PART + 1) + denominator
    private final long[] units; // [law]
    private final int[] rows; // [law]
    private final int k;

    /**
     * Ratios of numbers.
     *
     * @param units // [law] of which almost all numbers are multiples
     */
    RatioFit(long[] units, int k) {
        this.k = k;
        this.units = units;
        rows = new int[units.length];
        countsByLaw = java.util.stream.IntStream.range(0, units.length)
                .<Map<Integer, Count>>mapToObj(law -> new HashMap<>())
                .toList();
    }

    /** Notes a number of a law, and what it may be a multiple of. */
    void see(int law, long base, long value, int entity) {
        if (base == ColumnFormat.MISSING || base <= 0 || value <= 0) {
            return;
        }
        rows[law]++;
        for (int denominator = 1; denominator <= MOST_PART; denominator++) {
            long numerator = Math.round((double) value / base * denominator);
            if (numerator >= 1
                    && numerator <= MOST_PART
                    && numerator != denominator
                    && Ratios.times(base, numerator, denominator, units[law]) == value) {
                note(law, (int) numerator * (MOST_PART + 1) + denominator, entity);
                return;
            }
        }
    }

    private void note(int law, int key, int entity) {
        Count count = countsByLaw.get(law).computeIfAbsent(key, any -> new Count());
        count.rows++;
        count.owners += count.lastOwner == entity ? 0 : 1;
        count.lastOwner = entity;
    }

    /** The unit, a power of ten, of which all numbers of a law are multiples but those of a few entities. // [law] */
    static long[] units(FitData data, int mark, IntUnaryOperator lawByPlace, int laws, int k) {
        OwnedValues[] values = new OwnedValues[laws];
        Arrays.setAll(values, law -> new OwnedValues());
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                if (data.token[place] >= 0 && data.numbers[mark][place] != ColumnFormat.MISSING) {
                    values[lawByPlace.applyAsInt(place)].add(data.numbers[mark][place], e);
                }
            }
        }
        return Arrays.stream(values)
                .mapToLong(its -> FreshLaw.unitOf(its.commonZeros(k)))
                .toArray();
    }

    /** Ratios of each law, the most frequent first. // [law] */
    Ratios[] ratios() {
        Ratios[] ratios = new Ratios[rows.length];
        for (int law = 0; law < rows.length; law++) {
            double least = LEAST_SHARE * rows[law];
            long[] parts = countsByLaw.get(law).entrySet().stream()
                    .filter(entry -> entry.getValue().owners >= k && entry.getValue().rows >= least)
                    .sorted(Comparator.comparingInt((Map.Entry<Integer, Count> entry) -> -entry.getValue().rows)
                            .thenComparing(Map.Entry::getKey))
                    .limit(MOST_RATIOS)
                    .flatMapToLong(entry -> java.util.stream.LongStream.of(
                            entry.getKey() / (MOST_PART + 1), entry.getKey() % (MOST_PART + 1)))
                    .toArray();
            ratios[law] = new Ratios(parts, units[law]);
        }
        return ratios;
    }
}
