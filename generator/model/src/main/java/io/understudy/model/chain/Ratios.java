package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/**
 * Fractions that numbers often are of those before them: a bonus of half a salary. What they give is rounded to the unit that
 * all numbers are multiples of, and halves to the even one, as banks do.
 *
 * @param parts // [ratio * 2] numerator, then denominator
 * @param unit of which what they give is a multiple
 */
@SuppressWarnings("ArrayRecordComponent")
public record Ratios(long[] parts, long unit) {
    /** Units that a number has at least of which a fraction may be rounded: of less, much is a fraction by chance. */
    private static final long LEAST_UNITS = 1_000;

    private static final int MOST_SIMPLE = 3; // numerator or denominator
    private static final long MOST = Long.MAX_VALUE / 1_000;

    public Ratios {
        if (parts.length % 2 != 0 || unit < 1) {
            throw new IllegalArgumentException(
                    "ratios have two parts each and a positive unit, not " + parts.length + " and " + unit);
        }
    }

    /** No ratios. */
    public static Ratios none() {
        return new Ratios(new long[0], 1);
    }

    public int size() {
        return parts.length / 2;
    }

    /** What is so many times {@code base}; missing if that is none, or the ratio gives none. */
    public long times(int ratio, long base) {
        return times(base, parts[2 * ratio], parts[2 * ratio + 1], unit);
    }

    /**
     * A fraction of {@code base}, rounded to the {@code unit} where the base has so many of them that this does not matter;
     * missing if there is none.
     */
    public static long times(long base, long numerator, long denominator, long unit) {
        if (base == ColumnFormat.MISSING || base <= 0 || base > MOST) {
            return ColumnFormat.MISSING;
        }
        long all = base * numerator;
        if (all % denominator == 0 && (base < LEAST_UNITS * unit || all / denominator % unit == 0)) {
            return all / denominator;
        }
        if (base < LEAST_UNITS * unit) {
            return ColumnFormat.MISSING;
        }
        long part = denominator * unit;
        long units = all / part;
        long twice = 2 * (all - units * part);
        return (twice > part || twice == part && units % 2 != 0 ? units + 1 : units) * unit;
    }

    /** True if one number is a fraction of small parts of the other, and has digits enough that it is not so by chance. */
    public static boolean simple(long one, long other) {
        long common = FreshLaw.unitOf(Math.min(FreshLaw.zerosOf(one), FreshLaw.zerosOf(other)));
        if (Math.min(one, other) < LEAST_UNITS * common) {
            return false;
        }
        for (int numerator = 1; numerator <= MOST_SIMPLE; numerator++) {
            for (int denominator = 1; denominator <= MOST_SIMPLE; denominator++) {
                if (numerator != denominator && times(one, numerator, denominator, common) == other) {
                    return true;
                }
            }
        }
        return false;
    }
}
