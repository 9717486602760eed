package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Lz4StreamTest {
    private static final int BLOCK_BYTES = 1 << 16;

    private final Lz4Stream.Blocks blocks = new Lz4Stream.Blocks();

    /** Letters: 1 cannot but be compressed, 256 cannot be. The memory is too small for some, and has to grow. */
    @ParameterizedTest(name = "{0} bytes of {1} letters into memory of {2}")
    @CsvSource({
        "0, 1, 1000",
        "1, 1, 1000",
        "65535, 5, 1000000",
        "65536, 5, 1000000",
        "65537, 5, 66000",
        "131072, 5, 100000",
        "400000, 5, 1000000",
        "400000, 256, 1000000",
        "200000, 256, 70000",
        "500, 256, 64"
    })
    void hasTheBytesOfKafkasOwn(int count, int letters, int memory) throws IOException {
        byte[] data = data(count, letters);
        ByteBufferOutputStream stock = new ByteBufferOutputStream(memory);
        ByteBufferOutputStream own = new ByteBufferOutputStream(memory);

        for (int use = 0; use < 2; use++) { // the second time with a block that was used
            write(data, Compression.lz4().build().wrapForOutput(stock, RecordBatch.MAGIC_VALUE_V2));
            write(data, new Lz4Stream(own, blocks));
        }

        assertThat(bytes(own)).isEqualTo(bytes(stock));
    }

    @Test
    void beginsBehindWhatIsThere() throws IOException {
        ByteBufferOutputStream own = new ByteBufferOutputStream(
                ByteBuffer.allocate(300_000).position(61).slice());
        own.write(7);
        Lz4Stream stream = new Lz4Stream(own, blocks);
        write(data(100_000, 5), stream);
        int length = own.position();
        stream.close(); // once more

        ByteBufferOutputStream alone = new ByteBufferOutputStream(300_000);
        write(data(100_000, 5), new Lz4Stream(alone, blocks));
        assertThat(own.position()).isEqualTo(length);
        assertThat(Arrays.copyOfRange(bytes(own), 1, length)).isEqualTo(bytes(alone));
    }

    private static void write(byte[] data, OutputStream out) throws IOException {
        int part = 1; // longer and longer ones
        int at = 0;
        while (at < data.length) {
            int length = Math.min(part, data.length - at);
            out.write(data, at, length);
            at += length;
            part = Math.min(part * 3, 2 * BLOCK_BYTES);
        }
        out.close();
    }

    private static byte[] data(int count, int letters) {
        SplittableRandom random = new SplittableRandom(count + letters);
        byte[] data = new byte[count];
        for (int i = 0; i < count; i++) {
            data[i] = (byte) random.nextInt(letters);
        }
        return data;
    }

    private static byte[] bytes(ByteBufferOutputStream stream) {
        byte[] bytes = new byte[stream.position()];
        stream.buffer().duplicate().flip().get(bytes);
        return bytes;
    }
}
