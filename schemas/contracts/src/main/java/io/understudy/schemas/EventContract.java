package io.understudy.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * The Avro schema of one stream's events, and the fields that it came from. An event's record has {@code event_id}
 * first, then one field a column. Immutable.
 */
public final class EventContract {
    /** Name of the record's first field: the event's id, 16 hex digits. */
    public static final String EVENT_ID = "event_id";

    /** Property of each field but the first: the column's name in the event log. */
    public static final String COLUMN_PROPERTY = "understudy.column";

    /** Avro namespace of all event records. */
    public static final String NAMESPACE = "io.understudy.event";

    /** The contracts that ship, by record name. */
    public static final List<String> SHIPPED = List.of("payments", "access");

    private final Schema schema;
    private final List<EventField> fields;

    private EventContract(Schema schema, List<EventField> fields) {
        this.schema = schema;
        this.fields = List.copyOf(fields);
    }

    /**
     * The contract of events with {@code fields}: a shipped one where it has just these, whatever the data is called,
     * otherwise one that is derived from them.
     *
     * @param name of the data, such as the file's stem; names a derived record, and need not be legal in Avro
     * @param fields in the event log's order
     */
    public static EventContract of(String name, List<EventField> fields) {
        for (String domain : SHIPPED) {
            EventContract shipped = shipped(domain);
            if (shipped.holds(fields)) {
                return shipped;
            }
        }
        return derived(name, fields);
    }

    /**
     * The contract that ships for {@code name}.
     *
     * @throws IllegalArgumentException if none does
     */
    public static EventContract shipped(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException("no contract ships for \"" + name + "\"; those that do are " + SHIPPED);
        }
        try (InputStream in = EventContract.class.getResourceAsStream(name + ".avsc")) {
            return read(new Schema.Parser().parse(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A contract made of {@code fields} alone, whether one ships under that name or not. */
    static EventContract derived(String name, List<EventField> fields) {
        AvroNames names = new AvroNames();
        List<Schema.Field> avro = new ArrayList<>();
        avro.add(new Schema.Field(
                names.give(EVENT_ID), Schema.create(Schema.Type.STRING), "Id of the event, 16 hex digits"));
        for (EventField field : fields) {
            avro.add(avroField(names.give(field.column()), field));
        }
        String doc = "An event of " + name;
        return new EventContract(Schema.createRecord(AvroNames.legal(name), doc, NAMESPACE, false, avro), fields);
    }

    private static Schema.Field avroField(String name, EventField field) {
        Schema type = field.type().toAvro();
        String doc = field.doc().isEmpty() ? null : field.doc();
        Schema.Field avro = field.nullable()
                ? new Schema.Field(
                        name, Schema.createUnion(Schema.create(Schema.Type.NULL), type), doc, JsonProperties.NULL_VALUE)
                : new Schema.Field(name, type, doc);
        avro.addProp(COLUMN_PROPERTY, field.column());
        return avro;
    }

    /**
     * The contract that {@code schema} states, as found in a registry.
     *
     * @throws IllegalArgumentException if it is no schema of events
     */
    public static EventContract read(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD
                || schema.getFields().isEmpty()
                || !schema.getFields().get(0).name().equals(EVENT_ID)
                || schema.getFields().get(0).schema().getType() != Schema.Type.STRING) {
            throw new IllegalArgumentException("schema " + schema.getFullName()
                    + " is not one of events: its first field must be the string " + EVENT_ID);
        }
        List<EventField> fields = new ArrayList<>();
        for (Schema.Field field :
                schema.getFields().subList(1, schema.getFields().size())) {
            fields.add(eventField(schema, field));
        }
        return new EventContract(schema, fields);
    }

    private static EventField eventField(Schema schema, Schema.Field field) {
        String column = field.getProp(COLUMN_PROPERTY);
        boolean nullable = field.schema().isUnion();
        Schema type = field.schema();
        if (nullable) {
            List<Schema> branches = type.getTypes();
            if (branches.size() != 2 || branches.get(0).getType() != Schema.Type.NULL) {
                throw new IllegalArgumentException("field " + field.name() + " of schema " + schema.getFullName()
                        + " must be of one type, or a union of null and one type");
            }
            type = branches.get(1);
        }
        return new EventField(
                column == null ? field.name() : column,
                FieldType.ofAvro(type),
                nullable,
                field.doc() == null ? "" : field.doc());
    }

    /** True where events with {@code others} as their fields can be written by this contract. */
    private boolean holds(List<EventField> others) {
        if (others.size() != fields.size()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            EventField mine = fields.get(i);
            EventField other = others.get(i);
            if (!mine.column().equals(other.column())
                    || !mine.type().equals(other.type())
                    || other.nullable() && !mine.nullable()) {
                return false;
            }
        }
        return true;
    }

    /** The record's schema, to be registered. */
    public Schema schema() {
        return schema;
    }

    /** The fields behind {@code event_id}, in order. */
    public List<EventField> fields() {
        return fields;
    }

    /** Avro name of field {@code index} of {@link #fields}. */
    public String avroName(int index) {
        return schema.getFields().get(index + 1).name();
    }
}
