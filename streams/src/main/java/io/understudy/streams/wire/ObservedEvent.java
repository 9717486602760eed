package io.understudy.streams.wire;

import io.understudy.model.EventFrame;
import org.apache.avro.generic.GenericRecord;

/** Scratch that holds one decoded event. Owned by the {@link RecordFrames} that fills it, until its next reading. */
public final class ObservedEvent {
    /** The record that was read. */
    public GenericRecord record;

    /** The event's own id; empty if the record has none. */
    public String eventId;

    /** Time in the record's time column, microseconds since 1970. */
    public long eventTimeMicros;

    /** The cells, with {@code timeMicros} as the model's time and the normal label. */
    public final EventFrame frame;

    /** True where the cell holds a value that the column's format does not know; its cell is missing then. */
    public final boolean[] unknown; // [column]

    ObservedEvent(int columns) {
        frame = new EventFrame(columns);
        unknown = new boolean[columns];
    }
}
