package io.understudy.streams;

import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams for each part. */
final class StreamsProperties {
    private static final int COMMIT_MILLIS = 100;
    private static final int IDLE_MILLIS = 1_000;
    private static final int SESSION_MILLIS = 10_000;
    private static final int BUFFERED_RECORDS = 1_000;
    private static final int INTERNAL_SEGMENT_BYTES = 64 << 20;

    private StreamsProperties() {}

    static Properties of(StreamsSettings settings, StreamsPart part) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 20);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), SESSION_MILLIS / 10);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        internalTopics(properties);
        properties.putAll(settings.properties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(settings, part));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Truths and events are taken in the order of their times, also where one of the topics is still empty.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, part == StreamsPart.MONITOR ? IDLE_MILLIS : 0);
        return properties;
    }

    /** Changelogs carry the events' times, which may lie in any year and pass years in a minute. */
    private static void internalTopics(Properties properties) {
        String unlimited = Long.toString(Long.MAX_VALUE);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG), unlimited);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG), unlimited);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), unlimited);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), INTERNAL_SEGMENT_BYTES);
    }

    /** The consumer group, and the first part of the internal topics' names. */
    static String applicationId(StreamsSettings settings, StreamsPart part) {
        return "understudy." + settings.topics().events() + "." + part.name().toLowerCase(Locale.ROOT);
    }
}
