package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.schemas.WireBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunRecordsTest {
    private static final int MEMORY_BYTES = 1 << 20;
    private static final Compression LZ4 = Compression.lz4().build();

    private final Lz4Stream.Blocks blocks = new Lz4Stream.Blocks();
    private final WireBuffer scratch = new WireBuffer(64);

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP", "LZ4"})
    void holdsTheBytesThatKafkasOwnBuilderMakes(CompressionType type) {
        // Given: runs of events of all lengths, at times that go back too
        Compression compression = Compression.of(type).build();
        List<PackedRun> runs = List.of(run(1, 40, 3), run(2, 3_000, 90), run(3, 5, 20_000));
        RunRecords records = new RunRecords(ByteBuffer.allocate(MEMORY_BYTES), compression, blocks);
        MemoryRecordsBuilder stock = stock(compression);

        // When
        for (PackedRun run : runs) {
            assertThat(records.write(run, 0, scratch)).isEqualTo(run.size());
            for (int i = 0; i < run.size(); i++) {
                var record = run.record(i, "events", 0);
                stock.append(record.timestamp(), record.key(), record.value(), Record.EMPTY_HEADERS);
            }
        }
        records.setProducerState(77, (short) 3, 12, true);
        stock.setProducerState(77, (short) 3, 12, true);

        // Then
        assertThat(bytes(records.build())).isEqualTo(bytes(stock.build()));
        assertThat(records.numRecords()).isEqualTo(stock.numRecords());
        assertThat(records.compressionRatio()).isEqualTo(stock.compressionRatio());
        assertThat(records.estimatedSizeInBytes()).isEqualTo(stock.estimatedSizeInBytes());
    }

    @Test
    void bearsAnotherProducerOnceItIsReopened() {
        RunRecords records = new RunRecords(ByteBuffer.allocate(MEMORY_BYTES), LZ4, blocks);
        records.write(run(1, 10, 50), 0, scratch);
        records.setProducerState(1, (short) 0, 0, false);
        List<String> before = texts(records.build());

        records.reopenAndRewriteProducerState(5, (short) 2, 30, false);

        RecordBatch batch = records.build().batches().iterator().next();
        assertThat(batch.isValid()).isTrue();
        assertThat(batch.producerId()).isEqualTo(5);
        assertThat(batch.producerEpoch()).isEqualTo((short) 2);
        assertThat(batch.baseSequence()).isEqualTo(30);
        assertThat(texts(records.build())).isEqualTo(before);
    }

    @Test
    void takesNoMoreThanItsMemoryHolds() {
        PackedRun run = run(1, 500, 100);
        RunRecords records = new RunRecords(ByteBuffer.allocate(10_000), Compression.NONE, blocks);

        int taken = records.write(run, 0, scratch);

        assertThat(taken).isBetween(60, 499);
        assertThat(records.write(run, taken, scratch)).isEqualTo(taken);
        assertThat(records.build().sizeInBytes()).isBetween(9_000, 10_000);
    }

    @Test
    void takesOneEventThatIsLargerThanItsMemory() {
        RunRecords records = new RunRecords(ByteBuffer.allocate(1_000), Compression.NONE, blocks);

        int taken = records.write(run(1, 2, 5_000), 0, scratch);

        assertThat(taken).isEqualTo(1);
        assertThat(records.isFull()).isTrue();
        assertThat(records.build().batches().iterator().next().isValid()).isTrue();
    }

    @Test
    void isOpenForWhatARunHasWrittenAlone() {
        // Given
        RunRecords records = new RunRecords(ByteBuffer.allocate(MEMORY_BYTES), LZ4, blocks);
        assertThat(hasRoom(records)).isFalse();
        records.write(run(1, 2, 10), 0, scratch);

        // When: Kafka's client is told of them
        assertThat(hasRoom(records)).isTrue();
        records.append(0, null, (byte[]) null, Record.EMPTY_HEADERS);

        // Then
        assertThat(hasRoom(records)).isFalse();
    }

    @Test
    void hasNoRecordsOnceItIsGivenUp() {
        RunRecords records = new RunRecords(ByteBuffer.allocate(MEMORY_BYTES), LZ4, blocks);
        records.write(run(1, 2, 10), 0, scratch);

        records.abort();

        assertThat(records.isFull()).isTrue();
        assertThat(records.write(run(1, 2, 10), 0, scratch)).isZero();
        assertThatThrownBy(records::build).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(records::close).isInstanceOf(IllegalStateException.class);
    }

    private static boolean hasRoom(RunRecords records) {
        return records.hasRoomFor(0, new byte[1], new byte[1], Record.EMPTY_HEADERS);
    }

    private static MemoryRecordsBuilder stock(Compression compression) {
        return MemoryRecords.builder(ByteBuffer.allocate(MEMORY_BYTES), compression, TimestampType.CREATE_TIME, 0L);
    }

    private static PackedRun run(long seed, int events, int mostBytes) {
        SplittableRandom random = new SplittableRandom(seed);
        PackedRun run = new PackedRun();
        WireBuffer key = new WireBuffer(64);
        WireBuffer value = new WireBuffer(64);
        for (int i = 0; i < events; i++) {
            fill(key, random, random.nextInt(100));
            fill(value, random, random.nextInt(mostBytes));
            run.add(key, 750_000_000_000L + random.nextInt(-5_000, 100_000), value.array(), 0, value.length(), i);
        }
        return run;
    }

    private static void fill(WireBuffer buffer, SplittableRandom random, int length) {
        buffer.clear();
        for (int i = 0; i < length; i++) {
            buffer.writeByte((byte) random.nextInt('a', 'f'));
        }
    }

    private static byte[] bytes(MemoryRecords records) {
        byte[] bytes = new byte[records.sizeInBytes()];
        records.buffer().duplicate().get(bytes);
        return bytes;
    }

    private static List<String> texts(MemoryRecords records) {
        List<String> texts = new ArrayList<>();
        records.records()
                .forEach(record -> texts.add(record.timestamp() + " " + record.offset() + " "
                        + MockedKafka.text(bytes(record.key())) + " " + MockedKafka.text(bytes(record.value()))));
        return texts;
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.duplicate().get(bytes);
        return bytes;
    }
}
