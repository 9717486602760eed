package io.understudy.engine.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Properties of Kafka's clients: ours, where measured to be good, then the user's, then what the work needs. */
final class ClientProperties {
    /** Longest wait for an answer before anything is published. */
    static final int SETUP_TIMEOUT_MILLIS = 8_000;

    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            32 * 1024 * 1024,
            // a transaction's first batch is often turned away while the one before is still being marked: 100 ms,
            // Kafka's default, would then be seen as lateness
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
            10,
            // how long readers may wait for what a crashed run left open
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            30_000);

    private ClientProperties() {}

    /** Of the producer of a stream. */
    static Map<String, Object> producer(KafkaSettings settings, String transactionalId) {
        Map<String, Object> all = new HashMap<>(PRODUCER);
        if (settings.delivery() == Delivery.EXACTLY_ONCE) {
            all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        all.put(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "understudy-" + settings.topics().events());
        all.putAll(settings.properties());
        if (settings.delivery() == Delivery.AT_LEAST_ONCE) {
            all.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        }
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }

    /** Of the client that looks after topics. */
    static Map<String, Object> admin(KafkaSettings settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SETUP_TIMEOUT_MILLIS / 2);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SETUP_TIMEOUT_MILLIS);
        all.putAll(settings.properties());
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return all;
    }
}
