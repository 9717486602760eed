package io.understudy.engine.publish.file;

import io.understudy.model.ColumnFormat;
import io.understudy.model.Timestamp;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints the cells of one column as text. Owned by one thread. */
abstract sealed class CellPrinter {

    /** Prints a value that is not missing. */
    abstract void print(long value, WireBuffer out);

    /**
     * A printer.
     *
     * @param quote puts a text into the quotes that it needs
     */
    static CellPrinter of(ColumnFormat format, UnaryOperator<String> quote) {
        if (format instanceof ColumnFormat.Dictionary dictionary) {
            return new Listed(dictionary.values(), quote);
        }
        if (format instanceof ColumnFormat.Decimal decimal) {
            return new Number(decimal);
        }
        if (format instanceof Timestamp timestamp && timestamp.style().compareTo(Timestamp.Style.DATE) < 0) {
            return new Formatted(timestamp, UnaryOperator.identity());
        }
        return new Formatted(format, quote);
    }

    /** Texts of a closed list, each quoted and encoded beforehand. */
    private static final class Listed extends CellPrinter {
        private final byte[][] utf8ByValue;

        Listed(List<String> values, UnaryOperator<String> quote) {
            utf8ByValue = values.stream()
                    .map(value -> quote.apply(value).getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        @Override
        void print(long value, WireBuffer out) {
            byte[] utf8 = utf8ByValue[(int) value];
            out.writeRaw(utf8, 0, utf8.length);
        }
    }

    private static final class Number extends CellPrinter {
        private final ColumnFormat.Decimal format;
        private final long unit;

        Number(ColumnFormat.Decimal format) {
            this.format = format;
            long power = 1;
            for (int i = 0; i < format.scale(); i++) {
                power *= 10;
            }
            unit = power;
        }

        @Override
        void print(long value, WireBuffer out) {
            if (value < 0) {
                out.writeByte('-');
            }
            long magnitude = Math.abs(value);
            out.writeDigits(magnitude / unit, 1);
            long fraction = magnitude % unit;
            int digits = format.scale();
            while (digits > format.leastFractionDigits() && fraction % 10 == 0) {
                fraction /= 10;
                digits--;
            }
            if (digits > 0) {
                out.writeByte('.');
                out.writeDigits(fraction, digits);
            }
        }
    }

    /** Any other format, by way of its own text; ASCII is copied as it is. */
    private static final class Formatted extends CellPrinter {
        private final ColumnFormat format;
        private final UnaryOperator<String> quote;
        private final boolean plain; // quoting leaves a text of this format alone
        private final StringBuilder text = new StringBuilder();

        Formatted(ColumnFormat format, UnaryOperator<String> quote) {
            this.format = format;
            this.quote = quote;
            this.plain = plain(format, quote);
        }

        private static boolean plain(ColumnFormat format, UnaryOperator<String> quote) {
            String sample = format.text(0);
            boolean ascii = sample.chars().allMatch(c -> c < 128);
            return ascii && quote.apply(sample).equals(sample);
        }

        @Override
        void print(long value, WireBuffer out) {
            text.setLength(0);
            format.append(value, text);
            if (plain) {
                for (int i = 0; i < text.length(); i++) {
                    out.writeByte(text.charAt(i));
                }
            } else {
                byte[] utf8 = quote.apply(text.toString()).getBytes(StandardCharsets.UTF_8);
                out.writeRaw(utf8, 0, utf8.length);
            }
        }
    }
}
