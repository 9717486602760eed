package io.understudy.engine.encode;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventField;
import io.understudy.schemas.WireBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes one column's cells as one Avro field. Owned by one thread; does not allocate. */
public abstract sealed class CellEncoder {
    private static final long DECIMAL_BOUND = 1_000_000_000_000_000_000L; // 10 to the 18 digits of a decimal field
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    private final EventField field;

    private CellEncoder(EventField field) {
        this.field = field;
    }

    /** An encoder of {@code column}, whose field {@link EventContracts#field} makes. */
    public static CellEncoder of(Column column, EventField field) {
        ColumnFormat format = column.format();
        return switch (field.type().kind()) {
            case LONG, TIMESTAMP_MICROS -> new Whole(field);
            case DECIMAL -> new Fraction(field);
            case DATE -> new Date(field, (Timestamp) format);
            case TEXT ->
                format instanceof ColumnFormat.Dictionary dictionary
                        ? new Listed(field, dictionary.values())
                        : new Text(field, CellText.of(format));
        };
    }

    /**
     * Writes {@code value} with its union branch, where the field has one.
     *
     * @throws IllegalArgumentException if the value is missing or too long and the field does not allow that
     */
    public final void encode(long value, WireBuffer out) {
        if (value == ColumnFormat.MISSING) {
            encodeMissing(out);
            return;
        }
        if (field.nullable()) {
            out.writeLong(VALUE_BRANCH);
        }
        write(value, out);
    }

    private void encodeMissing(WireBuffer out) {
        if (!field.nullable()) {
            throw new IllegalArgumentException(
                    "column " + field.column()
                            + " of an event has no value, but its contract says that it always has one; make the column nullable");
        }
        out.writeLong(NULL_BRANCH);
    }

    abstract void write(long value, WireBuffer out);

    private static final class Whole extends CellEncoder {
        Whole(EventField field) {
            super(field);
        }

        @Override
        void write(long value, WireBuffer out) {
            out.writeLong(value);
        }
    }

    private static final class Fraction extends CellEncoder {
        private final String column;

        Fraction(EventField field) {
            super(field);
            column = field.column();
        }

        @Override
        void write(long value, WireBuffer out) {
            if (value >= DECIMAL_BOUND || value <= -DECIMAL_BOUND) {
                throw new IllegalArgumentException("column " + column + " holds the unscaled value " + value
                        + ", which has more than the 18 digits that its contract allows");
            }
            out.writeDecimal(value);
        }
    }

    private static final class Date extends CellEncoder {
        private final LocalDays days;

        Date(EventField field, Timestamp timestamp) {
            super(field);
            days = new LocalDays(timestamp.zoneId());
        }

        @Override
        void write(long value, WireBuffer out) {
            out.writeLong(days.of(value));
        }
    }

    /** Texts of a closed list, each encoded beforehand and all in one array. */
    private static final class Listed extends CellEncoder {
        private final byte[] encoded;
        private final int[] startByValue; // [value], one more than there are values

        Listed(EventField field, List<String> values) {
            super(field);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            WireBuffer one = new WireBuffer(256);
            startByValue = new int[values.size() + 1];
            for (int i = 0; i < values.size(); i++) {
                one.clear();
                one.writeBytes(values.get(i).getBytes(StandardCharsets.UTF_8));
                all.write(one.array(), 0, one.length());
                startByValue[i + 1] = all.size();
            }
            encoded = all.toByteArray();
        }

        @Override
        void write(long value, WireBuffer out) {
            int start = startByValue[(int) value];
            out.writeRaw(encoded, start, startByValue[(int) value + 1] - start);
        }
    }

    private static final class Text extends CellEncoder {
        private final CellText text;

        Text(EventField field, CellText text) {
            super(field);
            this.text = text;
        }

        @Override
        void write(long value, WireBuffer out) {
            out.writeLong(text.utf8Bytes(value));
            text.write(value, out);
        }
    }
}
