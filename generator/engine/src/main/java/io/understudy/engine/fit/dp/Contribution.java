package io.understudy.engine.fit.dp;

import java.util.Arrays;

/**
 * What one entity adds to one table: a cell for each of its events. Clipped by leaving events out in an order that
 * depends on their places alone, so that what remains depends on nothing but the entity itself. Scratch of one thread.
 */
final class Contribution {
    private int[] cells = new int[64];
    private int[] sorted = new int[64];
    private int size;

    void add(int cell) {
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, size * 2);
            sorted = new int[size * 2];
        }
        cells[size++] = cell;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Squared L2 norm of the first {@code events} in the order of {@link #place}. */
    private long squaredNorm(int events) {
        for (int i = 0; i < events; i++) {
            sorted[i] = cells[place(i)];
        }
        Arrays.sort(sorted, 0, events);
        long norm = 0;
        int from = 0;
        for (int i = 1; i <= events; i++) {
            if (i == events || sorted[i] != sorted[from]) {
                norm += (long) (i - from) * (i - from);
                from = i;
            }
        }
        return norm;
    }

    /** Squared L2 norm of all events' counts by cell. */
    long squaredNorm() {
        return squaredNorm(size);
    }

    /** Most events, in the order of their places, whose counts have at most this squared norm. */
    private int kept(long clipSquared) {
        if (squaredNorm(size) <= clipSquared) {
            return size;
        }
        int low = 0; // events that fit
        int high = size; // events that do not
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (squaredNorm(middle) <= clipSquared) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds the counts to {@code table}, events left out until their norm is at most the square root of {@code clipSquared}. */
    void addTo(int[] table, long clipSquared) {
        int kept = kept(clipSquared);
        for (int i = 0; i < kept; i++) {
            table[cells[place(i)]]++;
        }
    }

    /** The event that stands at place i of a fixed, scattered order of all. */
    private int place(int i) {
        return (int) ((i * stride() + size / 2) % size);
    }

    /** A number without common divisor with the size, near the golden section of it. */
    private long stride() {
        if (strideOf != size) {
            strideOf = size;
            stride = Math.max(1, (long) (size * 0.6180339887));
            while (divisor(stride, size) != 1) {
                stride++;
            }
        }
        return stride;
    }

    private int strideOf;
    private long stride;

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
