package io.understudy.schemas;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is to go wrong on purpose with a record of the base topic on its way to the stream: a header of the base record, which
 * the stream never sees.
 *
 * @param kind what happens
 * @param detail bytes that the kind needs; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record FaultMark(Kind kind, byte[] detail) {
    /** Name of the header. */
    public static final String HEADER = "understudy.fault";

    private static final int MOST_BYTES = 1_000_000;

    /** What happens to a record. */
    public enum Kind {
        /** It comes twice. */
        DUPLICATE,
        /** It does not come. */
        DROPPED,
        /** It comes with the detail for a value. */
        VALUE,
        /** It comes without a value. */
        TOMBSTONE,
        /** Zeros follow its value, so that it has as many bytes as the detail, an int, says. */
        OVERSIZE,
        /** It comes with headers that readers may stumble over; the detail is no text. */
        HEADERS
    }

    /** A mark of a kind that needs no detail. */
    public static FaultMark of(Kind kind) {
        return new FaultMark(kind, new byte[0]);
    }

    /** A mark that makes a value {@code bytes} long. */
    public static FaultMark oversize(int bytes) {
        return new FaultMark(
                Kind.OVERSIZE, ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array());
    }

    /** The value of the header. */
    public byte[] toBytes() {
        byte[] bytes = new byte[1 + detail.length];
        bytes[0] = (byte) kind.ordinal();
        System.arraycopy(detail, 0, bytes, 1, detail.length);
        return bytes;
    }

    /**
     * The mark that a header's value holds.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static FaultMark ofBytes(byte[] bytes) {
        if (bytes == null || bytes.length == 0 || bytes[0] < 0 || bytes[0] >= Kind.values().length) {
            throw new IllegalArgumentException(
                    "header " + HEADER + " holds no fault; the base topic is not ours alone");
        }
        return new FaultMark(Kind.values()[bytes[0]], Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /** What becomes of a record's value; null for none. */
    public byte[] applyTo(byte[] value) {
        return switch (kind) {
            case VALUE -> detail;
            case TOMBSTONE -> null;
            case OVERSIZE ->
                Arrays.copyOf(
                        value,
                        Math.max(
                                value.length,
                                Math.min(MOST_BYTES, ByteBuffer.wrap(detail).getInt())));
            default -> value;
        };
    }
}
