package io.understudy.engine.publish;

import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.EventEncoder;
import io.understudy.engine.encode.TruthEncoder;
import io.understudy.engine.fault.Fault;
import io.understudy.engine.pace.NanoClock;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Publishes events and their labels to Kafka: encoded from the cells, to the entity's partition, and partition by
 * partition within a run, which costs the client a third less than one by one. Order within a partition is the order of
 * acceptance. The first record that the broker does not take ends the sink.
 */
public final class KafkaSink implements EventSink {
    /** Header that marks a clock tick. */
    public static final String TICK_HEADER = "understudy.tick";

    /** Header of an event that bears the time of now: its model time, 8 bytes, big-endian microseconds. */
    public static final String MODEL_TIME_HEADER = "understudy.model-time";

    private static final long COMMIT_NANOS = 100_000_000;
    private static final long LABELS_NANOS = 50_000_000;
    private static final int MOST_LABELS = 1_024;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private static final byte[] TICK_MARK = {1};

    private final Producer<byte[], byte[]> producer;
    private final KafkaSettings settings;
    private final DeliveryMeter meter;
    private final NanoClock clock;
    private final EventEncoder encoder;
    private final CloudEventHeaders cloudEvents; // null where none are wanted
    private final TruthEncoder truth;
    private final RecordKeys keys;
    private final EntityRoutes routes;
    private final FaultStage faults; // null where nothing goes wrong on purpose
    private final WireBuffer buffer = new WireBuffer(1_024);
    private final int timeColumn;
    private final long normalLabel;
    private final List<HeldRecords> heldByPartition = new ArrayList<>();
    private final RunSender runs; // null where events are sent one by one
    private final PackedEvents packed; // the same
    private final Callback labelled = this::labelled;
    private final Callback ticked = this::ticked;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private ClassWeights weights = ClassWeights.UNCHANGED;
    private boolean inTransaction;
    private long transactionNanos; // when the open transaction began
    private long sendingNanos;
    private int labelsHeld;
    private long labelledNanos; // when labels were last sent

    /**
     * A sink on a producer that is connected and, for exactly-once, has its transactions initialised.
     *
     * @param partitions of every topic of the stream
     */
    KafkaSink(
            Producer<byte[], byte[]> producer,
            EventLayout layout,
            KafkaSettings settings,
            SchemaIds schemas,
            int partitions,
            DeliveryMeter meter,
            NanoClock clock) {
        this.producer = producer;
        this.settings = settings;
        this.meter = meter;
        this.clock = clock;
        EventContract contract = EventContracts.of(layout);
        EventIds ids = EventIds.ofSeed(settings.idSeed());
        RecordStyle style = settings.style();
        encoder = EventValues.encoder(layout, style.format(), schemas.event(), ids);
        cloudEvents = style.cloudEvents()
                ? new CloudEventHeaders(
                        settings.topics().events(), contract.schema().getFullName(), style.format())
                : null;
        truth = new TruthEncoder(layout, schemas.truth(), settings.labelDelay().toNanos() / 1_000);
        keys = new RecordKeys(layout, style.keys(), schemas.key());
        routes = new EntityRoutes(keys, partitions);
        faults = settings.faults().isEmpty() ? null : new FaultStage(settings.faults(), settings.idSeed(), partitions);
        timeColumn = layout.timeIndex();
        normalLabel = layout.normalLabel();
        labelledNanos = clock.nanos() - LABELS_NANOS;
        runs = RunSender.of(producer, settings, partitions, clock).orElse(null);
        packed = runs == null ? null : new PackedEvents(layout, encoder, keys, routes, runs, this::label);
        for (int i = 0; i < partitions; i++) {
            heldByPartition.add(new HeldRecords());
        }
    }

    /** Ids under which a registry holds the schemas of a stream. */
    record SchemaIds(int event, int truth, int key) {}

    /**
     * Connects, makes the topics fit, registers the schemas, and waits until the producer knows where to send, so that
     * none of that makes the first event late.
     *
     * @param span of the events to come
     * @throws InputException if broker or topics are not fit, or a property is wrong
     * @throws IOException if the registry cannot be reached
     */
    public static KafkaSink open(EventLayout layout, KafkaSettings settings, EventSpan span, DeliveryMeter meter)
            throws IOException {
        return new KafkaOpening(layout, settings, span).open(meter);
    }

    @Override
    public boolean weighs() {
        return true;
    }

    @Override
    public void weigh(ClassWeights importance) {
        if (packed != null && !importance.equals(weights)) {
            packed.encode(); // with the weights of their time
        }
        weights = importance;
    }

    @Override
    public void rehearse(EventFrame frame) {
        long eventId = encoder.encode(frame, EventIds.BASE, buffer);
        truth.encode(frame, eventId, TruthEncoder.NO_FAULT, 1, buffer);
    }

    @Override
    public void accept(EventFrame frame, long intendedNanos) throws IOException {
        throwFailure();
        if (packed != null) {
            packed.add(frame, intendedNanos);
            return;
        }
        long timestampMillis = Math.floorDiv(frame.values[timeColumn], 1_000L);
        int place = routes.place(frame);
        byte[] key = routes.key(place);
        int partition = routes.partition(place);
        long eventId = encoder.encode(frame, EventIds.BASE, buffer);
        if (faults != null) {
            faults.comesTo(frame.values[timeColumn], key, waited -> hold(waited, intendedNanos));
        }
        Fault fault = faults == null ? null : faults.of(frame);
        ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(
                settings.eventTopic(), partition, timestampMillis, key, buffer.toByteArray(), headers(frame, eventId));
        if (isLabelled(frame) || fault != null) {
            String text = fault == null ? TruthEncoder.NO_FAULT : faults.text(fault, frame);
            label(frame, eventId, text, partition, timestampMillis, key);
        }
        if (fault != null) {
            meter.faulted(faults.text(fault, frame));
        }
        if (fault != null && settings.injection()) {
            faults.mark(fault, frame, event);
            hold(event, intendedNanos);
        } else if (fault != null) {
            faults.apply(fault, frame, frame.values[timeColumn], event, record -> hold(record, intendedNanos));
        } else if (faults != null) {
            faults.pass(event, record -> hold(record, intendedNanos));
        } else {
            hold(event, intendedNanos);
        }
    }

    private void label(EventFrame frame, long eventId, int partition, long timestampMillis, WireBuffer key) {
        if (isLabelled(frame)) {
            label(frame, eventId, TruthEncoder.NO_FAULT, partition, timestampMillis, key.toByteArray());
        }
    }

    private boolean isLabelled(EventFrame frame) {
        return settings.labels() == LabelScope.ALL || frame.label != normalLabel;
    }

    private void label(EventFrame frame, long eventId, String fault, int partition, long timestampMillis, byte[] key) {
        double weight = frame.label == normalLabel ? weights.normal() : weights.rare();
        truth.encode(frame, eventId, fault, weight, buffer);
        labelsHeld++;
        heldByPartition
                .get(partition)
                .addLabel(new ProducerRecord<>(
                        settings.topics().labels(), partition, timestampMillis, key, buffer.toByteArray()));
    }

    private void hold(ProducerRecord<byte[], byte[]> event, long intendedNanos) {
        heldByPartition.get(event.partition()).addEvent(event, intendedNanos);
    }

    private Headers headers(EventFrame frame, long eventId) {
        if (settings.eventTime() == EventTime.MODEL && cloudEvents == null) {
            return null;
        }
        Headers headers = new RecordHeaders();
        if (settings.eventTime() == EventTime.NOW) {
            ByteBuffer modelTime = ByteBuffer.allocate(Long.BYTES).putLong(frame.timeMicros);
            headers.add(MODEL_TIME_HEADER, modelTime.array());
        }
        if (cloudEvents != null) {
            cloudEvents.add(eventId, frame.values[timeColumn], headers);
        }
        return headers;
    }

    @Override
    public void release() throws IOException {
        long before = clock.nanos();
        try {
            beginIfNeeded();
            heldByPartition.forEach(this::sendEvents);
            if (packed != null) {
                packed.encode();
                runs.send(run -> callback(run.intendedNanos()), () -> failure.get() != null);
            }
            sendLabelsIfTime();
            commitIfTime();
        } catch (KafkaException e) {
            fail(settings.eventTopic(), e);
        }
        sendingNanos += clock.nanos() - before;
        throwFailure();
    }

    private RunCallback callback(long[] intendedNanos) {
        return new RunCallback(intendedNanos, clock, meter, e -> fail(settings.eventTopic(), e));
    }

    // Each send may block for a minute, so nothing is sent behind a failure.
    private void sendEvents(HeldRecords held) {
        List<ProducerRecord<byte[], byte[]>> events = held.events();
        if (!events.isEmpty()) {
            Callback callback = callback(held.intendedNanos());
            for (int i = 0; i < events.size() && failure.get() == null; i++) {
                producer.send(events.get(i), callback);
            }
            held.clearEvents();
        }
    }

    /**
     * Rare labels that went out with each run would make a batch of a record or two every few milliseconds on each partition,
     * which costs as much as hundreds of events: a batch has buffers for compression of its own. So they wait for one
     * another, unless there has been none for a while.
     */
    private void sendLabelsIfTime() {
        if (labelsHeld >= MOST_LABELS || labelsHeld > 0 && clock.nanos() - labelledNanos >= LABELS_NANOS) {
            sendLabels();
        }
    }

    private void sendLabels() {
        labelsHeld = 0;
        labelledNanos = clock.nanos();
        for (HeldRecords held : heldByPartition) {
            List<ProducerRecord<byte[], byte[]>> labels = held.labels();
            for (int i = 0; i < labels.size() && failure.get() == null; i++) {
                producer.send(labels.get(i), labelled);
            }
            held.clearLabels();
        }
    }

    @Override
    public void tick(long streamTimeMicros) throws IOException {
        try {
            if (settings.injection()) {
                beginIfNeeded();
                long timestampMillis = Math.floorDiv(streamTimeMicros, 1_000L);
                for (int partition = 0; partition < heldByPartition.size(); partition++) {
                    Headers mark = new RecordHeaders().add(TICK_HEADER, TICK_MARK);
                    producer.send(
                            new ProducerRecord<>(settings.eventTopic(), partition, timestampMillis, null, null, mark),
                            ticked);
                }
            }
            sendLabelsIfTime();
            commitIfTime();
        } catch (KafkaException e) {
            fail(settings.eventTopic(), e);
        }
        throwFailure();
    }

    private void beginIfNeeded() {
        if (settings.delivery() == Delivery.EXACTLY_ONCE && !inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
            transactionNanos = clock.nanos();
        }
    }

    private void commitIfTime() {
        if (inTransaction && failure.get() == null && clock.nanos() - transactionNanos >= COMMIT_NANOS) {
            commit();
        }
    }

    private void commit() {
        sendLabels();
        inTransaction = false;
        producer.commitTransaction();
    }

    @Override
    public void finish() throws IOException {
        if (faults != null) {
            faults.end(record -> hold(record, clock.nanos()));
        }
        release();
        try {
            if (inTransaction) {
                commit();
            } else {
                sendLabels();
                producer.flush();
            }
        } catch (KafkaException e) {
            fail(settings.eventTopic(), e);
        }
        throwFailure();
    }

    /** Waits ten seconds at most; what was not committed is aborted. */
    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }

    /**
     * Where the client waited for answers more than a third of the time spent sending: {@code network} if a mere
     * connection to a broker takes at least half as long as a request, {@code broker} otherwise. Else the client's own work.
     */
    @Override
    public String bottleneck() {
        double waitedNanos = metric("bufferpool-wait-time-ns-total") + metric("txn-commit-time-ns-total");
        if (waitedNanos * 3 <= sendingNanos) {
            return "generator (its Kafka client)";
        }
        double roundTripMillis = new RoundTrip(settings.bootstrapServers()).millis();
        return roundTripMillis * 2 >= metric("request-latency-avg") ? "network" : "broker";
    }

    @Override
    public long retries() {
        return (long) metric("record-retry-total");
    }

    /** A metric of the producer as a whole; 0 where it has none. */
    private double metric(String name) {
        return producer.metrics().entrySet().stream()
                .filter(m ->
                        m.getKey().name().equals(name) && m.getKey().group().equals("producer-metrics"))
                .mapToDouble(m -> ((Number) m.getValue().metricValue()).doubleValue())
                .filter(Double::isFinite)
                .sum();
    }

    private void labelled(RecordMetadata metadata, Exception error) {
        if (error == null) {
            meter.labelled();
        } else {
            fail(settings.topics().labels(), error);
        }
    }

    private void ticked(RecordMetadata metadata, Exception error) {
        if (error != null) {
            fail(settings.eventTopic(), error);
        }
    }

    private void fail(String topic, Exception error) {
        meter.failed();
        failure.compareAndSet(null, KafkaFailure.whilePublishing(topic, settings.bootstrapServers(), error));
    }

    private void throwFailure() throws IOException {
        IOException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
