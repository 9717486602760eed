package io.understudy.engine.reference;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.understudy.model.InputException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a reference from a Kafka topic: all committed records that it holds when the reading begins. Values are Avro in
 * Confluent's wire format, or JSON objects; their fields are the columns. Records without a value are passed over.
 */
public final class TopicReader {
    /** Property that names the schema registry. */
    private static final String REGISTRY = "schema.registry.url";

    private static final int ANSWER_WITHIN_MILLIS = 8_000;

    private TopicReader() {}

    /**
     * Reads a topic.
     *
     * @param properties of the consumer and the deserializer: {@code bootstrap.servers} at least, and
     *     {@code schema.registry.url} where values are Avro
     * @param progress is told now and then how many rows were read
     * @throws InputException if the topic or the specification breaks a rule, or the broker does not answer
     * @throws IOException if reading fails
     */
    public static EventLog read(String topic, Map<String, ?> properties, ReferenceSpec spec, LongConsumer progress)
            throws IOException {
        try (Consumer<byte[], byte[]> consumer = consumer(properties);
                KafkaAvroDeserializer avro = deserializer(properties)) {
            return read(consumer, avro, topic, spec, progress);
        } catch (KafkaException e) {
            throw new InputException(
                    "kafka:" + topic + " cannot be read from " + properties.get("bootstrap.servers") + ": " + deepest(e)
                            + "; check --bootstrap-server and --properties",
                    e);
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Reads by a given consumer; {@code avro} is null where no registry is known. */
    static EventLog read(
            Consumer<byte[], byte[]> consumer,
            KafkaAvroDeserializer avro,
            String topic,
            ReferenceSpec spec,
            LongConsumer progress)
            throws IOException {
        String name = spec.name().isEmpty() ? topic : spec.name();
        try (TopicSource source = new TopicSource(consumer, new TopicValues(topic, avro), topic)) {
            return ReferenceReader.read(source, name, spec, progress);
        }
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.keySet().removeIf(key -> key.startsWith("schema.registry.") || key.equals(ConsumerConfig.GROUP_ID_CONFIG));
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaAvroDeserializer deserializer(Map<String, ?> properties) {
        if (properties.get(REGISTRY) == null) {
            return null;
        }
        KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
        avro.configure(properties, false);
        return avro;
    }
}
