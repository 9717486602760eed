package io.understudy.engine.encode;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.Timestamp;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventField;
import io.understudy.schemas.WireBuffer;
import java.util.List;

/**
 * Writes one column's cells as one Avro field, into an array that has room for {@link #mostBytes} and the slack of
 * {@link AvroBinary}. Owned by one thread; does not allocate after construction.
 */
public abstract sealed class CellEncoder permits NumberEncoder, TextEncoder {
    private static final byte NULL_BRANCH = 0;
    private static final byte VALUE_BRANCH = 1 << 1; // zig-zag of 1

    private final EventField field;
    private final boolean nullable;

    CellEncoder(EventField field) {
        this.field = field;
        this.nullable = field.nullable();
    }

    /** An encoder of {@code column}, whose field is that of a contract. */
    public static CellEncoder of(Column column, EventField field) {
        ColumnFormat format = column.format();
        return switch (field.type().kind()) {
            case LONG, TIMESTAMP_MICROS -> new NumberEncoder.Whole(field);
            case DECIMAL -> new NumberEncoder.Fraction(field);
            case DATE -> new NumberEncoder.Date(field, (Timestamp) format);
            case TEXT -> text(format, field);
        };
    }

    private static CellEncoder text(ColumnFormat format, EventField field) {
        if (format instanceof ColumnFormat.Serial serial) {
            return new TextEncoder.Numbered(field, serial);
        }
        // A column that is always empty has no values to list.
        return new TextEncoder.Listed(
                field, format instanceof ColumnFormat.Dictionary dictionary ? dictionary.values() : List.of());
    }

    /**
     * Writes {@code value} behind what {@code out} holds, with its union branch where the field has one.
     *
     * @throws IllegalArgumentException if the value is missing or too long and the field does not allow that
     */
    public final void encode(long value, WireBuffer out) {
        out.reserve(mostBytes());
        out.end(encode(value, out.array(), out.length()));
    }

    /** Most bytes that {@link #encode} writes. */
    final int mostBytes() {
        return 1 + mostValueBytes();
    }

    abstract int mostValueBytes();

    /**
     * Writes {@code value} at {@code at}, with its union branch where the field has one.
     *
     * @return the place behind what was written
     * @throws IllegalArgumentException if the value is missing or too long and the field does not allow that
     */
    final int encode(long value, byte[] out, int at) {
        if (value == ColumnFormat.MISSING) {
            return encodeMissing(out, at);
        }
        int next = at;
        if (nullable) {
            out[next++] = VALUE_BRANCH;
        }
        return write(value, out, next);
    }

    /** Bytes of the union branch before a value. */
    final int branchBytes() {
        return nullable ? 1 : 0;
    }

    /** Writes the union branch of a value. */
    final void writeBranch(byte[] out, int at) {
        out[at] = VALUE_BRANCH;
    }

    private int encodeMissing(byte[] out, int at) {
        if (!nullable) {
            throw new IllegalArgumentException(
                    "column " + field.column() + " of an event has no value, but its contract"
                            + " says that it always has one; make the column nullable");
        }
        out[at] = NULL_BRANCH;
        return at + 1;
    }

    abstract int write(long value, byte[] out, int at);
}
