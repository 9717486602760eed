package io.understudy.streams.inject;

import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes burst commands: checked against the model first, then to every partition of the bursts topic in one transaction,
 * so that all parts of the stream obey or none does. One thread's.
 */
public final class BurstCommander implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Topics topics;
    private final EventLayout layout;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<BurstCommand> commands;
    private final ContractRegistry registry; // to be closed with this; null where it is another's
    private boolean initialised;

    BurstCommander(
            Topics topics, EventLayout layout, Producer<byte[], byte[]> producer, Serializer<BurstCommand> commands) {
        this(topics, layout, producer, commands, null);
    }

    private BurstCommander(
            Topics topics,
            EventLayout layout,
            Producer<byte[], byte[]> producer,
            Serializer<BurstCommand> commands,
            ContractRegistry registry) {
        this.topics = topics;
        this.layout = layout;
        this.producer = producer;
        this.commands = commands;
        this.registry = registry;
    }

    /**
     * A commander of one stream. Nothing is sent yet.
     *
     * @param layout of the model that the stream's bursts come from
     * @param properties of Kafka's clients and of the registry's, such as those of security
     */
    public static BurstCommander connect(
            String bootstrapServers,
            String registryUrl,
            Topics topics,
            EventLayout layout,
            Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "understudy." + topics.events() + "." + UUID.randomUUID());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        ContractRegistry registry = ContractRegistry.connect(registryUrl, properties);
        return new BurstCommander(
                topics,
                layout,
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                ControlRecords.serde(BurstCommand.class, registry).serializer(),
                registry);
    }

    /**
     * Starts a burst.
     *
     * @param order its id may be null, for one made from the scenario's name and the seed
     * @return the command as it was written
     * @throws InputException if the model has no such scenario, a number is out of range, or the bursts topic is missing
     * @throws IOException if the broker or the registry does not take the command
     */
    public BurstCommand start(BurstRequest order) throws IOException {
        BurstCommand command = order.command();
        BurstOrder.of(command, layout);
        write(command);
        return command;
    }

    /**
     * Ends the burst called {@code burstId}, if it is not over yet.
     *
     * @throws InputException if the id is empty, or the bursts topic is missing
     * @throws IOException if the broker or the registry does not take the command
     */
    public void cancel(String burstId) throws IOException {
        BurstOrder.requireId(burstId);
        write(BurstCommand.newBuilder()
                .setBurstId(burstId)
                .setAction(BurstAction.CANCEL)
                .setScenario("")
                .setStartTime((Instant) null)
                .setDurationMicros(0)
                .setEventsPerSecond(0)
                .setEntities(0)
                .setSeed(0)
                .build());
    }

    private void write(BurstCommand command) throws IOException {
        try {
            byte[] value = commands.serialize(topics.bursts(), command);
            byte[] key = command.getBurstId().getBytes(StandardCharsets.UTF_8);
            List<PartitionInfo> partitions = producer.partitionsFor(topics.bursts());
            if (!initialised) {
                producer.initTransactions();
                initialised = true;
            }
            producer.beginTransaction();
            for (PartitionInfo partition : partitions) {
                producer.send(new ProducerRecord<>(topics.bursts(), partition.partition(), key, value));
            }
            producer.commitTransaction();
        } catch (TimeoutException e) {
            throw new IOException(
                    "burst " + command.getBurstId() + " was not written to topic " + topics.bursts() + " within "
                            + PATIENCE.toSeconds() + " s: " + e.getMessage()
                            + "; check that the topic exists and the broker is up",
                    e);
        } catch (KafkaException e) {
            throw new IOException(
                    "burst " + command.getBurstId() + " was not written to topic " + topics.bursts() + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        producer.close(PATIENCE);
        if (registry != null) {
            registry.close();
        }
    }
}
