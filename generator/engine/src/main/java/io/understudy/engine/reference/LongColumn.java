package io.understudy.engine.reference;

import java.util.Arrays;

/** A growing column of cells. */
final class LongColumn {
    private long[] values = new long[1024];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long[] values() {
        return values;
    }

    /** The cells alone, without room to grow. */
    long[] trimmed() {
        return values.length == size ? values : Arrays.copyOf(values, size);
    }
}
