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

        Numbered(EventField field, ColumnFormat.Serial serial) {
            super(field);
            text = new CellText.Numbered(serial);
            prefix = serial.prefix().getBytes(StandardCharsets.UTF_8);
            width = serial.width();
        }

        @Override
        int mostValueBytes() {
            return AvroBinary.LONGEST_LONG_BYTES + prefix.length + Math.max(width, AvroBinary.MOST_DIGITS);
        }

        @Override
        int write(long value, byte[] out, int at) {
            long number = text.number(value);
            int digits = Math.max(width, AvroBinary.digits(number));
            int next = AvroBinary.writeLong(out, at, prefix.length + digits);
            for (byte b : prefix) {
                out[next++] = b;
            }
            return AvroBinary.writeDigits(out, next, number, digits);
        }
    }
}
