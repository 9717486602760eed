package io.understudy.model;

import java.util.Arrays;

/**
 * Scratch that holds one event. Owned by the thread that fills it; whoever wants to keep an event copies it.
 */
public final class EventFrame {
    /** Ordinal of the entity in its population, from 0. */
    public long entity;

    /** Ordinal of the event within its entity, from 0. */
    public long sequence;

    /** Model time, microseconds since 1970-01-01T00:00:00Z. */
    public long timeMicros;

    /** Class of the event: a value of the label column, the layout's normal label where nothing happened. */
    public long label;

    /** The cells, one a column of the layout, in the encoding of the column's {@link ColumnFormat}. */
    public final long[] values; // [column]

    public EventFrame(int columns) {
        values = new long[columns];
        Arrays.fill(values, ColumnFormat.MISSING);
    }

    /** Makes this frame equal to {@code other}, which has the same layout. */
    public void copyFrom(EventFrame other) {
        entity = other.entity;
        sequence = other.sequence;
        timeMicros = other.timeMicros;
        label = other.label;
        System.arraycopy(other.values, 0, values, 0, values.length);
    }
}
