package io.understudy.model;

/**
 * Scratch that holds events of different entities which were drawn together: an array a quantity, and in each of them a
 * lane an event. Owned by the thread that fills it.
 */
public final class EventBatch {
    /** Most events of a batch: enough for the waits of many events to overlap, few enough for the nearest cache. */
    public static final int MOST = 64;

    public final long[] entity = new long[MOST]; // [lane]
    public final long[] sequence = new long[MOST]; // [lane]
    public final long[] timeMicros = new long[MOST]; // [lane]
    public final long[] label = new long[MOST]; // [lane]

    /** Model time of the entity's event behind this one, or {@link EntitySampler#ENDED}. */
    public final long[] nextMicros = new long[MOST]; // [lane]

    /** The cells. */
    public final long[] values; // [column * MOST + lane]

    private final int columns;

    public EventBatch(int columns) {
        this.columns = columns;
        values = new long[columns * MOST];
    }

    /** Writes the event of a lane into {@code frame}. */
    public void copyTo(int lane, EventFrame frame) {
        frame.entity = entity[lane];
        frame.sequence = sequence[lane];
        frame.timeMicros = timeMicros[lane];
        frame.label = label[lane];
        long[] to = frame.values;
        for (int column = 0; column < columns; column++) {
            to[column] = values[column * MOST + lane];
        }
    }
}
