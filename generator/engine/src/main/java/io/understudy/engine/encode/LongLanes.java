package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.schemas.AvroBinary;

/**
 * Whole numbers of several events, where all take eight bytes, as microseconds of this age do: their bits are spread in all
 * lanes at once. Scratch of one thread.
 */
final class LongLanes {
    private final int column;
    private final NumberEncoder.Whole encoder;
    private final long[] codes = new long[EncodedEvents.MOST]; // [lane] zig-zag, then as bytes

    /** Those of a column of the frame. */
    LongLanes(int column, NumberEncoder.Whole encoder) {
        this.column = column;
        this.encoder = encoder;
    }

    /** Writes them as {@link LaneProgram#run} does; false, and nothing is written, if one is missing or of another length. */
    boolean write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
        if (!gather(frames, from, count)) {
            return false;
        }
        AvroBinary.eightBytes(codes, count);
        int branch = encoder.branchBytes();
        for (int i = 0; i < count; i++) {
            int at = ends[i];
            if (branch > 0) {
                encoder.writeBranch(out, at);
            }
            AvroBinary.writeWord(out, at + branch, codes[i]);
            ends[i] = at + branch + Long.BYTES;
        }
        return true;
    }

    // a missing value's code is negative
    private boolean gather(EventFrame[] frames, int from, int count) {
        long outside = 0;
        for (int i = 0; i < count; i++) {
            long value = frames[from + i].values[column];
            long code = value << 1 ^ value >> 63;
            outside |= code - AvroBinary.LEAST_OF_EIGHT_BYTES | AvroBinary.MOST_OF_EIGHT_BYTES - code;
            codes[i] = code;
        }
        return outside >= 0;
    }
}
