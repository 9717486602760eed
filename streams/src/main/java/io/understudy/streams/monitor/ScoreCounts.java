package io.understudy.streams.monitor;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many scores of each feature fell into each cell. Counts of any parts of a stream add up to those of the whole.
 * Scratch of one thread.
 */
final class ScoreCounts {
    private static final int HEAD_BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;

    private final int features;
    private final int cells; // novelty among them
    private final int[] counts; // [feature * cells + cell]
    private long events;
    private long startMicros = Long.MAX_VALUE;
    private long endMicros = Long.MIN_VALUE;

    /** @param cells of each feature; the last one is for novelty */
    ScoreCounts(int features, int cells) {
        this.features = features;
        this.cells = cells;
        this.counts = new int[features * cells];
    }

    /** Counts one event at {@code timeMicros}: a score in [0, 1) falls into a cell, a negative one is novel, NaN is none. */
    void add(double[] scoreByFeature, long timeMicros) {
        for (int f = 0; f < features; f++) {
            double score = scoreByFeature[f];
            if (!Double.isNaN(score)) {
                int cell = score < 0 ? cells - 1 : (int) Math.min(cells - 2.0, score * (cells - 1));
                counts[f * cells + cell]++;
            }
        }
        events++;
        startMicros = Math.min(startMicros, timeMicros);
        endMicros = Math.max(endMicros, timeMicros);
    }

    /** Adds the counts of another part of the stream, which has the same features and cells. */
    void add(ScoreCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        events += other.events;
        startMicros = Math.min(startMicros, other.startMicros);
        endMicros = Math.max(endMicros, other.endMicros);
    }

    void clear() {
        Arrays.fill(counts, 0);
        events = 0;
        startMicros = Long.MAX_VALUE;
        endMicros = Long.MIN_VALUE;
    }

    long events() {
        return events;
    }

    long startMicros() {
        return startMicros;
    }

    long endMicros() {
        return endMicros;
    }

    /** The counts of one feature, novelty last. */
    int[] of(int feature) {
        return Arrays.copyOfRange(counts, feature * cells, (feature + 1) * cells);
    }

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + counts.length * Integer.BYTES)
                .putInt(features)
                .putInt(cells)
                .putLong(events)
                .putLong(startMicros)
                .putLong(endMicros);
        for (int count : counts) {
            out.putInt(count);
        }
        return out.array();
    }

    /**
     * Adds counts that {@link #toBytes} wrote.
     *
     * @return false, and adds nothing, if they are of other features or cells
     */
    boolean addBytes(byte[] bytes) {
        if (bytes.length != HEAD_BYTES + counts.length * Integer.BYTES) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt() != features || in.getInt() != cells) {
            return false;
        }
        events += in.getLong();
        startMicros = Math.min(startMicros, in.getLong());
        endMicros = Math.max(endMicros, in.getLong());
        for (int i = 0; i < counts.length; i++) {
            counts[i] += in.getInt();
        }
        return true;
    }
}
