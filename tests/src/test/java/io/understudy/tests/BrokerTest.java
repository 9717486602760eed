package io.understudy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.tests.cluster.OnCluster;
import io.understudy.tests.cluster.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What all other tests take for granted of the cluster they run on. */
@OnCluster
class BrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestCluster cluster;

    BrokerTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void keepsRecordsInTheirOrder() throws Exception {
        // Given
        String topic = cluster.newTopic("ordered", 1);
        // When
        try (Producer<String, String> producer = new KafkaProducer<>(producerProperties())) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>(topic, "key", "value " + i));
            }
        }
        // Then
        List<String> values = valuesOf(topic, 100);
        assertThat(values).hasSize(100).startsWith("value 0", "value 1").endsWith("value 99");
    }

    @Test
    void hidesRecordsOfAnAbortedTransaction() throws Exception {
        // Given
        String topic = cluster.newTopic("transactional", 1);
        Map<String, Object> properties = producerProperties();
        properties.put("transactional.id", cluster.newName("broker-test"));
        // When
        try (Producer<String, String> producer = new KafkaProducer<>(properties)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "key", "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "key", "committed"));
            producer.commitTransaction();
        }
        // Then
        assertThat(valuesOf(topic, 1)).containsExactly("committed");
    }

    private List<String> valuesOf(String topic, int count) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "group.id",
                cluster.newName("broker-test"),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        List<String> values = new ArrayList<>();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(topic));
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() - deadlineNanos < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private Map<String, Object> producerProperties() {
        return new HashMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "key.serializer", StringSerializer.class,
                "value.serializer", StringSerializer.class));
    }
}
