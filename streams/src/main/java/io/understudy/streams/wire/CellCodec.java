package io.understudy.streams.wire;

import io.understudy.model.ColumnFormat;
import io.understudy.model.Timestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;

/** One column's cells between the raw Avro values of one field and the {@code long} of its {@link ColumnFormat}. */
final class CellCodec {
    private static final long MICROS_PER_MILLI = 1_000;

    private final ColumnFormat format;
    private final Schema schema; // without null
    private final boolean nullable;
    private final Map<String, Long> indexByText; // of a dictionary; else null

    CellCodec(ColumnFormat format, Schema field) {
        this.format = format;
        this.nullable = field.isNullable();
        this.schema = field.isUnion()
                ? field.getTypes().stream()
                        .filter(s -> s.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : field;
        this.indexByText = format instanceof ColumnFormat.Dictionary dictionary ? indexes(dictionary) : null;
    }

    private static Map<String, Long> indexes(ColumnFormat.Dictionary dictionary) {
        Map<String, Long> indexes = new HashMap<>();
        for (int i = 0; i < dictionary.values().size(); i++) {
            indexes.putIfAbsent(dictionary.values().get(i), (long) i);
        }
        return indexes;
    }

    boolean nullable() {
        return nullable;
    }

    /**
     * The cell of a raw value.
     *
     * @throws IllegalArgumentException if the format does not know the value
     */
    long cell(Object raw) {
        if (raw == null) {
            return ColumnFormat.MISSING;
        }
        LogicalType logical = schema.getLogicalType();
        if (raw instanceof ByteBuffer bytes && logical instanceof LogicalTypes.Decimal decimal) {
            byte[] unscaled = new byte[bytes.remaining()];
            bytes.duplicate().get(unscaled);
            return number(new BigDecimal(new BigInteger(unscaled), decimal.getScale()));
        }
        if (format instanceof Timestamp timestamp && raw instanceof Number number) {
            if (logical instanceof LogicalTypes.Date) {
                return LocalDate.ofEpochDay(number.longValue())
                                .atStartOfDay(timestamp.zoneId())
                                .toEpochSecond()
                        * 1_000_000L;
            }
            if (logical instanceof LogicalTypes.TimestampMicros) {
                return number.longValue();
            }
            if (logical instanceof LogicalTypes.TimestampMillis) {
                return number.longValue() * MICROS_PER_MILLI;
            }
        }
        if (raw instanceof Long number && format instanceof ColumnFormat.Decimal decimal && decimal.scale() == 0) {
            return number;
        }
        return text(raw.toString());
    }

    private long number(BigDecimal value) {
        return format instanceof ColumnFormat.Decimal decimal
                ? value.setScale(decimal.scale(), RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact()
                : text(value.toPlainString());
    }

    private long text(String text) {
        if (indexByText == null) {
            return format.parse(text);
        }
        Long index = indexByText.get(text);
        return index == null ? format.parse(text) : index;
    }

    /** The raw value of {@code cell}; null for a missing one. */
    Object raw(long cell) {
        if (cell == ColumnFormat.MISSING) {
            return null;
        }
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            BigDecimal value = format instanceof ColumnFormat.Decimal own
                    ? BigDecimal.valueOf(cell, own.scale())
                    : new BigDecimal(format.text(cell));
            return ByteBuffer.wrap(value.setScale(decimal.getScale(), RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .toByteArray());
        }
        if (format instanceof Timestamp timestamp) {
            if (logical instanceof LogicalTypes.Date) {
                return (int) Instant.ofEpochSecond(Math.floorDiv(cell, 1_000_000L))
                        .atZone(timestamp.zoneId())
                        .toLocalDate()
                        .toEpochDay();
            }
            if (logical instanceof LogicalTypes.TimestampMicros) {
                return cell;
            }
            if (logical instanceof LogicalTypes.TimestampMillis) {
                return Math.floorDiv(cell, MICROS_PER_MILLI);
            }
        }
        String text = format.text(cell);
        return switch (schema.getType()) {
            case STRING -> new Utf8(text);
            case LONG -> new BigDecimal(text).longValueExact();
            case INT -> new BigDecimal(text).intValueExact();
            case DOUBLE -> Double.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            default -> throw new IllegalArgumentException("field of type " + schema.getType() + " cannot hold a cell");
        };
    }
}
