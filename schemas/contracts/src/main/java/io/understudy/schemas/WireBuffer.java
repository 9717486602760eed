package io.understudy.schemas;

import java.util.Arrays;

/**
 * Scratch that takes one Kafka record value at a time in Confluent's wire format: a zero byte, the schema id as four
 * bytes big-endian, then Avro binary. Owned by one thread and reused; it allocates only when a value is longer than all
 * before it.
 */
public final class WireBuffer {
    /** Bytes before the Avro data: the zero byte and the schema id. */
    public static final int PREFIX_BYTES = 5;

    private static final int MAGIC = 0;

    private byte[] bytes;
    private int length;

    /** A buffer with room for {@code capacityBytes} before it has to grow. */
    public WireBuffer(int capacityBytes) {
        bytes = new byte[Math.max(capacityBytes, PREFIX_BYTES) + AvroBinary.SLACK_BYTES];
    }

    /** Empties the buffer. */
    public void clear() {
        length = 0;
    }

    /** Empties the buffer and writes the prefix of a value whose schema is registered as {@code schemaId}. */
    public void begin(int schemaId) {
        length = PREFIX_BYTES;
        bytes[0] = MAGIC;
        bytes[1] = (byte) (schemaId >> 24);
        bytes[2] = (byte) (schemaId >> 16);
        bytes[3] = (byte) (schemaId >> 8);
        bytes[4] = (byte) schemaId;
    }

    /** Bytes written since the buffer was emptied. */
    public int length() {
        return length;
    }

    /** The bytes themselves, of which the first {@link #length} are written; replaced when the buffer grows. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of what is written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * Makes room for {@code moreBytes} and the slack of {@link AvroBinary} behind them, to be written into
     * {@link #array} from {@link #length} on and then confirmed by {@link #end}.
     */
    public void reserve(int moreBytes) {
        int needed = length + moreBytes + AvroBinary.SLACK_BYTES;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, needed));
        }
    }

    /** Makes the first {@code end} bytes of {@link #array} the written ones. */
    public void end(int end) {
        length = end;
    }

    /** An Avro int or long, or the index of a union's branch. */
    public void writeLong(long value) {
        reserve(AvroBinary.LONGEST_LONG_BYTES);
        length = AvroBinary.writeLong(bytes, length, value);
    }

    /** An Avro double. */
    public void writeDouble(double value) {
        reserve(Double.BYTES);
        length = AvroBinary.writeDouble(bytes, length, value);
    }

    /** An Avro boolean. */
    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** One byte as it is. */
    public void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** An Avro string, given as UTF-8, or Avro bytes. */
    public void writeBytes(byte[] utf8) {
        writeLong(utf8.length);
        writeRaw(utf8, 0, utf8.length);
    }

    /** Bytes as they are, without a length before them. */
    public void writeRaw(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** An Avro bytes decimal: the shortest two's complement of {@code unscaled}, big-endian. */
    public void writeDecimal(long unscaled) {
        reserve(AvroBinary.LONGEST_DECIMAL_BYTES);
        length = AvroBinary.writeDecimal(bytes, length, unscaled);
    }

    /** An Avro string of 16 lower-case hex digits. */
    public void writeHex(long value) {
        reserve(1 + EventIds.TEXT_LENGTH);
        length = AvroBinary.writeHex(bytes, length, value);
    }

    /**
     * ASCII decimal digits of {@code value}, at least {@code width} of them, zeros first, without a length before them.
     *
     * @param value at least 0
     */
    public void writeDigits(long value, int width) {
        reserve(Math.max(width, AvroBinary.MOST_DIGITS));
        length = AvroBinary.writeDigits(bytes, length, value, width);
    }

    /** How many decimal digits {@code value} has, at least 1; the value is not negative. */
    public static int digits(long value) {
        return AvroBinary.digits(value);
    }
}
