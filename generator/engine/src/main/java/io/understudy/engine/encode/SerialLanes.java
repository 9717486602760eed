package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.schemas.AvroBinary;

/**
 * Serial numbers of several events, where all have the usual number of digits: their last eight digits are made in all
 * lanes at once. Scratch of one thread.
 */
final class SerialLanes {
    private static final long TEN_TO_EIGHT = 100_000_000;

    private final int column;
    private final TextEncoder.Numbered encoder;
    private final long[] number = new long[EncodedEvents.MOST]; // [lane]
    private final long[] high = new long[EncodedEvents.MOST]; // [lane] without the last eight digits
    private final long[] low = new long[EncodedEvents.MOST]; // [lane] the last eight digits

    /** Those of a column of the frame. */
    SerialLanes(int column, TextEncoder.Numbered encoder) {
        this.column = column;
        this.encoder = encoder;
    }

    /** Writes them as {@link LaneProgram#run} does; false, and nothing is written, if one is missing or unusual. */
    boolean write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
        if (!gather(frames, from, count)) {
            return false;
        }
        split(number, high, low, count);
        AvroBinary.eightDigits(low, count);
        int branch = encoder.branchBytes();
        if (branch > 0) {
            for (int i = 0; i < count; i++) {
                encoder.writeBranch(out, ends[i]);
            }
        }
        int before = branch + encoder.headBytes();
        int highDigits = encoder.usual() - Long.BYTES;
        if (highDigits == 1) {
            writeOneAndEight(encoder.head(), high, low, count, out, ends, branch, before);
        } else if (highDigits > 1) {
            writeMore(encoder.head(), high, highDigits, low, count, out, ends, branch, before);
        } else {
            writeEight(encoder.head(), low, -highDigits, count, out, ends, branch, before);
        }
        return true;
    }

    private boolean gather(EventFrame[] frames, int from, int count) {
        long first = encoder.first();
        long least = encoder.low();
        long last = encoder.end() - 1;
        long outside = 0;
        for (int i = 0; i < count; i++) {
            long value = frames[from + i].values[column];
            long itsNumber = first + value;
            outside |= value | itsNumber | itsNumber - least | last - itsNumber;
            number[i] = itsNumber;
        }
        return outside >= 0;
    }

    private static void split(long[] number, long[] high, long[] low, int count) {
        for (int i = 0; i < count; i++) {
            long its = number[i] / TEN_TO_EIGHT;
            high[i] = its;
            low[i] = number[i] - its * TEN_TO_EIGHT;
        }
    }

    private static void writeOneAndEight(
            long head, long[] high, long[] low, int count, byte[] out, int[] ends, int branch, int before) {
        for (int i = 0; i < count; i++) {
            int at = ends[i];
            AvroBinary.writeWord(out, at + branch, head);
            out[at + before] = (byte) ('0' + high[i]);
            AvroBinary.writeWord(out, at + before + 1, low[i]);
            ends[i] = at + before + 1 + Long.BYTES;
        }
    }

    private static void writeMore(
            long head,
            long[] high,
            int highDigits,
            long[] low,
            int count,
            byte[] out,
            int[] ends,
            int branch,
            int before) {
        for (int i = 0; i < count; i++) {
            int at = ends[i];
            AvroBinary.writeWord(out, at + branch, head);
            int next = AvroBinary.writeDigitsExactly(out, at + before, high[i], highDigits);
            AvroBinary.writeWord(out, next, low[i]);
            ends[i] = next + Long.BYTES;
        }
    }

    private static void writeEight(
            long head, long[] low, int zeros, int count, byte[] out, int[] ends, int branch, int before) {
        for (int i = 0; i < count; i++) {
            int at = ends[i];
            AvroBinary.writeWord(out, at + branch, head);
            AvroBinary.writeWord(out, at + before, low[i] >>> zeros * Byte.SIZE);
            ends[i] = at + before + Long.BYTES - zeros;
        }
    }
}
