package io.understudy.engine.publish;

import io.understudy.model.InputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics of a stream fit: creates those that are missing, and refuses those that would lose or refuse events.
 * All have the same number of partitions, so that an entity's events, labels and bursts lie side by side.
 */
public final class TopicSetup {
    private static final String UNLIMITED = Long.toString(Long.MAX_VALUE);
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int MOST_ATTEMPTS = 50;
    private static final long ATTEMPT_NANOS = 100_000_000;

    private final Admin admin;
    private final String bootstrapServers;
    private final LongSupplier nowMillis;

    /**
     * @param admin asked for the topics; closed by the caller
     * @param bootstrapServers named in messages
     * @param nowMillis the wall clock, milliseconds since 1970
     */
    public TopicSetup(Admin admin, String bootstrapServers, LongSupplier nowMillis) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.nowMillis = nowMillis;
    }

    /**
     * Creates the missing ones of {@code topics} and checks the others.
     *
     * @param partitions of created topics, where none of the others exists
     * @param span of the events that will be written
     * @return how many partitions each of the topics has
     * @throws InputException if the broker cannot be reached, or a topic is not fit; the message says why
     */
    public int prepare(List<String> topics, int partitions, EventSpan span) {
        try {
            admin.describeCluster().nodes().get();
            Map<String, TopicDescription> existing = settled(topics);
            int agreed = agreedPartitions(existing, partitions);
            check(existing.keySet(), span);
            create(topics.stream().filter(t -> !existing.containsKey(t)).toList(), agreed, span);
            awaitLeaders(topics, agreed);
            return agreed;
        } catch (ExecutionException e) {
            throw KafkaFailure.duringSetup(bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("the check of the topics was interrupted", e);
        }
    }

    /**
     * How one topic stands.
     *
     * @param partitions 0 where it does not exist
     * @param problem why events would be lost or refused, and what helps; empty where it is fit, or does not exist
     */
    public record TopicState(String topic, int partitions, String problem) {}

    /**
     * Looks at {@code topics} and changes nothing.
     *
     * @param span of the events that would be written
     * @throws InputException if the broker cannot be reached, or refuses to tell
     */
    public List<TopicState> examine(List<String> topics, EventSpan span) {
        try {
            Map<String, TopicDescription> existing = existing(topics);
            List<ConfigResource> resources = existing.keySet().stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(resources).all().get();
            List<TopicState> states = new ArrayList<>();
            for (String topic : topics) {
                TopicDescription description = existing.get(topic);
                Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic));
                states.add(
                        description == null
                                ? new TopicState(topic, 0, "")
                                : new TopicState(topic, description.partitions().size(), problem(topic, config, span)));
            }
            return states;
        } catch (ExecutionException e) {
            throw KafkaFailure.duringSetup(bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("the check of the topics was interrupted", e);
        }
    }

    private String problem(String topic, Config config, EventSpan span) {
        try {
            check(topic, config, span);
            return "";
        } catch (InputException e) {
            return e.getMessage();
        }
    }

    /**
     * Those of {@code topics} that exist. A broker may not know yet what the controller just made, so whatever it does
     * not know is asked for once more, by a creation that is only tried.
     */
    private Map<String, TopicDescription> settled(List<String> topics) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> existing = existing(topics);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<String> unknown =
                    topics.stream().filter(t -> !existing.containsKey(t)).toList();
            if (unknown.isEmpty() || !exists(unknown)) {
                return existing;
            }
            LockSupport.parkNanos(ATTEMPT_NANOS);
            existing.putAll(existing(unknown));
        }
        return existing;
    }

    private boolean exists(List<String> topics) throws ExecutionException, InterruptedException {
        List<NewTopic> tried = topics.stream()
                .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()))
                .toList();
        boolean exists = false;
        for (KafkaFuture<Void> creation : admin.createTopics(tried, new CreateTopicsOptions().validateOnly(true))
                .values()
                .values()) {
            exists |= !created(creation);
        }
        return exists;
    }

    /** False where the topic was there already. */
    private static boolean created(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private Map<String, TopicDescription> existing(List<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> existing = new LinkedHashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                existing.put(topic.getKey(), topic.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return existing;
    }

    private int agreedPartitions(Map<String, TopicDescription> existing, int partitions) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        existing.forEach(
                (name, description) -> counts.put(name, description.partitions().size()));
        Set<Integer> different = new HashSet<>(counts.values());
        if (different.size() > 1) {
            throw new InputException("topics of one stream must have the same number of partitions, but they have "
                    + counts + "; delete and create them anew, or use another stream name");
        }
        return different.isEmpty() ? partitions : different.iterator().next();
    }

    private void check(Set<String> topics, EventSpan span) throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        for (Map.Entry<ConfigResource, Config> entry :
                admin.describeConfigs(resources).all().get().entrySet()) {
            check(entry.getKey().name(), entry.getValue(), span);
        }
    }

    private void check(String topic, Config config, EventSpan span) {
        String cleanup = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw refused(
                    topic,
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    cleanup,
                    "all but the last event of an entity would be deleted",
                    "delete");
        }
        String type = value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        if (!type.equals("CreateTime")) {
            throw refused(
                    topic,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    type,
                    "the broker would overwrite the events' time",
                    "CreateTime");
        }
        if (!span.live()) {
            checkSimulated(topic, config, span);
        }
    }

    private void checkSimulated(String topic, Config config, EventSpan span) {
        long now = nowMillis.getAsLong();
        long ageMillis = now - span.firstMicros() / MICROS_PER_MILLI;
        String first =
                Instant.ofEpochMilli(span.firstMicros() / MICROS_PER_MILLI).toString();
        long retention = number(config, TopicConfig.RETENTION_MS_CONFIG);
        if (retention >= 0 && ageMillis > retention) {
            throw refused(
                    topic,
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(retention),
                    "events dated " + first + " would be deleted at the next retention check",
                    "-1");
        }
        long before = number(config, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG);
        if (ageMillis > before) {
            throw refused(
                    topic,
                    TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                    Long.toString(before),
                    "the broker would refuse events dated " + first,
                    UNLIMITED);
        }
        long after = number(config, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
        long lastMicros = span.lastMicros() == Long.MAX_VALUE ? span.firstMicros() : span.lastMicros();
        if (lastMicros / MICROS_PER_MILLI - now > after) {
            throw refused(
                    topic,
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(after),
                    "the broker would refuse events dated " + Instant.ofEpochMilli(lastMicros / MICROS_PER_MILLI),
                    UNLIMITED);
        }
    }

    private static String value(Config config, String name) {
        return config.get(name) == null ? "" : config.get(name).value();
    }

    private static long number(Config config, String name) {
        String value = value(config, name);
        return value.isEmpty() ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static InputException refused(String topic, String name, String value, String why, String remedy) {
        return new InputException("topic " + topic + " has " + name + "=" + value + ", so that " + why + "; set it to "
                + remedy + " (kafka-configs.sh --alter --topic " + topic + " --add-config " + name + "=" + remedy
                + "), use another topic" + (name.startsWith("cleanup") ? "" : ", or --timestamps now"));
    }

    private void create(List<String> topics, int partitions, EventSpan span)
            throws ExecutionException, InterruptedException {
        List<NewTopic> missing = new ArrayList<>();
        for (String topic : topics) {
            missing.add(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs(span)));
        }
        for (KafkaFuture<Void> creation : admin.createTopics(missing).values().values()) {
            created(creation); // where somebody was faster, that one has the same idea of the topic
        }
    }

    /**
     * Waits until the leader of every partition answers. An idempotent producer whose first batch finds the partition
     * missing, while its second is taken, cannot repair the order any more and gives up after its delivery timeout.
     */
    private void awaitLeaders(List<String> topics, int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt == MOST_ATTEMPTS || existing(topics).size() == topics.size()) {
                    admin.listOffsets(ends).all().get();
                    return;
                }
            } catch (ExecutionException e) {
                if (attempt == MOST_ATTEMPTS || !(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(ATTEMPT_NANOS);
        }
    }

    private static Map<String, String> configs(EventSpan span) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        if (!span.live()) {
            configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
            configs.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, UNLIMITED);
            configs.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, UNLIMITED);
        }
        return configs;
    }
}
