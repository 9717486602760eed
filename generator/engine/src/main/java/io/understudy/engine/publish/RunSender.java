package io.understudy.engine.publish;

import io.understudy.engine.pace.NanoClock;
import io.understudy.schemas.WireBuffer;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.record.internal.Record;

/**
 * Adds runs of events to the batches of Kafka's producer, a run at a time, where its {@code send} takes them one by one and
 * costs more than to make them. The producer does with these batches what it does with its own: it looks for the leader,
 * sends, retries, numbers them for idempotence, waits for them when it flushes or commits, and calls back for each record.
 * The order of a partition is that of the calls, together with those of {@code send}. Owned by the sink's thread.
 */
final class RunSender {
    private static final long LOOK_NANOS = 60_000_000_000L; // the producer forgets a topic after five minutes

    private final Producer<byte[], byte[]> producer;
    private final ClientParts client;
    private final String topic;
    private final TopicPartition[] partitions;
    private final PackedRun[] runs; // [partition]
    private final ProducerBatch[] openBatches; // [partition]
    private final RunRecords[] openRecords; // [partition] of the batch
    private final RunCalls[] openCalls; // [partition] of the batch
    private final Lz4Stream.Blocks blocks = new Lz4Stream.Blocks();
    private final WireBuffer scratch = new WireBuffer(1 << 15);
    private final NanoClock clock;
    private long lookedNanos;

    /**
     * A sender of events of {@code topic}.
     *
     * @param client parts of {@code producer}
     */
    RunSender(Producer<byte[], byte[]> producer, ClientParts client, String topic, int partitions, NanoClock clock) {
        this.producer = producer;
        this.client = client;
        this.topic = topic;
        this.clock = clock;
        this.partitions = new TopicPartition[partitions];
        runs = new PackedRun[partitions];
        for (int i = 0; i < partitions; i++) {
            this.partitions[i] = new TopicPartition(topic, i);
            runs[i] = new PackedRun();
        }
        openBatches = new ProducerBatch[partitions];
        openRecords = new RunRecords[partitions];
        openCalls = new RunCalls[partitions];
        lookedNanos = clock.nanos();
    }

    /** One for the events of a stream; empty where the producer, an interceptor or the records want each sent by itself. */
    static Optional<RunSender> of(
            Producer<byte[], byte[]> producer, KafkaSettings settings, int partitions, NanoClock clock) {
        boolean plain = settings.faults().isEmpty()
                && settings.eventTime() == EventTime.MODEL
                && !settings.style().cloudEvents()
                && !settings.properties().containsKey(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        return plain
                ? ClientParts.of(producer)
                        .map(client -> new RunSender(producer, client, settings.eventTopic(), partitions, clock))
                : Optional.empty();
    }

    /** The events of a partition that wait to be sent. */
    PackedRun run(int partition) {
        return runs[partition];
    }

    /**
     * Sends the events that wait.
     *
     * @param callback of those of a run, in order
     * @param failed ends it early: each wait for memory may take a minute
     */
    void send(Function<PackedRun, RunCallback> callback, BooleanSupplier failed) {
        lookIfTime();
        for (int partition = 0; partition < runs.length; partition++) {
            PackedRun run = runs[partition];
            if (run.size() > 0 && !failed.getAsBoolean()) {
                send(partition, run, callback.apply(run), failed);
            }
            run.clear();
        }
    }

    private void send(int partition, PackedRun run, RunCallback callback, BooleanSupplier failed) {
        TopicPartition where = partitions[partition];
        Deque<ProducerBatch> batches = client.accumulator().getDeque(where);
        if (client.transactions() != null) {
            client.transactions().maybeAddPartition(where); // before the sender looks at a batch of it
        }
        int at = 0;
        if (batches == null) { // until the first record was sent
            producer.send(run.record(at++, topic, partition), callback);
            batches = client.accumulator().getDeque(where);
        }
        if (batches != null && at < run.size()) {
            at = addToOpen(batches, partition, run, at, callback);
        }
        while (batches != null && at < run.size() && !failed.getAsBoolean()) {
            at = addToNew(batches, partition, run, at, callback);
        }
    }

    private void lookIfTime() {
        long now = clock.nanos();
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            producer.partitionsFor(topic);
        }
    }

    /** Adds events to the batch of the run before, if it still waits and is the last one. */
    private int addToOpen(Deque<ProducerBatch> batches, int partition, PackedRun run, int from, RunCallback callback) {
        synchronized (batches) {
            ProducerBatch last = batches.peekLast();
            return last == null || last != openBatches[partition] ? from : add(partition, run, from, callback);
        }
    }

    private int addToNew(Deque<ProducerBatch> batches, int partition, PackedRun run, int from, RunCallback callback) {
        RunRecords records = new RunRecords(memory(), client.compression(), blocks);
        openRecords[partition] = records;
        openCalls[partition] = new RunCalls(partitions[partition]);
        openBatches[partition] = new ProducerBatch(partitions[partition], records, System.currentTimeMillis());
        client.keepCalls(openBatches[partition], openCalls[partition]);
        int to = add(partition, run, from, callback);
        synchronized (batches) {
            ProducerBatch last = batches.peekLast();
            if (last != null) {
                last.closeForRecordAppends();
            }
            batches.addLast(openBatches[partition]);
            client.await(openBatches[partition]);
        }
        client.sender().wakeup();
        return to;
    }

    private ByteBuffer memory() {
        try {
            return client.pool().allocate(client.pool().poolableSize(), client.longestBlockMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private int add(int partition, PackedRun run, int from, RunCallback callback) {
        int to = openRecords[partition].write(run, from, scratch);
        if (to > from) {
            ProducerBatch batch = openBatches[partition];
            long nowMillis = System.currentTimeMillis();
            RunCallback.Part part = callback.part(to - from);
            openCalls[partition].next(part);
            batch.tryAppend(run.timestampMillis(from), null, null, Record.EMPTY_HEADERS, part, nowMillis);
            client.countMore(batch, to - from - 1);
        }
        return to;
    }
}
