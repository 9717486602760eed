package io.understudy.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How one column's cells are written as text and held as a {@code long}. A missing cell is {@link #MISSING} and empty
 * text in every format.
 */
public sealed interface ColumnFormat
        permits ColumnFormat.Dictionary, ColumnFormat.Decimal, ColumnFormat.Serial, ColumnFormat.Empty, Timestamp {

    /** The {@code long} of a cell without a value. */
    long MISSING = Long.MIN_VALUE;

    /** Appends the text of {@code value}; nothing for {@link #MISSING}. */
    void append(long value, StringBuilder out);

    /** The text of {@code value}. */
    default String text(long value) {
        StringBuilder out = new StringBuilder();
        append(value, out);
        return out.toString();
    }

    /**
     * The {@code long} of {@code text}; {@link #MISSING} for empty text.
     *
     * @throws IllegalArgumentException if the text is not of this format; the message says why
     */
    long parse(String text);

    /** A closed list of texts; the value is the index. {@link #parse} of a text outside the list is refused. */
    record Dictionary(List<String> values) implements ColumnFormat {
        public Dictionary {
            values = List.copyOf(values);
        }

        @Override
        public void append(long value, StringBuilder out) {
            if (value != MISSING) {
                out.append(values.get((int) value));
            }
        }

        @Override
        public long parse(String text) {
            int index = values.indexOf(text);
            if (index >= 0) {
                return index;
            }
            if (text.isEmpty()) {
                return MISSING;
            }
            throw new IllegalArgumentException("\"" + text + "\" is none of the " + values.size() + " known values");
        }
    }

    /**
     * A decimal number; the value is unscaled: number times 10^{@code scale}.
     *
     * @param scale digits kept after the point, 0 to 12
     * @param leastFractionDigits digits always written after the point; trailing zeros beyond them are dropped
     */
    record Decimal(int scale, int leastFractionDigits) implements ColumnFormat {
        public Decimal {
            if (scale < 0 || scale > 12 || leastFractionDigits < 0 || leastFractionDigits > scale) {
                throw new IllegalArgumentException(
                        "scale " + scale + " and least fraction digits " + leastFractionDigits + " must be in 0..12");
            }
        }

        @Override
        public void append(long value, StringBuilder out) {
            if (value == MISSING) {
                return;
            }
            String digits = Long.toString(Math.abs(value));
            if (value < 0) {
                out.append('-');
            }
            int whole = digits.length() - scale;
            if (whole <= 0) {
                out.append('0');
            } else {
                out.append(digits, 0, whole);
            }
            int last = scale;
            while (last > leastFractionDigits && digitAt(digits, whole + last - 1) == '0') {
                last--;
            }
            if (last > 0) {
                out.append('.');
                for (int i = 0; i < last; i++) {
                    out.append(digitAt(digits, whole + i));
                }
            }
        }

        private static char digitAt(String digits, int index) {
            return index < 0 ? '0' : digits.charAt(index);
        }

        @Override
        public long parse(String text) {
            if (text.isEmpty()) {
                return MISSING;
            }
            try {
                return new BigDecimal(text.trim())
                        .setScale(scale, RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("\"" + text + "\" is not a number; use a point as the decimal mark");
            }
        }
    }

    /**
     * A name made anew: {@code prefix} and a number from {@code first} on, zero-padded to {@code width} digits. The value
     * counts from 0.
     */
    record Serial(String prefix, int width, long first) implements ColumnFormat {
        @Override
        public void append(long value, StringBuilder out) {
            if (value == MISSING) {
                return;
            }
            out.append(prefix);
            String digits = Long.toString(first + value);
            for (int i = digits.length(); i < width; i++) {
                out.append('0');
            }
            out.append(digits);
        }

        @Override
        public long parse(String text) {
            if (text.isEmpty()) {
                return MISSING;
            }
            if (!text.startsWith(prefix)) {
                throw new IllegalArgumentException("\"" + text + "\" does not start with \"" + prefix + "\"");
            }
            try {
                return Long.parseLong(text.substring(prefix.length())) - first;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("\"" + text + "\" has no number behind \"" + prefix + "\"");
            }
        }
    }

    /** A column that is always written empty. */
    record Empty() implements ColumnFormat {
        @Override
        public void append(long value, StringBuilder out) {
            // nothing: the column is not modelled
        }

        @Override
        public long parse(String text) {
            return MISSING;
        }
    }
}
