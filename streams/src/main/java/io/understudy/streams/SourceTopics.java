package io.understudy.streams;

import io.understudy.model.InputException;
import io.understudy.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that an app's parts read and write: the generator's are checked, the drift topic is made. */
final class SourceTopics {
    private SourceTopics() {}

    /**
     * Makes the drift topic if it is needed and missing, and tells the partition count that the stream's topics share.
     *
     * @throws InputException if one is missing, or their counts differ
     * @throws IOException if the broker does not answer
     */
    static int partitions(StreamsSettings settings) throws IOException {
        Map<String, Object> properties = new HashMap<>(settings.properties());
        int timeoutMillis = (int) settings.startTimeout().toMillis();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeoutMillis, 10_000));
        try (Admin admin = Admin.create(properties)) {
            int partitions = agreed(describe(admin, settings), settings);
            if (settings.parts().contains(StreamsPart.MONITOR)) {
                createDrift(admin, settings);
            }
            return partitions;
        } catch (KafkaException e) {
            throw unreachable(settings, e);
        }
    }

    private static List<String> required(StreamsSettings settings) {
        Topics topics = settings.topics();
        List<String> required = new ArrayList<>(List.of(topics.events(), topics.labels()));
        if (settings.parts().contains(StreamsPart.INJECT)) {
            required.add(topics.base());
            required.add(topics.bursts());
        }
        return required;
    }

    private static Map<String, Integer> describe(Admin admin, StreamsSettings settings) throws IOException {
        Map<String, Integer> partitions = new HashMap<>();
        List<String> missing = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(required(settings)).topicNameValues();
        for (String topic : required(settings)) {
            try {
                partitions.put(
                        topic, answer(answers.get(topic), settings).partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                missing.add(topic);
            }
        }
        if (!missing.isEmpty()) {
            throw new InputException("Kafka at " + settings.bootstrapServers() + " lacks topic"
                    + (missing.size() == 1 ? " " : "s ") + String.join(", ", missing) + " of stream "
                    + settings.topics().events() + "; start its generator first, or check the stream's name");
        }
        return partitions;
    }

    private static int agreed(Map<String, Integer> partitions, StreamsSettings settings) {
        int expected = partitions.get(settings.topics().events());
        for (String topic : required(settings)) {
            if (partitions.get(topic) != expected) {
                throw new InputException("topic " + topic + " has " + partitions.get(topic) + " partitions, but "
                        + settings.topics().events() + " has " + expected
                        + "; all topics of a stream need the same number, so create it anew");
            }
        }
        return expected;
    }

    /** Reports bear the times of their windows, which may lie in any year. */
    private static void createDrift(Admin admin, StreamsSettings settings) throws IOException {
        String unlimited = Long.toString(Long.MAX_VALUE);
        NewTopic drift = new NewTopic(settings.topics().drift(), Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime",
                        TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                        unlimited,
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        unlimited));
        try {
            answer(admin.createTopics(List.of(drift)).all(), settings);
        } catch (TopicExistsException e) {
            // made by an earlier run, another instance, or the user
        }
    }

    private static <T> T answer(KafkaFuture<T> future, StreamsSettings settings) throws IOException {
        try {
            return future.get(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof TopicExistsException) {
                throw (KafkaException) e.getCause();
            }
            throw unreachable(settings, e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + settings.bootstrapServers() + " for its topics", e);
        }
    }

    private static IOException unreachable(StreamsSettings settings, Throwable cause) {
        return new IOException(
                "Kafka at " + settings.bootstrapServers() + " would not list or make the topics of a stream: "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                        + "; check the address, and that the broker is up",
                cause);
    }
}
