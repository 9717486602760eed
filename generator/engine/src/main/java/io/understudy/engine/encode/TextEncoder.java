package io.understudy.engine.encode;

import io.understudy.model.ColumnFormat;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventField;
import io.understudy.schemas.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
        private final int[] firstWordByValue; // [value], one more than there are values
        private final int[] bytesByValue;
        private final int mostBytes;

        Listed(EventField field, List<String> values) {
            super(field);
            byte[][] encodedByValue = values.stream().map(TextEncoder::encoded).toArray(byte[][]::new);
            firstWordByValue = new int[values.size() + 1];
            bytesByValue = new int[values.size()];
            int most = 0;
            for (int i = 0; i < bytesByValue.length; i++) {
                bytesByValue[i] = encodedByValue[i].length;
                firstWordByValue[i + 1] = firstWordByValue[i] + wordsFor(encodedByValue[i].length);
                most = Math.max(most, bytesByValue[i]);
            }
            mostBytes = most;
            words = new long[firstWordByValue[bytesByValue.length]];
            for (int i = 0; i < bytesByValue.length; i++) {
                byte[] padded = new byte[wordsFor(bytesByValue[i]) * Long.BYTES];
                System.arraycopy(encodedByValue[i], 0, padded, 0, bytesByValue[i]);
                ByteBuffer.wrap(padded)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .get(words, firstWordByValue[i], padded.length / Long.BYTES);
            }
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
            int index = (int) value;
            int end = firstWordByValue[index + 1];
            int next = at;
            for (int word = firstWordByValue[index]; word < end; word++) {
                AvroBinary.writeWord(out, next, words[word]);
                next += Long.BYTES;
            }
            return at + bytesByValue[index];
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
