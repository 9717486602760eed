package io.understudy.model.table;

import java.util.Arrays;

/** Makes the slots of rows: alias tables of a power of two slots, in whole numbers (Vose 1991). */
public final class RowSlots {
    private static final int MOST_LOG = 16;
    private static final double FULL = 0x1.0p32;

    private long[] slots = new long[1 << 10];
    private int size;

    /** All slots so far. */
    public long[] toArray() {
        return Arrays.copyOf(slots, size);
    }

    /**
     * Adds a row.
     *
     * @param outcomes // [entry] that may be drawn; {@link RowTable#ESCAPE} for what is left to the parent
     * @param weights // [entry] in proportion to the probabilities
     * @return the row as {@link RowTable#rows} holds it
     */
    public int add(int[] outcomes, double[] weights) {
        int entries = outcomes.length;
        int log = entries <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1);
        double sum = Arrays.stream(weights).sum();
        if (entries == 0 || log > MOST_LOG || !(sum > 0)) {
            throw new IllegalArgumentException("a row of " + entries + " outcomes whose weights add up to " + sum);
        }
        int count = 1 << log;
        double[] share = new double[count];
        int[] below = new int[count];
        for (int i = 0; i < count; i++) {
            share[i] = i < entries ? weights[i] / sum * count : 0;
            below[i] = outcomes[Math.min(i, entries - 1)];
        }
        int[] above = below.clone();
        fill(share, above, below);
        if (size + count > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(2 * slots.length, size + count));
        }
        int start = size;
        for (int i = 0; i < count; i++) {
            long threshold = (long) Math.max(0, Math.min(FULL - 1, Math.rint(share[i] * FULL)));
            slots[size++] = threshold << 32 | (long) below[i] << 16 | above[i];
        }
        return start << RowTable.LOG_BITS | log;
    }

    /** Gives each slot whose share is below one an outcome that has more than one to fill it up. */
    private static void fill(double[] share, int[] above, int[] outcome) {
        int count = share.length;
        int[] small = new int[count];
        int[] large = new int[count];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < count; i++) {
            if (share[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[--larges];
            above[less] = outcome[more];
            share[more] -= 1 - share[less];
            if (share[more] < 1) {
                small[smalls++] = more;
            } else {
                large[larges++] = more;
            }
        }
        while (smalls > 0) {
            share[small[--smalls]] = 1;
        }
        while (larges > 0) {
            share[large[--larges]] = 1;
        }
    }
}
