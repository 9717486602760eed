package io.understudy.engine.encode;

import java.util.Arrays;

/**
 * The values of records of several events that were encoded together, each in its own stretch of one array. Scratch of the
 * thread that fills it.
 */
public final class EncodedEvents {
    /** Most events that it holds: enough for their waits to overlap, few enough for the nearest cache. */
    public static final int MOST = 64;

    private static final int LINE_BYTES = 64;

    final int[] ends = new int[MOST]; // [event] place behind its last byte
    final long[] ids = new long[MOST]; // [event]
    private byte[] bytes = new byte[0];
    private int strideBytes;

    /** Makes room for events of {@code mostBytes} each, and begins each of the first {@code count} with {@code prefixBytes}. */
    void begin(int mostBytes, int prefixBytes, int count) {
        strideBytes = (mostBytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
        if (bytes.length < MOST * strideBytes) {
            bytes = Arrays.copyOf(bytes, MOST * strideBytes);
        }
        for (int i = 0; i < count; i++) {
            ends[i] = i * strideBytes + prefixBytes;
        }
    }

    /** The array that holds the values; replaced when it grows. */
    public byte[] array() {
        return bytes;
    }

    /** Place of an event's first byte. */
    public int start(int event) {
        return event * strideBytes;
    }

    /** Number of an event's bytes. */
    public int length(int event) {
        return ends[event] - event * strideBytes;
    }

    /** The id of an event. */
    public long id(int event) {
        return ids[event];
    }
}
