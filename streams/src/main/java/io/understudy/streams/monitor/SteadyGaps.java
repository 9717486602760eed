package io.understudy.streams.monitor;

import java.nio.ByteBuffer;

/**
 * Tells from when on the gaps that end on a partition are a fair sample. Where a stream, or the watching of it, has just
 * begun, only short gaps can have ended yet, so that their scores would lean low without any drift. Model time in
 * microseconds. Scratch of one task.
 */
final class SteadyGaps {
    /** Bytes of {@link #write}. */
    static final int BYTES = 2 * Long.BYTES + Double.BYTES;

    private static final int MEAN_GAPS = 10;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private long firstMicros = UNKNOWN;
    private long gaps; // -1 once steady
    private double sumMicros;

    /**
     * Takes an event in.
     *
     * @param gapMicros since the entity's last event, negative where that is unknown
     * @return true once the stream has been watched for ten times as long as the gaps seen so far have on average
     */
    boolean pass(long nowMicros, long gapMicros) {
        if (gaps < 0) {
            return true;
        }
        if (firstMicros == UNKNOWN) {
            firstMicros = nowMicros;
        }
        if (gapMicros >= 0) {
            gaps++;
            sumMicros += gapMicros;
        }
        if (gaps > 0 && nowMicros - firstMicros > MEAN_GAPS * sumMicros / gaps) {
            gaps = -1;
        }
        return gaps < 0;
    }

    void write(ByteBuffer out) {
        out.putLong(firstMicros).putLong(gaps).putDouble(sumMicros);
    }

    void read(ByteBuffer in) {
        firstMicros = in.getLong();
        gaps = in.getLong();
        sumMicros = in.getDouble();
    }
}
