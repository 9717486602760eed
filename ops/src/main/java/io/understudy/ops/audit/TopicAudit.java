package io.understudy.ops.audit;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.understudy.ops.dashboard.History;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * An independent consumer of a run's topics: Kafka's plain client, read_committed, from the beginning, each value through
 * Confluent's {@link KafkaAvroDeserializer}. Reads on a thread of its own from {@link #start} to {@link #close}.
 */
public final class TopicAudit implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = 2_000_000_000L; // between two looks for topics that are not there yet

    private final Map<String, StreamAudit> auditByTopic = new HashMap<>();
    private final Map<String, StreamAudit> auditByStream = new LinkedHashMap<>();
    private final Map<String, Deserializer<?>> deserializerByTopic = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final ContractRegistry registry;
    private final Consumer<byte[], byte[]> consumer;
    private final DoubleSupplier clockSeconds;
    private final Thread thread = new Thread(this::readAll, "understudy-audit");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean caughtUp;

    /**
     * An audit; nothing is read yet.
     *
     * @param properties of Kafka's clients and of the registry's
     * @param scope what is done with the events
     * @param history that drift reports are added to
     * @param clockSeconds the run's clock, which dates what is read
     */
    public TopicAudit(
            String bootstrapServers,
            String registryUrl,
            Map<String, String> properties,
            Collection<Topics> streams,
            Scope scope,
            History history,
            DoubleSupplier clockSeconds) {
        this.registry = ContractRegistry.connect(registryUrl, properties);
        this.clockSeconds = clockSeconds;
        for (Topics topics : streams) {
            StreamAudit audit = new StreamAudit(topics, scope == Scope.JOINED, history);
            auditByStream.put(topics.events(), audit);
            add(topics.labels(), audit, specific(GroundTruth.class));
            add(topics.bursts(), audit, specific(BurstCommand.class));
            add(topics.drift(), audit, specific(DriftReport.class));
            Deserializer<?> events = scope == Scope.JOINED ? generic() : (topic, bytes) -> null;
            add(topics.events(), audit, events);
            add(topics.base(), audit, events);
        }
        missing.addAll(auditByTopic.keySet());
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "understudy-audit");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        thread.setDaemon(true);
    }

    /** What is done with the events of a stream. */
    public enum Scope {
        /** Each is decoded and joined with its label. */
        JOINED,
        /** They are counted: enough for a dashboard, at a fraction of the cost. */
        COUNTED
    }

    private void add(String topic, StreamAudit audit, Deserializer<?> deserializer) {
        auditByTopic.put(topic, audit);
        deserializerByTopic.put(topic, deserializer);
    }

    private Deserializer<Object> generic() {
        return new KafkaAvroDeserializer(
                registry.client(), Map.of(KafkaAvroDeserializerConfig.SCHEMA_REGISTRY_URL_CONFIG, registry.url()));
    }

    private <T extends SpecificRecord> Deserializer<T> specific(Class<T> type) {
        return ControlRecords.serde(type, registry).deserializer();
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    private void readAll() {
        try {
            long nextLookNanos = System.nanoTime();
            while (!closed) {
                if (!missing.isEmpty() && System.nanoTime() - nextLookNanos >= 0) {
                    assignFound();
                    nextLookNanos = System.nanoTime() + LOOK_NANOS;
                }
                if (consumer.assignment().isEmpty()) {
                    LockSupport.parkNanos(POLL.toNanos());
                } else {
                    read(consumer.poll(POLL));
                    caughtUp = lag() == 0;
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            failure.set(e);
        } finally {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_PATIENCE));
        }
    }

    private void assignFound() {
        List<TopicPartition> assignment = new ArrayList<>(consumer.assignment());
        for (String topic : List.copyOf(missing)) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions != null && !partitions.isEmpty()) {
                missing.remove(topic);
                partitions.forEach(p -> assignment.add(new TopicPartition(topic, p.partition())));
            }
        }
        consumer.assign(assignment);
    }

    private void read(ConsumerRecords<byte[], byte[]> records) {
        double atSeconds = clockSeconds.getAsDouble();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            StreamAudit audit = auditByTopic.get(record.topic());
            try {
                Object value = deserializerByTopic.get(record.topic()).deserialize(record.topic(), record.value());
                audit.read(record, value, atSeconds);
            } catch (RuntimeException e) {
                audit.undecodable(record, e);
            }
        }
    }

    private long lag() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(1);
        }
        return lag;
    }

    /** The audit of one stream. */
    public StreamAudit stream(String name) {
        return auditByStream.get(name);
    }

    public Collection<StreamAudit> streams() {
        return List.copyOf(auditByStream.values());
    }

    /** True where everything that could be read at the last poll was read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** What ended the reading early, if anything did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Stops reading; what was read stays. */
    @Override
    public void close() throws IOException {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(2 * CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registry.close();
    }
}
