package io.understudy.model.table;

import io.understudy.model.chain.FreshLaw;

/** Draws values of a grid's outcomes without a division. Immutable. */
final class ValueDraw {
    private static final int ZEROS_BITS = 4;

    private final long[] first; // [outcome]
    private final long[] count; // [outcome]
    private final long[] powerByZeros = new long[1 << ZEROS_BITS];
    private final int[] head; // [outcome] bin, zeros, and in the lowest bit whether multiples of ten are left out
    private final long least;

    ValueDraw(ValueGrid grid) {
        first = grid.firsts();
        count = grid.counts();
        head = new int[first.length];
        for (int i = 0; i < head.length; i++) {
            int zeros = grid.zerosByOutcome()[i];
            int skips = ValueGrid.skips(zeros) ? 1 : 0;
            head[i] = grid.binByOutcome()[i] << ZEROS_BITS + 1 | Math.max(0, zeros) << 1 | skips;
        }
        for (int zeros = 0; zeros <= FreshLaw.MOST_ZEROS; zeros++) {
            powerByZeros[zeros] = ValueGrid.power(zeros);
        }
        least = grid.bins().low()[0];
    }

    /** The least value of all. */
    long least() {
        return least;
    }

    /** The bin of an outcome. */
    int bin(int outcome) {
        return head[outcome] >>> ZEROS_BITS + 1;
    }

    /** A value of an outcome, by uniform bits. */
    long value(int outcome, long bits) {
        long at = first[outcome] + below(bits, count[outcome]);
        int itsHead = head[outcome];
        long skipped = Math.floorDiv(at, 9L) + 1 & -(long) (itsHead & 1);
        return (at + skipped) * powerByZeros[itsHead >>> 1 & (1 << ZEROS_BITS) - 1];
    }

    /** Uniform on 0 .. bound - 1, by uniform bits (Lemire 2019, without the rejection: the bias is below bound / 2^63). */
    static long below(long bits, long bound) {
        return Math.multiplyHigh(bits >>> 1, bound << 1);
    }
}
