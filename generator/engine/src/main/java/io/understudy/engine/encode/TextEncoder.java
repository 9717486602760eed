package io.understudy.engine.encode;

import io.understudy.model.ColumnFormat;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventField;
import io.understudy.schemas.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Cells that are texts. */
abstract sealed class TextEncoder extends CellEncoder {

    private static final int MOST_FEW_DIGITS = 2 * Long.BYTES;

    private TextEncoder(EventField field) {
        super(field);
    }

    private static byte[] encoded(String text) {
        WireBuffer out = new WireBuffer(64);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /**
     * A closed list of texts, each encoded beforehand. They lie in words, and are stored a word at a time: most texts fit
     * in one, and a copy of so few bytes costs several times as much.
     */
    static final class Listed extends TextEncoder {
        private final long[] words; // lowest byte first
        private final long[] placeByValue; // first word in the upper half, length in bytes in the lower
        private final int mostBytes;

        Listed(EventField field, List<String> values) {
            super(field);
            byte[][] encodedByValue = values.stream().map(TextEncoder::encoded).toArray(byte[][]::new);
            words = new long
                    [Arrays.stream(encodedByValue)
                            .mapToInt(encoded -> wordsFor(encoded.length))
                            .sum()];
            placeByValue = new long[encodedByValue.length];
            int word = 0;
            int most = 0;
            for (int i = 0; i < placeByValue.length; i++) {
                int bytes = encodedByValue[i].length;
                placeByValue[i] = (long) word << 32 | bytes;
                ByteBuffer.wrap(Arrays.copyOf(encodedByValue[i], wordsFor(bytes) * Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .get(words, word, wordsFor(bytes));
                word += wordsFor(bytes);
                most = Math.max(most, bytes);
            }
            mostBytes = most;
        }

        private static int wordsFor(int bytes) {
            return (bytes + Long.BYTES - 1) / Long.BYTES;
        }

        /** Number of texts. */
        int size() {
            return placeByValue.length;
        }

        @Override
        int mostValueBytes() {
            return mostBytes;
        }

        @Override
        int write(long value, byte[] out, int at) {
            long place = placeByValue[(int) value];
            int word = (int) (place >>> 32);
            int end = at + (int) place;
            int next = at;
            do {
                AvroBinary.writeWord(out, next, words[word++]);
                next += Long.BYTES;
            } while (next < end);
            return end;
        }
    }

    /** Names made anew: a prefix and a number. */
    static final class Numbered extends TextEncoder {
        private final CellText.Numbered text;
        private final byte[] prefix;
        private final int width;
        private final int usual; // digits of the first number, and of most behind it
        private final long head; // length and prefix of a number of so many digits, lowest byte first
        private final long low; // least number of so many digits
        private final long end; // least number of more; 0 where prefix or digits are too long for a word and two

        Numbered(EventField field, ColumnFormat.Serial serial) {
            super(field);
            text = new CellText.Numbered(serial);
            prefix = serial.prefix().getBytes(StandardCharsets.UTF_8);
            width = serial.width();
            usual = Math.max(width, AvroBinary.digits(serial.first()));
            byte[] begin = encoded(serial.prefix() + "0".repeat(usual));
            boolean isShort = begin.length - usual <= Long.BYTES && usual <= MOST_FEW_DIGITS;
            head = isShort ? word(begin) : 0;
            low = usual > width ? powerOfTen(usual - 1) : 0;
            end = isShort ? powerOfTen(usual) : 0;
        }

        /** Digits of most numbers, 16 at most. */
        int usual() {
            return usual;
        }

        /** What is before the digits of a number of so many: its length and the prefix. */
        long head() {
            return head;
        }

        int headBytes() {
            return 1 + prefix.length;
        }

        /** The number of value 0. */
        long first() {
            return text.number(0);
        }

        /** The least number of so many digits. */
        long low() {
            return low;
        }

        /** The least number of more digits; 0 where all are written one by one. */
        long end() {
            return end;
        }

        private static long powerOfTen(int exponent) {
            long power = 1;
            for (int i = 0; i < exponent; i++) {
                power *= 10;
            }
            return power;
        }

        private static long word(byte[] bytes) {
            return ByteBuffer.wrap(Arrays.copyOf(bytes, Long.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
        }

        @Override
        int mostValueBytes() {
            return AvroBinary.LONGEST_LONG_BYTES + prefix.length + Math.max(width, AvroBinary.MOST_DIGITS);
        }

        @Override
        int write(long value, byte[] out, int at) {
            long number = text.number(value);
            if (number >= low && number < end) {
                AvroBinary.writeWord(out, at, head);
                return AvroBinary.writeDigitsExactly(out, at + 1 + prefix.length, number, usual);
            }
            int digits = Math.max(width, AvroBinary.digits(number));
            int next = AvroBinary.writeLong(out, at, prefix.length + digits);
            for (byte b : prefix) {
                out[next++] = b;
            }
            return AvroBinary.writeDigits(out, next, number, digits);
        }
    }
}
