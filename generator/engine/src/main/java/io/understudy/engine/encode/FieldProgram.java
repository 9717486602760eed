package io.understudy.engine.encode;

import io.understudy.schemas.AvroBinary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of an event as steps, each a number that says what to do with which column. Most columns are closed lists of
 * short texts, which a step looks up in a table of all of them: up to three words hold a text together with its length, and
 * are stored whole, so that the step neither loops nor calls anything. Neighbouring lists are one list of all pairs, or more,
 * of their texts, as long as those are few. What is longer, missing or made anew is left to the columns' {@link
 * CellEncoder}s. Owned by one thread; does not allocate after construction.
 */
final class FieldProgram {
    // Kinds of steps. The first ones are lists, whose texts take so many words together with their lengths.
    private static final int OTHER = 0;
    private static final int MOST_WORDS = 3;
    private static final int NUMBERED = 4;
    private static final int WHOLE = 5;
    private static final int FRACTION = 6;

    private static final int MOST_JOINED = 3; // columns of a list
    private static final int MOST_JOINED_TEXTS = 2_048;
    private static final int LENGTH_BIT = Long.SIZE - Byte.SIZE; // of a text's last word: its length is in the top byte

    private final int[] kinds; // [step]
    private final int[] columns; // [step * MOST_JOINED + i] of the frame
    private final int[] sizes; // [step * MOST_JOINED + i] texts of a column's list; 1 where there is no such column
    private final int[] places; // [step] of the first text in the table
    private final CellEncoder[] encoders; // [step * MOST_JOINED + i]
    private final long[] texts;
    private final int mostBytes;

    /** Neighbouring columns that are written in one step. */
    private record Step(List<Integer> columns, List<CellEncoder> encoders, int mostTextBytes, int texts) {
        Step {
            columns = List.copyOf(columns);
            encoders = List.copyOf(encoders);
        }

        /** A step of this one's columns and those of {@code other}; this one itself if that would be too many texts. */
        Step with(Step other) {
            long product = (long) texts * other.texts;
            boolean isShort = words(mostTextBytes + other.mostTextBytes) <= MOST_WORDS;
            if (texts == 0
                    || other.texts < 2 // so that a size of 1 says that there is no column
                    || product > MOST_JOINED_TEXTS
                    || !isShort
                    || columns.size() + other.columns.size() > MOST_JOINED) {
                return this;
            }
            List<Integer> allColumns = new ArrayList<>(columns);
            allColumns.addAll(other.columns);
            List<CellEncoder> allEncoders = new ArrayList<>(encoders);
            allEncoders.addAll(other.encoders);
            return new Step(allColumns, allEncoders, mostTextBytes + other.mostTextBytes, (int) product);
        }

        boolean isList() {
            return texts > 0 && words(mostTextBytes) <= MOST_WORDS;
        }
    }

    /**
     * A program.
     *
     * @param columns of the frame // [field]
     * @param encoders of the columns // [field]
     */
    FieldProgram(int[] columns, CellEncoder[] encoders) {
        List<Step> steps = new ArrayList<>();
        int most = MOST_WORDS * Long.BYTES + AvroBinary.SLACK_BYTES; // a step's last words may lie behind its text
        for (int i = 0; i < columns.length; i++) {
            most += encoders[i].mostBytes();
            Step step = step(columns[i], encoders[i]);
            int last = steps.size() - 1;
            Step joined = last < 0 ? step : steps.get(last).with(step);
            if (last >= 0 && joined != steps.get(last)) {
                steps.set(last, joined);
            } else {
                steps.add(step);
            }
        }
        mostBytes = most;
        kinds = new int[steps.size()];
        places = new int[steps.size()];
        this.columns = new int[steps.size() * MOST_JOINED];
        sizes = new int[steps.size() * MOST_JOINED];
        this.encoders = new CellEncoder[steps.size() * MOST_JOINED];
        Arrays.fill(sizes, 1);
        List<Long> table = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            add(i, steps.get(i), table);
        }
        texts = table.stream().mapToLong(Long::longValue).toArray();
    }

    private static Step step(int column, CellEncoder encoder) {
        if (!(encoder instanceof TextEncoder.Listed listed)) {
            return new Step(List.of(column), List.of(encoder), 0, 0);
        }
        byte[] bytes = new byte[listed.mostBytes() + 2 * Long.BYTES];
        int longest = 0;
        for (int value = 0; value < listed.size(); value++) {
            longest = Math.max(longest, listed.encode(value, bytes, 0));
        }
        return new Step(List.of(column), List.of(encoder), longest, listed.size());
    }

    private static int words(int bytes) {
        return (bytes + Long.BYTES) / Long.BYTES; // with a byte for the length
    }

    private void add(int at, Step step, List<Long> table) {
        int count = step.columns().size();
        kinds[at] = kind(step);
        places[at] = table.size();
        for (int i = 0; i < count; i++) {
            columns[at * MOST_JOINED + i] = step.columns().get(i);
            encoders[at * MOST_JOINED + i] = step.encoders().get(i);
            sizes[at * MOST_JOINED + i] =
                    step.encoders().get(i) instanceof TextEncoder.Listed listed && step.isList() ? listed.size() : 1;
        }
        if (step.isList()) {
            for (int text = 0; text < step.texts(); text++) {
                addText(step, text, kinds[at], table);
            }
        }
    }

    private static int kind(Step step) {
        if (step.isList()) {
            return words(step.mostTextBytes());
        }
        CellEncoder encoder = step.encoders().get(0);
        if (encoder instanceof TextEncoder.Numbered) {
            return NUMBERED;
        }
        if (encoder instanceof NumberEncoder.Whole) {
            return WHOLE;
        }
        return encoder instanceof NumberEncoder.Fraction ? FRACTION : OTHER;
    }

    /** Adds the texts of a combination of values, of which the last column's counts on first. */
    private static void addText(Step step, int combination, int words, List<Long> table) {
        int count = step.columns().size();
        int[] values = new int[count];
        int rest = combination;
        for (int i = count - 1; i >= 0; i--) {
            int size = ((TextEncoder.Listed) step.encoders().get(i)).size();
            values[i] = rest % size;
            rest /= size;
        }
        byte[] bytes = new byte[(words + 2) * Long.BYTES];
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = step.encoders().get(i).encode(values[i], bytes, length);
        }
        Arrays.fill(bytes, length, bytes.length, (byte) 0);
        for (int word = 0; word < words; word++) {
            long value = word(bytes, word);
            table.add(word < words - 1 ? value : value | (long) length << LENGTH_BIT);
        }
    }

    /** The bytes of a word, the first one lowest. */
    private static long word(byte[] bytes, int word) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
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
        for (int i = 0; i < kinds.length; i++) {
            int kind = kinds[i];
            int first = i * MOST_JOINED;
            long value = values[columns[first]];
            if (kind > OTHER && kind <= MOST_WORDS) {
                int second = sizes[first + 1];
                int third = sizes[first + 2];
                long next = second > 1 ? values[columns[first + 1]] : 0;
                long last = third > 1 ? values[columns[first + 2]] : 0;
                if (value >= 0 && value < sizes[first] && next >= 0 && next < second && last >= 0 && last < third) {
                    int place = places[i] + (int) ((value * second + next) * third + last) * kind;
                    for (int word = 1; word < kind; word++) {
                        AvroBinary.writeWord(out, at + (word - 1) * Long.BYTES, texts[place++]);
                    }
                    long word = texts[place];
                    AvroBinary.writeWord(out, at + (kind - 1) * Long.BYTES, word);
                    at += (int) (word >>> LENGTH_BIT);
                    continue;
                }
            }
            at = encode(kind, encoders[first], value, out, at);
            at = encodeRest(first, values, out, at);
        }
        return at;
    }

    /** Writes the columns behind the first of a step that is not looked up. */
    private int encodeRest(int first, long[] values, byte[] out, int start) {
        int at = start;
        for (int i = first + 1; i < first + MOST_JOINED && encoders[i] != null; i++) {
            at = encoders[i].encode(values[columns[i]], out, at);
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
