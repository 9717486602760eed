package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireBufferTest {
    private static final LongUnaryOperator ANY_LENGTH = bits -> bits >> (bits & 63);

    @Test
    void beginsWithZeroAndTheSchemaIdBigEndian() {
        // Given
        WireBuffer buffer = new WireBuffer(0);
        buffer.writeLong(99);

        // When
        buffer.begin(0x01020304);

        // Then
        assertThat(buffer.toByteArray()).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void writesWhatAvrosOwnEncoderWrites(long seed) throws IOException {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        WireBuffer buffer = new WireBuffer(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder avro = EncoderFactory.get().binaryEncoder(bytes, null);

        // When
        for (int i = 0; i < 20_000; i++) {
            long value = ANY_LENGTH.applyAsLong(random.nextLong());
            switch (random.nextInt(7)) {
                case 0 -> {
                    buffer.writeLong(value);
                    avro.writeLong(value);
                }
                case 1 -> {
                    double number = Double.longBitsToDouble(random.nextLong());
                    buffer.writeDouble(number);
                    avro.writeDouble(number);
                }
                case 2 -> {
                    buffer.writeBoolean(value > 0);
                    avro.writeBoolean(value > 0);
                }
                case 3 -> {
                    String text = "ü𝄞x".repeat(random.nextInt(100));
                    buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                    avro.writeString(text);
                }
                case 4 -> {
                    buffer.writeDecimal(value);
                    avro.writeBytes(BigInteger.valueOf(value).toByteArray());
                }
                case 5 -> {
                    buffer.writeHex(value);
                    avro.writeString(String.format("%016x", value));
                }
                default -> {
                    long number = value & Long.MAX_VALUE;
                    int width = random.nextInt(25);
                    String digits = width == 0 ? Long.toString(number) : String.format("%0" + width + "d", number);
                    buffer.writeLong(Math.max(width, WireBuffer.digits(number)));
                    buffer.writeDigits(number, width);
                    avro.writeString(digits);
                }
            }
        }

        // Then
        avro.flush();
        assertThat(buffer.toByteArray()).as("seed %d", seed).isEqualTo(bytes.toByteArray());
    }

    @Test
    void writesTheEndsOfEachLengthOfDecimalAndDigits() throws IOException {
        for (int bits = 0; bits < 64; bits++) {
            for (long value : new long[] {(1L << bits) - 1, 1L << bits, -(1L << bits), -(1L << bits) - 1}) {
                // Given
                WireBuffer buffer = new WireBuffer(0);

                // When
                buffer.writeDecimal(value);

                // Then
                byte[] expected = BigInteger.valueOf(value).toByteArray();
                assertThat(buffer.length()).isEqualTo(1 + expected.length);
                assertThat(buffer.toByteArray()).endsWith(expected);
            }
        }
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            assertThat(WireBuffer.digits(power)).isEqualTo(Long.toString(power).length());
            assertThat(WireBuffer.digits(power - 1))
                    .isEqualTo(Long.toString(power - 1).length());
        }
        assertThat(WireBuffer.digits(Long.MAX_VALUE)).isEqualTo(19);
    }
}
