package io.understudy.engine.reference;

import java.util.Arrays;

/** Numbers distinct longs in the order of their first sight. */
final class LongIndex {
    private long[] keys = new long[64]; // [slot]
    private int[] slots = new int[64]; // [slot] index + 1; 0 is free
    private long[] values = new long[32]; // [index]
    private int size;

    /** Index of the value, new or known. */
    int index(long value) {
        int mask = slots.length - 1;
        int slot = slot(value, mask);
        while (slots[slot] != 0) {
            if (keys[slot] == value) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & mask;
        }
        keys[slot] = value;
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        slots[slot] = ++size;
        int index = size - 1;
        if (size * 2 > slots.length) {
            grow();
        }
        return index;
    }

    private static int slot(long value, int mask) {
        long hash = value * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & mask;
    }

    private void grow() {
        int capacity = slots.length * 2;
        keys = new long[capacity];
        slots = new int[capacity];
        for (int index = 0; index < size; index++) {
            int slot = slot(values[index], capacity - 1);
            while (slots[slot] != 0) {
                slot = slot + 1 & capacity - 1;
            }
            keys[slot] = values[index];
            slots[slot] = index + 1;
        }
    }

    int size() {
        return size;
    }

    long value(int index) {
        return values[index];
    }
}
