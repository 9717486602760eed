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

    /**
     * The cell of each feature's score: a score in [0, 1) falls into one of the equal cells, a negative one into that of
     * novelty; -1 for NaN, which is not counted.
     */
    int[] cells(double[] scoreByFeature) {
        int[] cellByFeature = new int[features];
        for (int f = 0; f < features; f++) {
            double score = scoreByFeature[f];
            cellByFeature[f] =
                    Double.isNaN(score) ? -1 : score < 0 ? cells - 1 : (int) Math.min(cells - 2.0, score * (cells - 1));
        }
        return cellByFeature;
    }

    /** Counts one event. */
    void add(int[] cellByFeature, long timeMicros) {
        count(cellByFeature, 1);
        startMicros = Math.min(startMicros, timeMicros);
        endMicros = Math.max(endMicros, timeMicros);
    }

    /** Takes one event back that was counted here or in a part before, so that counts may be negative. */
    void remove(int[] cellByFeature) {
        count(cellByFeature, -1);
    }

    /** Adds scores of one feature alone that were held back, counted by cell. */
    void add(int feature, int[] heldByCell) {
        for (int cell = 0; cell < cells; cell++) {
            counts[feature * cells + cell] += heldByCell[cell];
        }
    }

    private void count(int[] cellByFeature, int by) {
        for (int f = 0; f < features; f++) {
            if (cellByFeature[f] >= 0) {
                counts[f * cells + cellByFeature[f]] += by;
            }
        }
        events += by;
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

    /** The counts of one feature, novelty last; none is negative. */
    int[] of(int feature) {
        int[] ofFeature = Arrays.copyOfRange(counts, feature * cells, (feature + 1) * cells);
        Arrays.setAll(ofFeature, i -> Math.max(0, ofFeature[i]));
        return ofFeature;
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
