package io.understudy.model.table;

import io.understudy.model.chain.EventRandom;

/**
 * A law as one look-up: the codes of a few features of the context name a cell, the cell has a row, and a row is an alias
 * table (Walker 1977; Vose 1991) with a power of two slots. What a row leaves open escapes to a parent row, which knows
 * one feature less, so that a row lists what it has seen itself and no more. Immutable.
 *
 * @param features // [place] that the law looks at, as {@link CodeBook} numbers them
 * @param mapStart // [place] where the feature's part of {@code map} begins
 * @param map // [mapStart + code] what the code adds to the cell
 * @param rowByCell // [cell]
 * @param rows // [row] first slot in the upper 27 bits, logarithm of the number of slots in the lower 5
 * @param parentByRow // [row] -1 where nothing escapes
 * @param slots // [slot] threshold in the upper 32 bits, outcome below it in bits 16 to 31, outcome above it in the lowest 16
 * @param outcomes that may be drawn, from 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowTable(
        int[] features,
        int[] mapStart,
        char[] map,
        char[] rowByCell,
        int[] rows,
        int[] parentByRow,
        long[] slots,
        int outcomes) {
    /** The outcome that leads to the parent row. */
    public static final int ESCAPE = 0xffff;

    /** Most outcomes of a law. */
    public static final int MOST_OUTCOMES = ESCAPE - 1;

    /** Bits of a row's logarithm. */
    public static final int LOG_BITS = 5;

    private static final int LOG_MASK = (1 << LOG_BITS) - 1;
    private static final double UNIT = 0x1.0p-32;

    public RowTable {
        if (features.length != mapStart.length || rows.length != parentByRow.length || rows.length == 0) {
            throw new IllegalArgumentException(
                    "a law needs a map for each feature and a parent for each row, and a row");
        }
        for (char row : rowByCell) {
            if (row >= rows.length) {
                throw new IllegalArgumentException("a cell names row " + (int) row + " of " + rows.length);
            }
        }
    }

    /** The row of the context whose features have these codes. */
    public int row(int[] code) {
        int cell = 0;
        for (int i = 0; i < features.length; i++) {
            cell += map[mapStart[i] + code[features[i]]];
        }
        return rowByCell[cell];
    }

    /** Number of slots of a row, as a power of two. */
    static int logOf(int row) {
        return row & LOG_MASK;
    }

    /** First slot of a row. */
    static int startOf(int row) {
        return row >>> LOG_BITS;
    }

    /** Probability of the outcomes from {@code low} to {@code end - 1} in a row. */
    public double mass(int row, int low, int end) {
        double sum = 0;
        double open = 0;
        int start = startOf(rows[row]);
        int count = 1 << logOf(rows[row]);
        for (int i = start; i < start + count; i++) {
            long slot = slots[i];
            double below = (slot >>> 32) * UNIT;
            int first = (int) (slot >>> 16) & 0xffff;
            int second = (int) slot & 0xffff;
            sum += first >= low && first < end ? below : 0;
            sum += second >= low && second < end ? 1 - below : 0;
            open += (first == ESCAPE ? below : 0) + (second == ESCAPE ? 1 - below : 0);
        }
        return sum / count + (open > 0 ? open / count * mass(parentByRow[row], low, end) : 0);
    }

    /** An outcome in the context whose features have these codes. */
    int draw(int[] code, EventRandom random) {
        int row = row(code);
        while (true) {
            int outcome = drawSlot(slots, rows[row], random.nextLong());
            if (outcome != ESCAPE) {
                return outcome;
            }
            row = parentByRow[row];
        }
    }

    /** An outcome of the row that {@code head} names, or {@link #ESCAPE}: the upper bits choose a slot, the lower a side. */
    static int drawSlot(long[] slots, int head, long bits) {
        long slot = slots[startOf(head) + (int) (bits >>> 1 >>> 63 - logOf(head))];
        long below = (bits & 0xffff_ffffL) - (slot >>> 32) >> 63; // all ones where the outcome below it is drawn
        return (int) (slot >>> (16 & below)) & 0xffff;
    }
}
