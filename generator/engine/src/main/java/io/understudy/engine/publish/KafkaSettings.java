package io.understudy.engine.publish;

import io.understudy.engine.fault.Fault;
import io.understudy.engine.fault.FaultMarker;
import io.understudy.engine.fault.FaultPlan;
import io.understudy.model.InputException;
import io.understudy.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where on Kafka a stream goes, and how.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port} with commas between
 * @param registryUrl address of the schema registry
 * @param topics of the stream
 * @param injection true where events and clock ticks go to the base topic, from which the inject app makes the stream
 * @param labels which events get a record on the labels topic
 * @param labelDelay from an event to the moment when its truth is known in the field; at least 0
 * @param delivery what readers may rely on
 * @param eventTime which time events bear
 * @param partitions of topics that are created, 1 to 10,000
 * @param idSeed decides the key of the event ids, and which events get a fault
 * @param faults on purpose; with injection only those of one record alone, which the inject app then does, to
 *     injected events too
 * @param style how records look; only the usual one with injection
 * @param properties of Kafka's clients and the registry's, which win over ours
 */
public record KafkaSettings(
        String bootstrapServers,
        String registryUrl,
        Topics topics,
        boolean injection,
        LabelScope labels,
        Duration labelDelay,
        Delivery delivery,
        EventTime eventTime,
        int partitions,
        long idSeed,
        FaultPlan faults,
        RecordStyle style,
        Map<String, String> properties) {
    private static final int USUAL_PARTITIONS = 6;
    private static final int MOST_PARTITIONS = 10_000;

    public KafkaSettings {
        Objects.requireNonNull(topics);
        Objects.requireNonNull(labels);
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(eventTime);
        properties = Map.copyOf(properties);
        if (bootstrapServers.isBlank()) {
            throw new InputException("no Kafka broker is named; give its address by --bootstrap-server host:port");
        }
        if (registryUrl.isBlank()) {
            throw new InputException("no schema registry is named; give its address by --registry http://host:port");
        }
        for (Fault fault : faults.faults()) {
            if (injection && !FaultMarker.goesWithInjection(fault)) {
                throw new InputException(
                        "fault " + fault.key() + " does not go with injection, where a record waits for no"
                                + " other and keeps its partition; set inject: false, or leave it out");
            }
        }
        if (injection && !style.equals(RecordStyle.USUAL)) {
            throw new InputException(
                    "format, keys, subjects and cloudevents do not go with injection, for the Streams app"
                            + " reads and writes Avro keyed by strings; set inject: false, or leave them out");
        }
        if (labelDelay.isNegative()) {
            throw new InputException("label delay " + labelDelay + " must not be negative");
        }
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new InputException("partitions " + partitions + " must be 1 to " + MOST_PARTITIONS);
        }
    }

    /** Rare labels at once, exactly once, in model time, in six partitions, without injection. */
    public static KafkaSettings of(String bootstrapServers, String registryUrl, String stream) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                Topics.of(stream),
                false,
                LabelScope.RARE,
                Duration.ZERO,
                Delivery.EXACTLY_ONCE,
                EventTime.MODEL,
                USUAL_PARTITIONS,
                0,
                FaultPlan.NONE,
                RecordStyle.USUAL,
                Map.of());
    }

    /** The topics that the generator writes to, or that belong to its stream from the beginning. */
    public List<String> ownTopics() {
        return injection
                ? List.of(topics.events(), topics.labels(), topics.base(), topics.bursts())
                : List.of(topics.events(), topics.labels());
    }

    /** The topic that events are written to. */
    public String eventTopic() {
        return injection ? topics.base() : topics.events();
    }

    public KafkaSettings withInjection(boolean on) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                on,
                labels,
                labelDelay,
                delivery,
                eventTime,
                partitions,
                idSeed,
                faults,
                style,
                properties);
    }

    public KafkaSettings withLabels(LabelScope scope, Duration delay) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                scope,
                delay,
                delivery,
                eventTime,
                partitions,
                idSeed,
                faults,
                style,
                properties);
    }

    public KafkaSettings withDelivery(Delivery other) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                other,
                eventTime,
                partitions,
                idSeed,
                faults,
                style,
                properties);
    }

    public KafkaSettings withEventTime(EventTime other) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                delivery,
                other,
                partitions,
                idSeed,
                faults,
                style,
                properties);
    }

    public KafkaSettings withPartitions(int number) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                delivery,
                eventTime,
                number,
                idSeed,
                faults,
                style,
                properties);
    }

    public KafkaSettings withIdSeed(long seed) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                delivery,
                eventTime,
                partitions,
                seed,
                faults,
                style,
                properties);
    }

    public KafkaSettings withFaults(FaultPlan plan) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                delivery,
                eventTime,
                partitions,
                idSeed,
                plan,
                style,
                properties);
    }

    public KafkaSettings withStyle(RecordStyle other) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                delivery,
                eventTime,
                partitions,
                idSeed,
                faults,
                other,
                properties);
    }

    public KafkaSettings withProperties(Map<String, String> other) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                topics,
                injection,
                labels,
                labelDelay,
                delivery,
                eventTime,
                partitions,
                idSeed,
                faults,
                style,
                other);
    }
}
