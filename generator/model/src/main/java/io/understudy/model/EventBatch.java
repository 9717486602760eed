package io.understudy.model;

/**
 * Scratch that holds events of different entities which were drawn together, a lane an event. Owned by the thread that fills
 * it.
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

    /** Number of columns. */
    public final int columns;

    /** The cells; those of an event lie together, so that they are copied at once. */
    public final long[] values; // [lane * columns + column]

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
        System.arraycopy(values, lane * columns, frame.values, 0, columns);
    }
}
