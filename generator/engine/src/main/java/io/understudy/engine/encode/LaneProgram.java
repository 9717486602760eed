package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.schemas.AvroBinary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of several events, step by step: a step is the same in all of them, so that it is a small loop that decides
 * nothing, and the waits of events overlap. Neighbouring columns that are closed lists of short texts are one step, which
 * looks their joint text up. Owned by one thread; does not allocate after construction.
 */
final class LaneProgram {
    /** Bytes behind the last one that counts that may change, too. */
    static final int SLACK_BYTES = JointTexts.MOST_WORDS * Long.BYTES;

    private final List<Step> steps = new ArrayList<>();

    /**
     * A program.
     *
     * @param columns of the frame // [field]
     * @param encoders of the columns // [field]
     */
    LaneProgram(int[] columns, CellEncoder[] encoders) {
        int field = 0;
        while (field < columns.length) {
            int end = JointTexts.end(encoders, field);
            if (end > field) {
                steps.add(new JointTexts(columns, encoders, field, end));
                field = end;
            } else {
                steps.add(step(columns[field], encoders[field]));
                field++;
            }
        }
    }

    private static Step step(int column, CellEncoder encoder) {
        if (encoder instanceof TextEncoder.Numbered numbered) {
            return new Numbers(column, numbered, new SerialLanes(column, numbered));
        }
        if (encoder instanceof NumberEncoder.Whole whole) {
            return new Wholes(column, whole, new LongLanes(column, whole));
        }
        return encoder instanceof NumberEncoder.Fraction fraction
                ? new Fractions(column, fraction)
                : new Others(column, encoder);
    }

    /**
     * Writes the fields of {@code count} events in the frames from {@code from} on.
     *
     * @param ends where each event goes on, then the places behind what was written // [event]
     * @throws IllegalArgumentException if a cell is missing that the contract wants, or a number has over 18 digits
     */
    void run(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).write(frames, from, count, out, ends);
        }
    }

    /** A field, or several, of all events. */
    sealed interface Step permits JointTexts, Numbers, Wholes, Fractions, Others {
        void write(EventFrame[] frames, int from, int count, byte[] out, int[] ends);
    }

    // Three records that differ in the class of the encoder alone: a call of the abstract method could not be compiled
    // in
    // place.

    private record Numbers(int column, TextEncoder.Numbered encoder, SerialLanes lanes) implements Step {
        @Override
        public void write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
            boolean written = lanes.write(frames, from, count, out, ends);
            for (int i = 0; !written && i < count; i++) {
                ends[i] = encoder.encode(frames[from + i].values[column], out, ends[i]);
            }
        }
    }

    private record Wholes(int column, NumberEncoder.Whole encoder, LongLanes lanes) implements Step {
        @Override
        public void write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
            boolean written = lanes.write(frames, from, count, out, ends);
            for (int i = 0; !written && i < count; i++) {
                ends[i] = encoder.encode(frames[from + i].values[column], out, ends[i]);
            }
        }
    }

    private record Fractions(int column, NumberEncoder.Fraction encoder) implements Step {
        @Override
        public void write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
            for (int i = 0; i < count; i++) {
                ends[i] = encoder.encode(frames[from + i].values[column], out, ends[i]);
            }
        }
    }

    private record Others(int column, CellEncoder encoder) implements Step {
        @Override
        public void write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
            for (int i = 0; i < count; i++) {
                ends[i] = encoder.encode(frames[from + i].values[column], out, ends[i]);
            }
        }
    }

    /** Neighbouring columns whose cells are short texts of closed lists. */
    static final class JointTexts implements Step {
        private static final int MOST_TEXTS = 1 << 12;
        private static final int MOST_WORDS = 3;
        private static final int LENGTH_BIT =
                Long.SIZE - Byte.SIZE; // of a text's last word: its length is in the top byte

        private final int[] columns;
        private final int[] sizes; // [column]
        private final CellEncoder[] encoders; // [column]
        private final int words; // of a text
        private final long[] texts; // [joint value * words + word] lowest byte first
        private final int[] joint = new int[EncodedEvents.MOST];

        JointTexts(int[] columns, CellEncoder[] encoders, int field, int end) {
            this.columns = Arrays.copyOfRange(columns, field, end);
            this.encoders = Arrays.copyOfRange(encoders, field, end);
            sizes = new int[end - field];
            int count = 1;
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = ((TextEncoder.Listed) encoders[field + i]).size();
                count *= sizes[i];
            }
            words = words(bytes(this.encoders));
            texts = new long[count * words];
            byte[] text = new byte[(MOST_WORDS + 1) * Long.BYTES];
            for (int value = 0; value < count; value++) {
                int length = encode(value, text);
                for (int i = 0; i < words * Long.BYTES; i++) {
                    long octet = i < length ? text[i] & 0xffL : 0;
                    texts[value * words + i / Long.BYTES] |= octet << i % Long.BYTES * Byte.SIZE;
                }
                texts[value * words + words - 1] |= (long) length << LENGTH_BIT;
            }
        }

        private int encode(int value, byte[] text) {
            int rest = value;
            int[] cells = new int[sizes.length];
            for (int i = sizes.length - 1; i >= 0; i--) {
                cells[i] = rest % sizes[i];
                rest /= sizes[i];
            }
            int at = 0;
            for (int i = 0; i < cells.length; i++) {
                at = encoders[i].encode(cells[i], text, at);
            }
            return at;
        }

        /** The end of the columns from {@code field} on that make one step; {@code field} where there is none. */
        static int end(CellEncoder[] encoders, int field) {
            int end = field;
            long count = 1;
            int bytes = 0;
            while (end < encoders.length && encoders[end] instanceof TextEncoder.Listed listed && listed.size() > 0) {
                count *= listed.size();
                bytes += longest(listed);
                if (count > MOST_TEXTS || words(bytes) > MOST_WORDS) {
                    break;
                }
                end++;
            }
            return end;
        }

        private static int bytes(CellEncoder[] encoders) {
            int bytes = 0;
            for (CellEncoder encoder : encoders) {
                bytes += longest((TextEncoder.Listed) encoder);
            }
            return bytes;
        }

        private static int longest(TextEncoder.Listed listed) {
            byte[] bytes = new byte[listed.mostBytes() + 2 * Long.BYTES];
            int longest = 0;
            for (int value = 0; value < listed.size(); value++) {
                longest = Math.max(longest, listed.encode(value, bytes, 0));
            }
            return longest;
        }

        /** Words that hold so many bytes, and one for the length. */
        private static int words(int bytes) {
            return (bytes + Long.BYTES) / Long.BYTES;
        }

        @Override
        public void write(EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
            if (!find(frames, from, count)) {
                for (int i = 0; i < columns.length; i++) {
                    writeEach(columns[i], encoders[i], frames, from, count, out, ends);
                }
            } else if (words == 1) {
                writeWord(joint, texts, count, out, ends);
            } else if (words == 2) {
                writeTwo(joint, texts, count, out, ends);
            } else {
                writeThree(joint, texts, count, out, ends);
            }
        }

        /** Finds the joint values; false if a cell is missing or none of its list. */
        private boolean find(EventFrame[] frames, int from, int count) {
            long outside = 0;
            int first = columns[0];
            int last = sizes[0] - 1;
            for (int i = 0; i < count; i++) {
                long value = frames[from + i].values[first];
                outside |= value | last - value;
                joint[i] = (int) value;
            }
            for (int j = 1; j < columns.length; j++) {
                int column = columns[j];
                int size = sizes[j];
                for (int i = 0; i < count; i++) {
                    long value = frames[from + i].values[column];
                    outside |= value | size - 1 - value;
                    joint[i] = joint[i] * size + (int) value;
                }
            }
            return outside >= 0;
        }

        private static void writeEach(
                int column, CellEncoder encoder, EventFrame[] frames, int from, int count, byte[] out, int[] ends) {
            for (int i = 0; i < count; i++) {
                ends[i] = encoder.encode(frames[from + i].values[column], out, ends[i]);
            }
        }

        private static void writeWord(int[] joint, long[] texts, int count, byte[] out, int[] ends) {
            for (int i = 0; i < count; i++) {
                int at = ends[i];
                long word = texts[joint[i]];
                AvroBinary.writeWord(out, at, word);
                ends[i] = at + (int) (word >>> LENGTH_BIT);
            }
        }

        private static void writeTwo(int[] joint, long[] texts, int count, byte[] out, int[] ends) {
            for (int i = 0; i < count; i++) {
                int at = ends[i];
                int text = 2 * joint[i];
                long word = texts[text + 1];
                AvroBinary.writeWord(out, at, texts[text]);
                AvroBinary.writeWord(out, at + Long.BYTES, word);
                ends[i] = at + (int) (word >>> LENGTH_BIT);
            }
        }

        private static void writeThree(int[] joint, long[] texts, int count, byte[] out, int[] ends) {
            for (int i = 0; i < count; i++) {
                int at = ends[i];
                int text = 3 * joint[i];
                long word = texts[text + 2];
                AvroBinary.writeWord(out, at, texts[text]);
                AvroBinary.writeWord(out, at + Long.BYTES, texts[text + 1]);
                AvroBinary.writeWord(out, at + 2 * Long.BYTES, word);
                ends[i] = at + (int) (word >>> LENGTH_BIT);
            }
        }
    }
}
