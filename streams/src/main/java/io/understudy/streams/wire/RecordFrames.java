package io.understudy.streams.wire;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventContract;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * Event records to frames of one layout and back, by the message's own writer schema: a field belongs to the column that
 * its property {@value EventContract#COLUMN_PROPERTY} names, or else to the column of its own name. Scratch of one thread.
 */
public final class RecordFrames {
    /** The fields of one writer schema by column. */
    private record Mapping(int eventIdField, int[] fieldByColumn, CellCodec[] codecByColumn) {}

    private final EventLayout layout;
    private final int timeIndex;
    private final int entityIndex;
    private final int[] typeIndexes;
    private final ObservedEvent observed;
    private final Map<Schema, Mapping> mappings = new IdentityHashMap<>();

    public RecordFrames(EventLayout layout) {
        this.layout = layout;
        this.timeIndex = layout.timeIndex();
        this.entityIndex = layout.indexes(ColumnRole.ENTITY)[0];
        this.typeIndexes = layout.indexes(ColumnRole.TYPE);
        this.observed = new ObservedEvent(layout.size());
    }

    /**
     * Reads {@code record} into this object's scratch.
     *
     * @param modelTimeMicros the event's time in the model, or {@link RecordHeaders#ABSENT} where it is the event time
     * @return the scratch, valid until the next call
     * @throws MalformedEventException if the record has no readable time
     */
    public ObservedEvent read(GenericRecord record, long modelTimeMicros) throws MalformedEventException {
        Mapping mapping = mapping(record.getSchema());
        EventFrame frame = observed.frame;
        for (int c = 0; c < layout.size(); c++) {
            observed.unknown[c] = false;
            frame.values[c] = ColumnFormat.MISSING;
            if (mapping.codecByColumn[c] == null) {
                continue;
            }
            try {
                frame.values[c] = mapping.codecByColumn[c].cell(record.get(mapping.fieldByColumn[c]));
            } catch (IllegalArgumentException | ArithmeticException e) {
                observed.unknown[c] = true;
            }
        }
        if (frame.values[timeIndex] == ColumnFormat.MISSING) {
            throw new MalformedEventException(
                    "event has no time in " + layout.column(timeIndex).name());
        }
        observed.record = record;
        observed.eventId = mapping.eventIdField < 0 ? "" : String.valueOf(record.get(mapping.eventIdField));
        observed.eventTimeMicros = frame.values[timeIndex];
        frame.timeMicros = modelTimeMicros == RecordHeaders.ABSENT ? observed.eventTimeMicros : modelTimeMicros;
        frame.values[timeIndex] = frame.timeMicros;
        frame.entity = Math.max(0, frame.values[entityIndex]);
        frame.sequence = 0;
        setLabel(frame, layout.normalLabel());
        return observed;
    }

    /** False if the event's token holds a value that the model has never seen, so that it has no place in a sequence. */
    public boolean modelKnows(ObservedEvent event) {
        for (int type : typeIndexes) {
            if (event.unknown[type]) {
                return false;
            }
        }
        return true;
    }

    /** Makes {@code label} the class of {@code frame}. */
    public void setLabel(EventFrame frame, long label) {
        frame.label = label;
        if (layout.labelIndex() >= 0) {
            frame.values[layout.labelIndex()] = label;
        }
    }

    /**
     * The record of {@code frame} in the schema of {@code template}, which is an event of the same entity. Entity columns,
     * columns that are constant within an entity, and cells that the frame lacks where the schema demands one, are the
     * template's.
     *
     * @param eventTimeMicros what the time column says
     */
    public GenericRecord write(EventFrame frame, GenericRecord template, String eventId, long eventTimeMicros) {
        Schema schema = template.getSchema();
        Mapping mapping = mapping(schema);
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), template.get(field.pos()));
        }
        for (int c = 0; c < layout.size(); c++) {
            CellCodec codec = mapping.codecByColumn[c];
            Column column = layout.column(c);
            if (codec == null || column.role() == ColumnRole.ENTITY || column.constantPerEntity()) {
                continue;
            }
            Object raw = codec.raw(c == timeIndex ? eventTimeMicros : frame.values[c]);
            if (raw != null || codec.nullable()) {
                record.put(mapping.fieldByColumn[c], raw);
            }
        }
        if (mapping.eventIdField >= 0) {
            record.put(mapping.eventIdField, new Utf8(eventId));
        }
        return record;
    }

    private Mapping mapping(Schema schema) {
        Mapping mapping = mappings.get(schema);
        if (mapping == null) {
            mapping = map(schema);
            mappings.put(schema, mapping);
        }
        return mapping;
    }

    private Mapping map(Schema schema) {
        int[] fieldByColumn = new int[layout.size()];
        Arrays.fill(fieldByColumn, -1);
        CellCodec[] codecs = new CellCodec[layout.size()];
        for (Schema.Field field : schema.getFields()) {
            String name = field.getProp(EventContract.COLUMN_PROPERTY);
            int column = layout.indexOf(name == null ? field.name() : name);
            if (column >= 0) {
                fieldByColumn[column] = field.pos();
                codecs[column] = new CellCodec(layout.column(column).format(), field.schema());
            }
        }
        Schema.Field id = schema.getField(EventContract.EVENT_ID);
        return new Mapping(id == null ? -1 : id.pos(), fieldByColumn, codecs);
    }
}
