package io.understudy.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Scratch that takes one Kafka record value at a time in Confluent's wire format: a zero byte, the schema id as four
 * bytes big-endian, then Avro binary (Avro specification 1.12, "Binary encoding"). Owned by one thread and reused; it
 * allocates only when a value is longer than all before it.
 */
public final class WireBuffer {
    /** Bytes before the Avro data: the zero byte and the schema id. */
    public static final int PREFIX_BYTES = 5;

    private static final int LONGEST_VARINT_BYTES = 10;
    private static final int MAGIC = 0;
    private static final VarHandle INT_BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int length;

    /** A buffer with room for {@code capacityBytes} before it has to grow. */
    public WireBuffer(int capacityBytes) {
        bytes = new byte[Math.max(capacityBytes, 64)];
    }

    /** Empties the buffer. */
    public void clear() {
        length = 0;
    }

    /** Empties the buffer and writes the prefix of a value whose schema is registered as {@code schemaId}. */
    public void begin(int schemaId) {
        length = PREFIX_BYTES;
        bytes[0] = MAGIC;
        INT_BIG_ENDIAN.set(bytes, 1, schemaId);
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

    /** An Avro int or long, or the index of a union's branch: zig-zag, then seven bits a byte. */
    public void writeLong(long value) {
        ensure(LONGEST_VARINT_BYTES);
        long rest = value << 1 ^ value >> 63;
        byte[] out = bytes;
        int at = length;
        while ((rest & ~0x7fL) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        length = at;
    }

    /** An Avro double. */
    public void writeDouble(double value) {
        ensure(Double.BYTES);
        LONG_LITTLE_ENDIAN.set(bytes, length, Double.doubleToRawLongBits(value));
        length += Double.BYTES;
    }

    /** An Avro boolean. */
    public void writeBoolean(boolean value) {
        ensure(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** One byte as it is. */
    public void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** An Avro string, given as UTF-8, or Avro bytes. */
    public void writeBytes(byte[] utf8) {
        writeLong(utf8.length);
        writeRaw(utf8, 0, utf8.length);
    }

    /** Bytes as they are, without a length before them. */
    public void writeRaw(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** An Avro bytes decimal: the shortest two's complement of {@code unscaled}, big-endian. */
    public void writeDecimal(long unscaled) {
        ensure(1 + Long.BYTES);
        // The sign bit is needed too: 64 minus the bits that repeat the sign, plus one.
        int magnitudeBits = Long.SIZE - Long.numberOfLeadingZeros(unscaled ^ unscaled >> 63);
        int count = (magnitudeBits >> 3) + 1;
        bytes[length] = (byte) (count << 1);
        LONG_BIG_ENDIAN.set(bytes, length + 1, unscaled << Long.SIZE - (count << 3));
        length += 1 + count;
    }

    /** An Avro string of 16 lower-case hex digits. */
    public void writeHex(long value) {
        ensure(1 + EventIds.TEXT_LENGTH);
        bytes[length] = EventIds.TEXT_LENGTH << 1;
        LONG_BIG_ENDIAN.set(bytes, length + 1, hexDigits(value >>> 32));
        LONG_BIG_ENDIAN.set(bytes, length + 9, hexDigits(value & 0xffff_ffffL));
        length += 1 + EventIds.TEXT_LENGTH;
    }

    // Spreads eight nibbles over eight bytes, then adds '0', or 'a' - 10 where the nibble is over nine.
    private static long hexDigits(long half) {
        long spread = (half << 16 | half) & 0x0000_ffff_0000_ffffL;
        spread = (spread << 8 | spread) & 0x00ff_00ff_00ff_00ffL;
        spread = (spread << 4 | spread) & 0x0f0f_0f0f_0f0f_0f0fL;
        long overNine = (spread + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return spread + 0x3030_3030_3030_3030L + overNine * ('a' - 10 - '0');
    }

    /**
     * ASCII decimal digits of {@code value}, at least {@code width} of them, zeros first, without a length before them.
     *
     * @param value at least 0
     */
    public void writeDigits(long value, int width) {
        int count = Math.max(width, digits(value));
        ensure(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            long next = rest / 10;
            bytes[at] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        length += count;
    }

    /** How many decimal digits {@code value} has, at least 1; the value is not negative. */
    public static int digits(long value) {
        int count = 1;
        for (long bound = 10; count < 19 && value >= bound; bound *= 10) {
            count++;
        }
        return count;
    }

    private void ensure(int moreBytes) {
        // Slack lets a word be stored whole where only its first bytes count.
        if (length + moreBytes + Long.BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + moreBytes + Long.BYTES));
        }
    }
}
