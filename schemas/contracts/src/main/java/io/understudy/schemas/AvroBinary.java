package io.understudy.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Avro's binary encoding (Avro specification 1.12, "Binary encoding"), into arrays. Each method writes at {@code at} and
 * returns the place behind what it wrote; it stores whole words, so that up to {@link #SLACK_BYTES} bytes behind that
 * place may change too and must exist. Does not allocate, and checks no bounds of its own.
 */
public final class AvroBinary {
    /** Bytes that must exist behind the last one that counts. */
    public static final int SLACK_BYTES = Long.BYTES;

    /** Most bytes of an int, long or union branch. */
    public static final int LONGEST_LONG_BYTES = 10;

    /** Most bytes of a decimal that fits in 64 bits, its length included. */
    public static final int LONGEST_DECIMAL_BYTES = 1 + Long.BYTES;

    /** Most decimal digits of a number of 64 bits. */
    public static final int MOST_DIGITS = 19;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BITS_A_BYTE = 7;
    private static final int WORD_BITS = BITS_A_BYTE * Long.BYTES;
    private static final long CONTINUED = 0x8080_8080_8080_8080L;

    /** Least zig-zag code that takes eight bytes. */
    public static final long LEAST_OF_EIGHT_BYTES = 1L << BITS_A_BYTE * (Long.BYTES - 1);

    /** Greatest zig-zag code that takes eight bytes. */
    public static final long MOST_OF_EIGHT_BYTES = (1L << WORD_BITS) - 1;

    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final int TEN_TO_EIGHT = 100_000_000;
    private static final int TEN_TO_FOURTH_SHIFT = 40;
    private static final long TEN_TO_FOURTH_PART =
            109_951_163; // 2^40 / 10^4, so little too much that no quotient up to 10^8 is
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private AvroBinary() {}

    private static long[] powersOfTen() {
        long[] powers = new long[MOST_DIGITS];
        powers[0] = 1;
        for (int i = 1; i < MOST_DIGITS; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** An Avro int or long, or the index of a union's branch: zig-zag, then seven bits a byte, lowest first. */
    public static int writeLong(byte[] out, int at, long value) {
        long rest = value << 1 ^ value >> 63;
        if ((rest & -0x80L) == 0) {
            out[at] = (byte) rest;
            return at + 1;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(rest);
        if (bits > WORD_BITS) {
            LITTLE_ENDIAN.set(out, at, spreadBy7(rest) | CONTINUED);
            return writeTop(out, at + Long.BYTES, (int) (rest >>> WORD_BITS));
        }
        int count = (bits + BITS_A_BYTE - 1) / BITS_A_BYTE;
        LITTLE_ENDIAN.set(out, at, spreadBy7(rest) | CONTINUED & (1L << 8 * (count - 1)) - 1);
        return at + count;
    }

    /** What lies above the lowest 56 bits: one to eight bits. */
    private static int writeTop(byte[] out, int at, int top) {
        if (top < 0x80) {
            out[at] = (byte) top;
            return at + 1;
        }
        out[at] = (byte) (top | 0x80);
        out[at + 1] = 1;
        return at + 2;
    }

    /** The lowest 56 bits, seven to each byte. */
    private static long spreadBy7(long value) {
        long x = (value & 0x00ff_ffff_f000_0000L) << 4 | value & 0x0fff_ffffL;
        x = (x & 0x0fff_c000_0fff_c000L) << 2 | x & 0x0000_3fff_0000_3fffL;
        return (x & 0x3f80_3f80_3f80_3f80L) << 1 | x & 0x007f_007f_007f_007fL;
    }

    /**
     * Makes of each of the first {@code count} numbers the word of its {@link #writeLong}, for {@link #writeWord}, in loops that
     * the compiler turns into vectors; only for numbers whose zig-zag code takes eight bytes.
     *
     * @param lanes zig-zag codes from {@link #LEAST_OF_EIGHT_BYTES} to {@link #MOST_OF_EIGHT_BYTES} // [lane]
     */
    public static void eightBytes(long[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            long value = lanes[lane];
            long x = (value & 0x00ff_ffff_f000_0000L) << 4 | value & 0x0fff_ffffL;
            lanes[lane] = (x & 0x0fff_c000_0fff_c000L) << 2 | x & 0x0000_3fff_0000_3fffL;
        }
        for (int lane = 0; lane < count; lane++) {
            long x = lanes[lane];
            lanes[lane] = (x & 0x3f80_3f80_3f80_3f80L) << 1 | x & 0x007f_007f_007f_007fL | CONTINUED >>> Byte.SIZE;
        }
    }

    /** An Avro double. */
    public static int writeDouble(byte[] out, int at, double value) {
        LITTLE_ENDIAN.set(out, at, Double.doubleToRawLongBits(value));
        return at + Double.BYTES;
    }

    /** An Avro bytes decimal: the shortest two's complement of {@code unscaled}, big-endian. */
    public static int writeDecimal(byte[] out, int at, long unscaled) {
        int magnitudeBits = Long.SIZE - Long.numberOfLeadingZeros(unscaled ^ unscaled >> 63);
        int count = (magnitudeBits >> 3) + 1; // one bit more than the magnitude: the sign's
        out[at] = (byte) (count << 1);
        BIG_ENDIAN.set(out, at + 1, unscaled << Long.SIZE - (count << 3));
        return at + 1 + count;
    }

    /** An Avro string of 16 lower-case hex digits. */
    public static int writeHex(byte[] out, int at, long value) {
        out[at] = EventIds.TEXT_LENGTH << 1;
        return writeHexDigits(out, at + 1, value);
    }

    /** 16 lower-case hex digits, without a length before them. */
    public static int writeHexDigits(byte[] out, int at, long value) {
        BIG_ENDIAN.set(out, at, hexDigits(value >>> 32));
        BIG_ENDIAN.set(out, at + Long.BYTES, hexDigits(value & 0xffff_ffffL));
        return at + EventIds.TEXT_LENGTH;
    }

    /**
     * Makes of each of the first {@code count} numbers the word of its eight hex digits, for {@link #writeHighFirst}, in loops
     * that the compiler turns into vectors.
     *
     * @param lanes numbers from 0 to below 2^32 // [lane]
     */
    public static void hexDigits(long[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            long half = lanes[lane];
            long spread = (half << 16 | half) & 0x0000_ffff_0000_ffffL;
            lanes[lane] = (spread << 8 | spread) & 0x00ff_00ff_00ff_00ffL;
        }
        for (int lane = 0; lane < count; lane++) {
            long spread = (lanes[lane] << 4 | lanes[lane]) & 0x0f0f_0f0f_0f0f_0f0fL;
            long overNine = (spread + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
            lanes[lane] = spread + ZEROS + overNine * ('a' - 10 - '0');
        }
    }

    /** Eight nibbles over eight bytes, then '0' added, or 'a' - 10 where the nibble is over nine. */
    private static long hexDigits(long half) {
        long spread = (half << 16 | half) & 0x0000_ffff_0000_ffffL;
        spread = (spread << 8 | spread) & 0x00ff_00ff_00ff_00ffL;
        spread = (spread << 4 | spread) & 0x0f0f_0f0f_0f0f_0f0fL;
        long overNine = (spread + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return spread + ZEROS + overNine * ('a' - 10 - '0');
    }

    /**
     * ASCII decimal digits, at least {@code width} of them, zeros first, without a length before them.
     *
     * @param value at least 0
     */
    public static int writeDigits(byte[] out, int at, long value, int width) {
        int count = Math.max(width, digits(value));
        int start = at;
        while (count > 2 * Long.BYTES) {
            count--;
            out[start++] = (byte) ('0' + (count < MOST_DIGITS ? value / POWERS_OF_TEN[count] % 10 : 0));
        }
        long high = value / TEN_TO_EIGHT;
        if (count > Long.BYTES) {
            start = writeLowDigits(out, start, high % TEN_TO_EIGHT, count - Long.BYTES);
            count = Long.BYTES;
        }
        return writeLowDigits(out, start, value - high * TEN_TO_EIGHT, count);
    }

    /**
     * ASCII decimal digits, zeros first.
     *
     * @param value at least 0, of {@code count} digits at most
     * @param count 1 to 16
     */
    public static int writeDigitsExactly(byte[] out, int at, long value, int count) {
        if (count <= Long.BYTES) {
            return writeLowDigits(out, at, value, count);
        }
        long high = value / TEN_TO_EIGHT;
        if (count == Long.BYTES + 1) {
            out[at] = (byte) ('0' + high);
            return writeLowDigits(out, at + 1, value - high * TEN_TO_EIGHT, Long.BYTES);
        }
        int next = writeLowDigits(out, at, high, count - Long.BYTES);
        return writeLowDigits(out, next, value - high * TEN_TO_EIGHT, Long.BYTES);
    }

    private static int writeLowDigits(byte[] out, int at, long belowTenToEight, int count) {
        LITTLE_ENDIAN.set(out, at, eightDigits(belowTenToEight) >>> 8 * (Long.BYTES - count));
        return at + count;
    }

    /** Eight decimal digits, the first in the lowest byte: split in halves three times, all lanes at once. */
    private static long eightDigits(long belowTenToEight) {
        long high = belowTenToEight / 10_000;
        long x = high | belowTenToEight - high * 10_000 << 32;
        long hundreds = x * 10_486 >>> 20 & 0x0000_007f_0000_007fL;
        x = hundreds | x - hundreds * 100 << 16;
        long tens = x * 103 >>> 10 & 0x000f_000f_000f_000fL;
        return (tens | x - tens * 10 << 8) + ZEROS;
    }

    /**
     * Makes of each of the first {@code count} numbers the word of its eight ASCII digits, zeros first, the first in the
     * lowest byte: products and shifts alone, which the compiler turns into vectors.
     *
     * @param lanes numbers from 0 to below 10^8 // [lane]
     */
    public static void eightDigits(long[] lanes, int count) {
        for (int lane = 0; lane < count; lane++) {
            long value = lanes[lane];
            long high = value * TEN_TO_FOURTH_PART >>> TEN_TO_FOURTH_SHIFT;
            lanes[lane] = high | value - high * 10_000 << 32;
        }
        for (int lane = 0; lane < count; lane++) {
            long x = lanes[lane];
            long hundreds = x * 10_486 >>> 20 & 0x0000_007f_0000_007fL;
            x = hundreds | x - hundreds * 100 << 16;
            long tens = x * 103 >>> 10 & 0x000f_000f_000f_000fL;
            lanes[lane] = (tens | x - tens * 10 << 8) + ZEROS;
        }
    }

    /** How many decimal digits {@code value} has, at least 1; the value is not negative. */
    public static int digits(long value) {
        // log10(2) is 1233/4096; the estimate is the number of digits, or one too few (Warren 2012, Hacker's Delight)
        int estimate = (Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233 >>> 12;
        return estimate < MOST_DIGITS && value >= POWERS_OF_TEN[estimate] ? estimate + 1 : Math.max(1, estimate);
    }

    /** Eight bytes as they are, the lowest first; for the caller to say how many of them count. */
    public static void writeWord(byte[] out, int at, long word) {
        LITTLE_ENDIAN.set(out, at, word);
    }

    /** Eight bytes as they are, the highest first. */
    public static void writeHighFirst(byte[] out, int at, long word) {
        BIG_ENDIAN.set(out, at, word);
    }
}
