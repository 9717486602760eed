package io.understudy.engine.evaluate.formula;

import java.util.Arrays;

/** How often each code occurs in a sample; codes ascending. */
public final class Tally {
    private final long[] codes; // [index] ascending
    private final int[] counts; // [index]

    private Tally(long[] codes, int[] counts) {
        this.codes = codes;
        this.counts = counts;
    }

    /** Counts; the sample is left as it is. */
    public static Tally of(long[] sample) {
        long[] sorted = sample.clone();
        Arrays.sort(sorted);
        int[] counts = new int[sorted.length];
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[size - 1]) {
                sorted[size++] = sorted[i];
            }
            counts[size - 1]++;
        }
        return new Tally(Arrays.copyOf(sorted, size), Arrays.copyOf(counts, size));
    }

    /** Number of different codes. */
    public int size() {
        return codes.length;
    }

    long code(int index) {
        return codes[index];
    }

    /** How often the code at {@code index} occurs. */
    public int count(int index) {
        return counts[index];
    }

    /** Place of a code, or -1. */
    public int index(long code) {
        int index = Arrays.binarySearch(codes, code);
        return index < 0 ? -1 : index;
    }

    /** How often {@code code} occurs. */
    public int countOf(long code) {
        int index = index(code);
        return index < 0 ? 0 : counts[index];
    }

    /** True where {@code code} occurs. */
    public boolean contains(long code) {
        return index(code) >= 0;
    }

    /** The share of {@code sample} whose codes occur here; NaN if it is empty. */
    public double shareOf(long[] sample) {
        return Arrays.stream(sample)
                .mapToDouble(code -> contains(code) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
