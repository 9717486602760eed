package io.understudy.engine.fault;

import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A way in which a record's value cannot be read. */
public enum Malformation {
    /** The value breaks off. */
    TRUNCATED("truncated") {
        @Override
        public byte[] of(byte[] value, long chance) {
            return Arrays.copyOf(value, 1 + (int) Long.remainderUnsigned(chance, value.length - 1));
        }
    },
    /** The value names a schema that the registry does not hold. */
    SCHEMA_ID("schema-id") {
        @Override
        public byte[] of(byte[] value, long chance) {
            byte[] changed = value.clone();
            changed[1] = 0x7f;
            changed[2] = (byte) (chance >>> 16 | 0x80);
            changed[3] = (byte) (chance >>> 8);
            changed[4] = (byte) chance;
            return changed;
        }
    },
    /** A text stands where a record belongs. */
    WRONG_TYPE("wrong-type") {
        @Override
        public byte[] of(byte[] value, long chance) {
            return ("event " + Long.toUnsignedString(chance, Character.MAX_RADIX)).getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String text;

    Malformation(String text) {
        this.text = text;
    }

    /**
     * A malformed copy of {@code value}.
     *
     * @param value Avro behind Confluent's prefix
     * @param chance a number of the event's own
     */
    public abstract byte[] of(byte[] value, long chance);

    /** Its name in a fault plan. */
    public String text() {
        return text;
    }

    static String names() {
        return Arrays.stream(values()).map(Malformation::text).collect(Collectors.joining(", "));
    }

    /**
     * Reads {@code truncated}, {@code schema-id} or {@code wrong-type}.
     *
     * @throws InputException if the text is none of them
     */
    public static Malformation parse(String text) {
        List<String> known = Arrays.stream(values()).map(Malformation::text).toList();
        return Arrays.stream(values())
                .filter(kind -> kind.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new InputException("fault malformed: unknown kind " + text + "; "
                        + NearestName.of(text, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known kinds: " + names())));
    }
}
