package io.understudy.engine.publish;

import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.WireBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * The records of one batch, written a run at a time: Kafka's own builder pushes each byte of a record's head through three
 * streams, and each record through a dozen checks. What comes out is the same (a test holds the two together). Kafka's
 * client adds records to a batch one by one; those that a run has {@linkplain #write written} are there already when it
 * adds the first of them, and it is refused all others. Used under the lock of the partition's batches, like Kafka's.
 */
final class RunRecords extends MemoryRecordsBuilder {
    private static final Compression LZ4 = Compression.lz4().build(); // of the level that it has by default
    private static final int HEAD_BYTES = 64; // most of a record before its key, and slack
    private static final int PORTION_BYTES = 1 << 12; // that stay in the first cache until they are compressed
    private static final float MARGIN = 1.05f; // of the estimate of what is compressed

    private final ByteBufferOutputStream buffer;
    private final Compression compression;
    private final int limitBytes;
    private OutputStream out; // null once nothing is added any more
    private float estimatedRatio = 1;
    private float actualRatio = 1;
    private int records;
    private boolean announced; // some are written that Kafka's client does not know of yet
    private int recordBytes; // before compression
    private long firstMillis;
    private long lastMillis = RecordBatch.NO_TIMESTAMP; // of all timestamps
    private long producerId = RecordBatch.NO_PRODUCER_ID;
    private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int baseSequence = RecordBatch.NO_SEQUENCE;
    private boolean transactional;
    private boolean aborted;
    private MemoryRecords built;

    /** An empty batch in {@code memory}, an array's, which it fills. */
    RunRecords(ByteBuffer memory, Compression compression, Lz4Stream.Blocks blocks) {
        this(new ByteBufferOutputStream(memory), compression, blocks, memory.capacity());
    }

    private RunRecords(
            ByteBufferOutputStream buffer, Compression compression, Lz4Stream.Blocks blocks, int limitBytes) {
        super(
                buffer,
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE, // the stream that is ours compresses
                TimestampType.CREATE_TIME,
                0,
                RecordBatch.NO_TIMESTAMP,
                RecordBatch.NO_PRODUCER_ID,
                RecordBatch.NO_PRODUCER_EPOCH,
                RecordBatch.NO_SEQUENCE,
                false,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH,
                limitBytes);
        this.buffer = buffer;
        this.compression = compression;
        this.limitBytes = limitBytes;
        out = compression.equals(LZ4)
                ? new Lz4Stream(buffer, blocks)
                : compression.wrapForOutput(buffer, RecordBatch.MAGIC_VALUE_V2);
    }

    /**
     * Writes events of {@code run} from number {@code from} on, as many as there is room for, at least one into an empty batch.
     *
     * @return the number of the first event that was not written
     */
    int write(PackedRun run, int from, WireBuffer scratch) {
        int at = from;
        scratch.clear();
        while (at < run.size() && hasRoomForRecord(run.tailBytes(at))) {
            frame(run, at++, scratch);
            if (scratch.length() >= PORTION_BYTES) {
                flush(scratch);
            }
        }
        if (scratch.length() > 0) {
            flush(scratch);
        }
        return at;
    }

    private boolean hasRoomForRecord(int bytes) {
        return out != null && (records == 0 || estimatedBytes() + bytes + HEAD_BYTES / 2 <= limitBytes);
    }

    /** Kafka's record format, version 2: all numbers are variable-length and zig-zag, as Avro's. */
    private void frame(PackedRun run, int event, WireBuffer scratch) {
        long millis = run.timestampMillis(event);
        if (records == 0) {
            firstMillis = millis;
        }
        lastMillis = Math.max(lastMillis, millis);
        long sinceFirst = millis - firstMillis;
        int tailBytes = run.tailBytes(event);
        scratch.reserve(HEAD_BYTES + tailBytes);
        byte[] bytes = scratch.array();
        int start = scratch.length();
        int at = AvroBinary.writeLong(bytes, start, 1 + bytesOf(sinceFirst) + bytesOf(records) + tailBytes);
        bytes[at++] = 0; // attributes
        at = AvroBinary.writeLong(bytes, at, sinceFirst);
        at = AvroBinary.writeLong(bytes, at, records);
        at = run.copyTail(event, bytes, at);
        scratch.end(at);
        records++;
        announced = true;
        recordBytes += at - start;
    }

    /** Bytes of a zig-zag number of variable length. */
    private static int bytesOf(long value) {
        long bits = value << 1 ^ value >> Long.SIZE - 1;
        return (Long.SIZE + 6 - Long.numberOfLeadingZeros(bits | 1)) / 7;
    }

    private void flush(WireBuffer scratch) {
        try {
            out.write(scratch.array(), 0, scratch.length());
        } catch (IOException e) {
            throw new KafkaException("a batch could not be compressed", e);
        }
        scratch.clear();
    }

    private int estimatedBytes() {
        float ratio = compression.type() == CompressionType.NONE ? 1 : estimatedRatio * MARGIN;
        return DefaultRecordBatch.RECORD_BATCH_OVERHEAD + (int) (recordBytes * ratio);
    }

    /** True for what a run has written, once for all of it; Kafka's client begins another batch for others. */
    @Override
    public boolean hasRoomFor(long timestamp, byte[] key, byte[] value, Header[] headers) {
        return announced;
    }

    @Override
    public boolean hasRoomFor(long timestamp, ByteBuffer key, ByteBuffer value, Header[] headers) {
        return false;
    }

    @Override
    public void append(long timestamp, byte[] key, byte[] value, Header[] headers) {
        announced = false;
    }

    @Override
    public boolean isFull() {
        return out == null || records > 0 && estimatedBytes() >= limitBytes;
    }

    @Override
    public int estimatedSizeInBytes() {
        return built == null ? estimatedBytes() : built.sizeInBytes();
    }

    @Override
    public void setEstimatedCompressionRatio(float ratio) {
        estimatedRatio = ratio;
    }

    @Override
    public double compressionRatio() {
        return actualRatio;
    }

    @Override
    public Compression compression() {
        return compression;
    }

    @Override
    public int numRecords() {
        return records;
    }

    @Override
    public int uncompressedBytesWritten() {
        return recordBytes + DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
    }

    @Override
    public void closeForRecordAppends() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                throw new KafkaException("a batch could not be compressed", e);
            } finally {
                out = null;
            }
        }
    }

    @Override
    public void setProducerState(long id, short epoch, int sequence, boolean inTransaction) {
        if (isClosed()) {
            throw new IllegalStateException("a batch that is closed keeps its producer");
        }
        producerId = id;
        producerEpoch = epoch;
        baseSequence = sequence;
        transactional = inTransaction;
    }

    @Override
    public void reopenAndRewriteProducerState(long id, short epoch, int sequence, boolean inTransaction) {
        built = null;
        setProducerState(id, epoch, sequence, inTransaction);
    }

    @Override
    public void close() {
        if (aborted) {
            throw new IllegalStateException("a batch that was given up cannot be closed");
        }
        if (built != null) {
            return;
        }
        closeForRecordAppends();
        ByteBuffer whole = buffer();
        int end = whole.position();
        whole.position(0);
        DefaultRecordBatch.writeHeader(
                whole,
                0,
                records - 1,
                end,
                RecordBatch.MAGIC_VALUE_V2,
                compression.type(),
                TimestampType.CREATE_TIME,
                firstMillis,
                lastMillis,
                producerId,
                producerEpoch,
                baseSequence,
                transactional,
                false,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH,
                records);
        whole.position(end);
        actualRatio = (float) (end - DefaultRecordBatch.RECORD_BATCH_OVERHEAD) / recordBytes;
        built = MemoryRecords.readableRecords(whole.duplicate().flip().slice());
    }

    @Override
    public void abort() {
        closeForRecordAppends();
        buffer().position(0);
        aborted = true;
    }

    @Override
    public MemoryRecords build() {
        if (aborted) {
            throw new IllegalStateException("a batch that was given up has no records");
        }
        close();
        return built;
    }

    @Override
    public boolean isClosed() {
        return built != null;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer.buffer();
    }

    @Override
    public boolean isTransactional() {
        return transactional;
    }

    @Override
    public long producerId() {
        return producerId;
    }

    @Override
    public short producerEpoch() {
        return producerEpoch;
    }

    @Override
    public int baseSequence() {
        return baseSequence;
    }
}
