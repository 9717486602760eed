package io.understudy.engine.encode;

import io.understudy.model.ColumnFormat;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the text of one column's cells as UTF-8. Owned by one thread. */
abstract sealed class CellText {

    /** Bytes that {@link #write} will write of {@code value}, which is not missing. */
    abstract int utf8Bytes(long value);

    /** Writes the text of {@code value}, which is not missing. */
    abstract void write(long value, WireBuffer out);

    static CellText of(ColumnFormat format) {
        if (format instanceof ColumnFormat.Dictionary dictionary) {
            return new Listed(dictionary.values());
        }
        if (format instanceof ColumnFormat.Serial serial) {
            return new Numbered(serial);
        }
        return new Formatted(format);
    }

    private static final class Listed extends CellText {
        private final byte[][] utf8ByValue;

        Listed(List<String> values) {
            utf8ByValue =
                    values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        }

        @Override
        int utf8Bytes(long value) {
            return utf8ByValue[(int) value].length;
        }

        @Override
        void write(long value, WireBuffer out) {
            byte[] utf8 = utf8ByValue[(int) value];
            out.writeRaw(utf8, 0, utf8.length);
        }
    }

    /** A prefix and a number. */
    static final class Numbered extends CellText {
        private final byte[] prefix;
        private final int width;
        private final long first;

        Numbered(ColumnFormat.Serial serial) {
            prefix = serial.prefix().getBytes(StandardCharsets.UTF_8);
            width = serial.width();
            first = serial.first();
        }

        @Override
        int utf8Bytes(long value) {
            return prefix.length + Math.max(width, WireBuffer.digits(number(value)));
        }

        @Override
        void write(long value, WireBuffer out) {
            out.writeRaw(prefix, 0, prefix.length);
            out.writeDigits(number(value), width);
        }

        /** The number behind the prefix. */
        long number(long value) {
            long number = first + value;
            if (number < 0) {
                throw new IllegalArgumentException("value " + value + " of a serial column that starts at " + first
                        + " is negative; serial numbers are not");
            }
            return number;
        }
    }

    /** Any other format, by way of its own text; the only one that allocates. */
    private static final class Formatted extends CellText {
        private final ColumnFormat format;

        Formatted(ColumnFormat format) {
            this.format = format;
        }

        @Override
        int utf8Bytes(long value) {
            return utf8(value).length;
        }

        @Override
        void write(long value, WireBuffer out) {
            byte[] utf8 = utf8(value);
            out.writeRaw(utf8, 0, utf8.length);
        }

        private byte[] utf8(long value) {
            return format.text(value).getBytes(StandardCharsets.UTF_8);
        }
    }
}
