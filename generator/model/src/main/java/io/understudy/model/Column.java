package io.understudy.model;

import java.util.Objects;

/**
 * One column of an event log.
 *
 * @param name the reference's own name
 * @param constantPerEntity true where every event of an entity has the same value (a static column)
 * @param nullable true where cells may be {@link ColumnFormat#MISSING}
 */
public record Column(String name, ColumnRole role, boolean constantPerEntity, boolean nullable, ColumnFormat format) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(format);
    }

    /** The same column with another format. */
    public Column withFormat(ColumnFormat other) {
        return new Column(name, role, constantPerEntity, nullable, other);
    }
}
