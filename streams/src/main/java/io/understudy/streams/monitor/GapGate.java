package io.understudy.streams.monitor;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Holds the scores of one partition's gaps back until they are a fair sample. Each gap follows the model given its past,
 * but which gaps end in some stretch of time also depends on where the stretch lies: when watching has just begun, only
 * short ones can have ended; early in the day, mostly those that spanned the night. Both are matters of the stretch's
 * edges, so gaps count from when ten mean gaps have passed, and are let through by whole days, or by stretches of a
 * hundred mean gaps where that is shorter. Model time in microseconds. Scratch of one task.
 */
final class GapGate {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int EDGE_GAPS = 10;
    private static final int STRETCH_GAPS = 100;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final int[] held; // [cell]
    private final long typicalMicros;
    private long firstMicros = UNKNOWN;
    private long startMicros = UNKNOWN; // of the stretch at hand; unknown before the first
    private long gaps;
    private double sumMicros;

    /** @param typicalMicros the model's mean gap, which the stream's own first gaps fall short of */
    GapGate(int cells, long typicalMicros) {
        this.held = new int[cells];
        this.typicalMicros = typicalMicros;
    }

    /**
     * Takes an event in.
     *
     * @param gapMicros since the entity's last event, negative where that is unknown
     * @param cell of the gap's score, -1 where it has none
     * @return counts by cell that are let through now; null if none are
     */
    int[] pass(long nowMicros, long gapMicros, int cell) {
        if (firstMicros == UNKNOWN) {
            firstMicros = nowMicros;
        }
        if (gapMicros >= 0) {
            gaps++;
            sumMicros += gapMicros;
        }
        if (startMicros == UNKNOWN) {
            if (gaps > 0 && nowMicros - firstMicros > EDGE_GAPS * Math.max(typicalMicros, sumMicros / gaps)) {
                startMicros = nowMicros;
            }
            return null;
        }
        int[] through = nowMicros - startMicros < stretchMicros() ? null : open(nowMicros);
        if (cell >= 0) {
            held[cell]++;
        }
        return through;
    }

    private long stretchMicros() {
        return (long) Math.max(1, Math.min(DAY_MICROS, STRETCH_GAPS * sumMicros / gaps));
    }

    /** Lets the counts of the last whole stretches through. */
    private int[] open(long nowMicros) {
        startMicros = nowMicros - (nowMicros - startMicros) % stretchMicros();
        int[] through = Arrays.stream(held).map(count -> Math.max(0, count)).toArray();
        Arrays.fill(held, 0);
        return through;
    }

    /** Takes a score back that {@link #pass} was given. */
    void remove(int cell) {
        if (cell >= 0) {
            held[cell]--;
        }
    }

    /** Bytes of {@link #write}. */
    int bytes() {
        return 3 * Long.BYTES + Double.BYTES + held.length * Integer.BYTES;
    }

    void write(ByteBuffer out) {
        out.putLong(firstMicros).putLong(startMicros).putLong(gaps).putDouble(sumMicros);
        Arrays.stream(held).forEach(out::putInt);
    }

    void read(ByteBuffer in) {
        firstMicros = in.getLong();
        startMicros = in.getLong();
        gaps = in.getLong();
        sumMicros = in.getDouble();
        Arrays.setAll(held, i -> in.getInt());
    }
}
