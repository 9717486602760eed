package io.understudy.ops.doctor;

import io.understudy.engine.publish.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients that look at a stream's cluster, and do not wait long for it. */
final class Admins {
    /** Longest wait for an answer. */
    static final int PATIENCE_MILLIS = 8_000;

    private Admins() {}

    static Admin admin(KafkaSettings kafka) {
        Map<String, Object> all = new HashMap<>();
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return Admin.create(with(all, kafka));
    }

    static KafkaConsumer<byte[], byte[]> reader(KafkaSettings kafka) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(with(all, kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static KafkaProducer<byte[], byte[]> transactional(KafkaSettings kafka, String transactionalId) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        Map<String, Object> properties = with(all, kafka);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> with(Map<String, Object> ours, KafkaSettings kafka) {
        ours.putAll(kafka.properties());
        ours.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return ours;
    }

    /** What went wrong, in one line. */
    static String reason(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null
                && (at instanceof java.util.concurrent.ExecutionException
                        || at.getClass() == org.apache.kafka.common.KafkaException.class)) {
            at = at.getCause();
        }
        String message = at.getMessage() == null ? "" : ": " + at.getMessage();
        return at.getClass().getSimpleName().replaceFirst("Exception$", "") + message.replaceFirst("[.]$", "");
    }
}
