package io.understudy.ops.bench;

import io.understudy.engine.publish.EventSpan;
import io.understudy.engine.publish.TopicSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a bench on its own broker: made for a lap, gone after it, so that no lap finds a fuller disk. */
final class BenchTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EventSpan SIMULATED = EventSpan.simulated(0, Long.MAX_VALUE);

    private final String bootstrap;
    private final Admin admin;
    private int laps;

    BenchTopics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Sends the records of one lap. */
    interface Contender {
        Lap run(Producer<byte[], byte[]> producer, String topic) throws IOException;
    }

    /** Lets a contender loose on a topic of its own, by a producer that knows its partitions already. */
    Lap lap(String contenderName, Contender contender) throws IOException {
        String topic = contenderName + "-" + laps++; // a name that is used again may meet the remains of its last use
        new TopicSetup(admin, bootstrap, System::currentTimeMillis)
                .prepare(List.of(topic), Bench.PARTITIONS, SIMULATED);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(properties())) {
            producer.partitionsFor(topic);
            return contender.run(producer, topic);
        } finally {
            delete(topic);
        }
    }

    /** Lets Kafka's own tool loose on a topic of its own. */
    void lap(PerformanceTool tool, int records, int recordBytes) throws IOException {
        String topic = "performance-tool-" + laps++;
        new TopicSetup(admin, bootstrap, System::currentTimeMillis)
                .prepare(List.of(topic), Bench.PARTITIONS, SIMULATED);
        try {
            tool.run(bootstrap, topic, records, recordBytes);
        } finally {
            delete(topic);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>(Bench.CLIENT);
        all.put("bootstrap.servers", bootstrap);
        all.put("key.serializer", ByteArraySerializer.class);
        all.put("value.serializer", ByteArraySerializer.class);
        return all;
    }

    void delete(String... topics) throws IOException {
        await(admin.deleteTopics(List.of(topics)).all());
    }

    private static void await(KafkaFuture<?> answer) throws IOException {
        try {
            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the bench's broker did not delete a topic: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the bench was given up", e);
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
