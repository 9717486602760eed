package io.understudy.streams;

import io.understudy.model.SequenceModel;
import io.understudy.schemas.Topics;
import io.understudy.streams.inject.InjectFaults;
import io.understudy.streams.monitor.MonitorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one {@link StreamsApp} runs: the parts of one stream.
 *
 * @param properties of Kafka's clients, of Kafka Streams and of the registry's client; they go before the defaults, but
 *     not before what the promise of exactly-once rests on
 * @param parts at least one
 * @param stateDir folder for the tasks' checkpoints and locks; instances on one machine need one each
 * @param labelDelay how long after an injected event its truth would be known in the field
 * @param idSeed seed of the generator's event ids
 * @param startTimeout how long brokers may take to answer, and tasks to begin
 * @param faults of injected events
 */
public record StreamsSettings(
        String bootstrapServers,
        String registryUrl,
        Map<String, String> properties,
        Topics topics,
        SequenceModel model,
        Set<StreamsPart> parts,
        Path stateDir,
        Duration labelDelay,
        long idSeed,
        MonitorSettings monitor,
        Duration startTimeout,
        InjectFaults faults) {
    public StreamsSettings {
        Objects.requireNonNull(topics);
        Objects.requireNonNull(model);
        Objects.requireNonNull(monitor);
        Objects.requireNonNull(faults);
        properties = Map.copyOf(properties);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a Streams app runs at least one part");
        }
        parts = Set.copyOf(EnumSet.copyOf(parts));
    }

    /** Settings of injected events of which none goes wrong on purpose. */
    public StreamsSettings(
            String bootstrapServers,
            String registryUrl,
            Map<String, String> properties,
            Topics topics,
            SequenceModel model,
            Set<StreamsPart> parts,
            Path stateDir,
            Duration labelDelay,
            long idSeed,
            MonitorSettings monitor,
            Duration startTimeout) {
        this(
                bootstrapServers,
                registryUrl,
                properties,
                topics,
                model,
                parts,
                stateDir,
                labelDelay,
                idSeed,
                monitor,
                startTimeout,
                InjectFaults.NONE);
    }

    /** Both parts of {@code topics} with the defaults for the rest. */
    public static StreamsSettings of(
            String bootstrapServers, String registryUrl, Topics topics, SequenceModel model, Path stateDir) {
        return new StreamsSettings(
                bootstrapServers,
                registryUrl,
                Map.of(),
                topics,
                model,
                EnumSet.allOf(StreamsPart.class),
                stateDir,
                Duration.ZERO,
                0,
                MonitorSettings.DEFAULT,
                Duration.ofSeconds(30));
    }
}
