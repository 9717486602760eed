package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AvroBinaryTest {
    private static final int HALVES = 10_000; // of four digits

    /** Of each upper half with the least and the greatest lower half, and with a lower half of its own. */
    @Test
    void makesEightDigitsInAllLanes() {
        for (long half = 0; half < HALVES; half++) {
            // Given
            long other = half * 7_919 % HALVES;
            long[] values = {half * HALVES, half * HALVES + HALVES - 1, half * HALVES + other, -1};
            long[] lanes = values.clone();

            // When
            AvroBinary.eightDigits(lanes, 3);

            // Then
            for (int lane = 0; lane < 3; lane++) {
                String digits = Long.toString(values[lane] + 100_000_000).substring(1);
                assertThat(text(lanes[lane])).isEqualTo(digits);
            }
            assertThat(lanes[3]).isEqualTo(-1);
        }
    }

    @Test
    void makesEightHexDigitsInAllLanes() {
        for (long value = 0; value < 1L << 32; value += 65_537 * 31) {
            // Given
            long[] values = {value, value >>> 16 | value << 16 & 0xffff_ffffL, 0xffff_ffffL, -1};
            long[] lanes = values.clone();

            // When
            AvroBinary.hexDigits(lanes, 3);

            // Then
            byte[] out = new byte[Long.BYTES];
            for (int lane = 0; lane < 3; lane++) {
                AvroBinary.writeHighFirst(out, 0, lanes[lane]);
                assertThat(new String(out, StandardCharsets.US_ASCII)).isEqualTo(String.format("%08x", values[lane]));
            }
            assertThat(lanes[3]).isEqualTo(-1);
        }
    }

    private static String text(long word) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(word)
                .array();
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
