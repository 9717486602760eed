package io.understudy.schemas;

import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What the values of an event's field are.
 *
 * @param scale digits after the point of a {@code DECIMAL}; 0 for the other kinds
 */
public record FieldType(Kind kind, int scale) {
    /** A string. */
    public static final FieldType TEXT = new FieldType(Kind.TEXT, 0);

    /** A whole number of 64 bits. */
    public static final FieldType LONG = new FieldType(Kind.LONG, 0);

    /** An instant, in microseconds since 1970. */
    public static final FieldType TIMESTAMP_MICROS = new FieldType(Kind.TIMESTAMP_MICROS, 0);

    /** A date without time of day. */
    public static final FieldType DATE = new FieldType(Kind.DATE, 0);

    /** Decimal digits that a {@code DECIMAL} can have, those after the point among them. */
    public static final int PRECISION = 18;

    /** The kinds, one a way of writing. */
    public enum Kind {
        TEXT,
        LONG,
        DECIMAL,
        TIMESTAMP_MICROS,
        DATE
    }

    public FieldType {
        if (scale < 0 || scale > PRECISION || scale > 0 && kind != Kind.DECIMAL) {
            throw new IllegalArgumentException("a field of kind " + kind + " cannot have scale " + scale);
        }
    }

    /** A number with {@code scale} digits after the point and at most 18 in all. */
    public static FieldType decimal(int scale) {
        return new FieldType(Kind.DECIMAL, scale);
    }

    /** The Avro type, not nullable. */
    public Schema toAvro() {
        return switch (kind) {
            case TEXT -> Schema.create(Schema.Type.STRING);
            case LONG -> Schema.create(Schema.Type.LONG);
            case DECIMAL -> LogicalTypes.decimal(PRECISION, scale).addToSchema(Schema.create(Schema.Type.BYTES));
            case TIMESTAMP_MICROS -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        };
    }

    /**
     * The type that {@link #toAvro} makes {@code schema} of.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FieldType ofAvro(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        FieldType type = switch (schema.getType()) {
            case STRING -> TEXT;
            case LONG -> logical == null ? LONG : TIMESTAMP_MICROS;
            case INT -> DATE;
            case BYTES -> logical instanceof LogicalTypes.Decimal d ? decimal(d.getScale()) : null;
            default -> null;
        };
        if (type == null || !Objects.equals(type.toAvro().getLogicalType(), logical)) {
            throw new IllegalArgumentException("Avro type " + schema + " is none that a field of an event can have");
        }
        return type;
    }
}
