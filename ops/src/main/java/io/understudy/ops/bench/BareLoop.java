package io.understudy.ops.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A loop that sends records that lie ready, and does nothing else: as fast as Kafka's client can be driven. */
final class BareLoop {
    private final EncodedRecords records;
    private final int partitions;
    private final int runLength;
    private final LapMeter meter = new LapMeter();

    /**
     * A loop over records.
     *
     * @param runLength records that {@link #inRuns} holds back before it sends them partition by partition
     */
    BareLoop(EncodedRecords records, int partitions, int runLength) {
        this.records = records;
        this.partitions = partitions;
        this.runLength = runLength;
    }

    /** As a user would write it: key and value, one record after the other; the client finds the partition. */
    Lap keyed(Producer<byte[], byte[]> producer, String topic) throws IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Callback callback = (metadata, e) -> keepFirst(failure, e);
        meter.start();
        for (int i = 0; i < records.size(); i++) {
            producer.send(
                    new ProducerRecord<>(
                            topic, null, records.timestampMillis()[i], records.keys()[i], records.values()[i]),
                    callback);
        }
        return finish(producer, failure);
    }

    /** As the generator does it: partition known, the records of a partition one after the other within a run. */
    Lap inRuns(Producer<byte[], byte[]> producer, String topic) throws IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Callback callback = (metadata, e) -> keepFirst(failure, e);
        int[] order = runs();
        meter.start();
        for (int i : order) {
            producer.send(
                    new ProducerRecord<>(
                            topic,
                            records.partitions()[i],
                            records.timestampMillis()[i],
                            records.keys()[i],
                            records.values()[i]),
                    callback);
        }
        return finish(producer, failure);
    }

    /** The records' places, sorted by partition within each run. */
    private int[] runs() {
        int[] order = new int[records.size()];
        int at = 0;
        for (int start = 0; start < order.length; start += runLength) {
            int end = Math.min(order.length, start + runLength);
            for (int partition = 0; partition < partitions; partition++) {
                for (int i = start; i < end; i++) {
                    if (records.partitions()[i] == partition) {
                        order[at++] = i;
                    }
                }
            }
        }
        return order;
    }

    private static void keepFirst(AtomicReference<Exception> failure, Exception e) {
        if (e != null) {
            failure.compareAndSet(null, e);
        }
    }

    private Lap finish(Producer<byte[], byte[]> producer, AtomicReference<Exception> failure) throws IOException {
        producer.flush();
        Lap lap = meter.stop(records.size(), records.bytes());
        if (failure.get() != null) {
            throw new IOException(
                    "the bench's broker did not take a record: " + failure.get().getMessage(), failure.get());
        }
        return lap;
    }
}
