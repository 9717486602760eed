package io.understudy.schemas;

import java.util.Objects;

/**
 * One field of an event, before it has a name that Avro takes.
 *
 * @param column name of the event log's column that it holds
 * @param nullable true where events without a value exist
 * @param doc one line for the schema's readers; may be empty
 */
public record EventField(String column, FieldType type, boolean nullable, String doc) {
    public EventField {
        Objects.requireNonNull(column);
        Objects.requireNonNull(type);
        Objects.requireNonNull(doc);
    }
}
