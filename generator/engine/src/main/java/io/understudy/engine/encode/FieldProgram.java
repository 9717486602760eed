package io.understudy.engine.encode;

import io.understudy.schemas.AvroBinary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The fields of an event as steps, each a number that says what to do with which column. Most columns are closed lists of
 * short texts, which a step looks up in a table of all of them: a word or two hold a text together with its length, and are
 * stored whole, so that the step neither loops nor calls anything. What is longer, missing or made anew is left to the
 * column's {@link CellEncoder}. Owned by one thread; does not allocate after construction.
 */
final class FieldProgram {
    // Kinds of steps.
    private static final int OTHER = 0;
    private static final int WORD = 1; // a text of a closed list, in a word together with its length
    private static final int WORDS = 2; // the same, in two
    private static final int NUMBERED = 3;
    private static final int WHOLE = 4;
    private static final int FRACTION = 5;
    private static final int KINDS_MASK = 7;

    // Where the parts of a step begin, lowest bit first: kind, column, number of texts, place of the first in the
    // table.
    private static final int COLUMN_BIT = 4;
    private static final int SIZE_BIT = 20;
    private static final int PLACE_BIT = 42;
    private static final int LIMIT = 1 << PLACE_BIT - SIZE_BIT;
    private static final int COLUMN_MASK = (1 << SIZE_BIT - COLUMN_BIT) - 1;

    private static final int LENGTH_BIT = Long.SIZE - Byte.SIZE; // of a text's last word: its length is in the top byte

    private final long[] steps;
    private final CellEncoder[] encoders; // [step]
    private final long[] texts;
    private final int mostBytes;

    /**
     * A program.
     *
     * @param columns of the frame // [step]
     * @param encoders of the columns // [step]
     */
    FieldProgram(int[] columns, CellEncoder[] encoders) {
        this.encoders = encoders.clone();
        steps = new long[columns.length];
        List<Long> table = new ArrayList<>();
        int most = AvroBinary.SLACK_BYTES; // a second word may lie behind the slack that there always is
        for (int i = 0; i < columns.length; i++) {
            most += encoders[i].mostBytes();
            if (columns[i] > COLUMN_MASK) {
                throw new IllegalArgumentException("column " + columns[i] + " of an event is one of too many");
            }
            steps[i] = (long) columns[i] << COLUMN_BIT | kind(encoders[i]);
            if (encoders[i] instanceof TextEncoder.Listed listed) {
                steps[i] |= addTexts(listed, table);
            }
        }
        texts = table.stream().mapToLong(Long::longValue).toArray();
        mostBytes = most;
    }

    private static int kind(CellEncoder encoder) {
        if (encoder instanceof TextEncoder.Numbered) {
            return NUMBERED;
        }
        if (encoder instanceof NumberEncoder.Whole) {
            return WHOLE;
        }
        return encoder instanceof NumberEncoder.Fraction ? FRACTION : OTHER;
    }

    /** The rest of the step of a list, whose texts are added to the table if they are short. */
    private static long addTexts(TextEncoder.Listed listed, List<Long> table) {
        byte[] bytes = new byte[listed.mostBytes() + (WORDS + 1) * Long.BYTES];
        int longest = 0;
        for (int value = 0; value < listed.size(); value++) {
            longest = Math.max(longest, listed.encode(value, bytes, 0));
        }
        int words = (longest + Long.BYTES) / Long.BYTES; // with a byte for the length
        if (words > WORDS || listed.size() == 0 || table.size() + words * listed.size() >= LIMIT) {
            return OTHER;
        }
        long first = table.size();
        for (int value = 0; value < listed.size(); value++) {
            int length = listed.encode(value, bytes, 0);
            LongStream.range(0, words - 1L).forEach(word -> table.add(word(bytes, (int) word, Long.BYTES)));
            int rest = length - (words - 1) * Long.BYTES;
            table.add(word(bytes, words - 1, Math.max(0, rest)) | (long) length << LENGTH_BIT);
        }
        return (words == 1 ? WORD : WORDS) | (long) listed.size() << SIZE_BIT | first << PLACE_BIT;
    }

    /** The first {@code count} bytes of a word, the first one lowest. */
    private static long word(byte[] bytes, int word, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << Byte.SIZE | bytes[word * Long.BYTES + i] & 0xff;
        }
        return value;
    }

    /** Most bytes that {@link #run} changes, but for the slack of {@link AvroBinary}. */
    int mostBytes() {
        return mostBytes;
    }

    /**
     * Writes the fields of an event.
     *
     * @param values // [column]
     * @return the place behind what was written
     * @throws IllegalArgumentException if a cell is missing that the contract wants, or a number has over 18 digits
     */
    int run(long[] values, byte[] out, int start) {
        int at = start;
        for (int i = 0; i < steps.length; i++) {
            long step = steps[i];
            long value = values[(int) (step >>> COLUMN_BIT) & COLUMN_MASK];
            int kind = (int) step & KINDS_MASK;
            if (kind == WORD || kind == WORDS) {
                int size = (int) (step >>> SIZE_BIT) & LIMIT - 1;
                if (value >= 0 && value < size) {
                    int place = (int) (step >>> PLACE_BIT);
                    long word = texts[place + (int) value * kind];
                    AvroBinary.writeWord(out, at, word);
                    if (kind == WORDS) {
                        word = texts[place + 2 * (int) value + 1];
                        AvroBinary.writeWord(out, at + Long.BYTES, word);
                    }
                    at += (int) (word >>> LENGTH_BIT);
                    continue;
                }
            }
            at = encode(kind, encoders[i], value, out, at);
        }
        return at;
    }

    // A call of the abstract method, of several classes here, could not be compiled in place.
    private static int encode(int kind, CellEncoder encoder, long value, byte[] out, int at) {
        return switch (kind) {
            case NUMBERED -> ((TextEncoder.Numbered) encoder).encode(value, out, at);
            case WHOLE -> ((NumberEncoder.Whole) encoder).encode(value, out, at);
            case FRACTION -> ((NumberEncoder.Fraction) encoder).encode(value, out, at);
            default -> encoder.encode(value, out, at);
        };
    }
}
