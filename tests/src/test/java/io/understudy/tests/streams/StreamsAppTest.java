package io.understudy.tests.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.publish.EventSpan;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.KafkaSink;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.StreamsApp;
import io.understudy.streams.StreamsPart;
import io.understudy.streams.StreamsSettings;
import io.understudy.streams.inject.BurstCommander;
import io.understudy.streams.inject.BurstRequest;
import io.understudy.tests.cluster.OnCluster;
import io.understudy.tests.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Streams app against a broker: what comes in by the generator's own sink, what goes out as any consumer sees it. */
@OnCluster
class StreamsAppTest {
    private static final int PARTITIONS = 3;
    private static final long EVENTS = 12_000;

    private static SequenceModel model;

    @TempDir
    private Path stateDir;

    private TestCluster cluster;
    private KafkaSettings kafka;
    private Topics topics;

    @BeforeAll
    static void fit() throws IOException {
        model = ModelFitter.fit(
                Simulation.payments(SimulationSettings.of(300, 30, 1)).toEventLog(),
                FitSettings.defaults().withK(1),
                s -> {});
    }

    @BeforeEach
    void name(TestCluster running) {
        cluster = running;
        kafka = KafkaSettings.of(cluster.bootstrapServers(), cluster.registryUrl(), cluster.newName("payments"))
                .withInjection(true)
                .withLabels(LabelScope.ALL, Duration.ZERO)
                .withPartitions(PARTITIONS);
        topics = kafka.topics();
    }

    private StreamsSettings settings() {
        return StreamsSettings.of(cluster.bootstrapServers(), cluster.registryUrl(), topics, model, stateDir);
    }

    private KafkaSink sink() throws IOException {
        long start = model.provenance().startMicros();
        return KafkaSink.open(model.layout(), kafka, EventSpan.simulated(start, Long.MAX_VALUE), new RunMeter());
    }

    private void generate(KafkaSink sink) throws IOException {
        GenerateSettings run = GenerateSettings.of(3).withEntities(300).withEvents(EVENTS);
        new GenerateRun(model, run, sink, new RunMeter()).execute();
    }

    private static Instant modelDay(double days) {
        return Instant.EPOCH.plus(model.provenance().startMicros() + (long) (days * 86_400e6), ChronoUnit.MICROS);
    }

    /** A burst of two days of model time. */
    private void command(String scenario, double day, int events, int victims) throws IOException {
        Duration twoDays = Duration.ofDays(2);
        try (BurstCommander commander = BurstCommander.connect(
                cluster.bootstrapServers(), cluster.registryUrl(), topics, model.layout(), Map.of())) {
            commander.start(new BurstRequest(
                    Optional.of("burst-" + scenario),
                    scenario,
                    Optional.of(modelDay(day)),
                    twoDays,
                    events / (double) twoDays.toSeconds(),
                    victims,
                    5));
        }
    }

    @Test
    void burstIsInjectedByCommandAndItsTruthLoggedAndNoAlarmRaised() throws Exception {
        try (KafkaSink sink = sink();
                StreamsApp app = new StreamsApp(settings())) {
            // Given
            app.start();
            command("card_testing", 3, 240, 6);

            // When
            generate(sink);
            List<ConsumerRecord<byte[], byte[]>> events = readUntil(topics.events(), EVENTS + 230);

            // Then
            Map<String, GroundTruth> truths = truths(EVENTS + 230);
            Set<String> ids = new HashSet<>();
            Map<Integer, Long> lastMillis = new HashMap<>();
            int injected = 0;
            try (ContractRegistry registry = ContractRegistry.connect(cluster.registryUrl(), Map.of())) {
                KafkaAvroDeserializer plain = new KafkaAvroDeserializer(registry.client());
                for (ConsumerRecord<byte[], byte[]> record : events) {
                    GenericRecord event = (GenericRecord) plain.deserialize(topics.events(), record.value());
                    String id = event.get("event_id").toString();
                    assertThat(ids.add(id)).as("event id %s is unique", id).isTrue();
                    assertThat(truths).containsKey(id);
                    assertThat(record.timestamp())
                            .isGreaterThanOrEqualTo(lastMillis.getOrDefault(record.partition(), 0L));
                    lastMillis.put(record.partition(), record.timestamp());
                    assertThat(record.headers().toArray()).isEmpty();
                    injected += truths.get(id).getCampaignId() != null ? 1 : 0;
                }
            }
            assertThat(injected).isBetween(234, 246);
            assertThat(ids).hasSize((int) EVENTS + injected);
            List<GroundTruth> burst = truths.values().stream()
                    .filter(t -> t.getCampaignId() != null)
                    .collect(Collectors.toList());
            assertThat(burst).allSatisfy(t -> {
                assertThat(t.getCampaignId()).isEqualTo("burst-card_testing");
                assertThat(t.getLabel()).isEqualTo("card_testing");
                assertThat(t.getEventTime()).isBetween(modelDay(3), modelDay(5.2));
            });
            assertThat(burst.stream().map(GroundTruth::getEntityId).distinct()).hasSize(6);
            assertThat(app.injectStatus().injected()).isEqualTo(injected);
            List<DriftReport> reports = reports(4);
            assertThat(reports).noneMatch(DriftReport::getAlarm);
            assertThat(app.monitorStatus().announced()).isEqualTo(injected);
            assertThat(app.failure()).isEmpty();
        }
    }

    @Test
    void appThatIsStoppedAndStartedAgainLosesAndDoublesNothing() throws Exception {
        // Given
        StreamsSettings injectOnly = new StreamsSettings(
                cluster.bootstrapServers(),
                cluster.registryUrl(),
                Map.of(),
                topics,
                model,
                EnumSet.of(StreamsPart.INJECT),
                stateDir,
                Duration.ZERO,
                0,
                settings().monitor(),
                Duration.ofSeconds(30));
        try (KafkaSink sink = sink()) {
            generate(sink);
        }
        command("bust_out", 0, 600, 30);

        // When
        int starts = 0;
        List<ConsumerRecord<byte[], byte[]>> events = List.of();
        for (long target : new long[] {3_000, 8_000, EVENTS + 590}) {
            try (StreamsApp app = new StreamsApp(injectOnly)) {
                app.start();
                starts++;
                events = readUntil(topics.events(), target);
            }
        }

        // Then
        Set<String> ids = new HashSet<>();
        try (ContractRegistry registry = ContractRegistry.connect(cluster.registryUrl(), Map.of())) {
            KafkaAvroDeserializer plain = new KafkaAvroDeserializer(registry.client());
            for (ConsumerRecord<byte[], byte[]> record : readUntil(topics.events(), events.size())) {
                ids.add(((GenericRecord) plain.deserialize(topics.events(), record.value()))
                        .get("event_id")
                        .toString());
            }
        }
        Map<String, GroundTruth> truths = truths(events.size());
        assertThat(starts).isEqualTo(3);
        assertThat(ids).isEqualTo(truths.keySet());
        long injected =
                truths.values().stream().filter(t -> t.getCampaignId() != null).count();
        assertThat(ids).hasSize((int) (EVENTS + injected));
        assertThat(injected).isBetween(590L, 615L);
    }

    @Test
    void missingTopicsAreNamedInOneLine() {
        try (StreamsApp app = new StreamsApp(settings())) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(InputException.class)
                    .hasMessage("Kafka at " + cluster.bootstrapServers() + " lacks topics " + topics.events() + ", "
                            + topics.labels() + ", " + topics.base() + ", " + topics.bursts() + " of stream "
                            + topics.events() + "; start its generator first, or check the stream's name");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void unreachableBrokerIsNamedInOneLine() throws IOException {
        StreamsSettings nowhere = new StreamsSettings(
                "127.0.0.1:1",
                cluster.registryUrl(),
                Map.of(),
                topics,
                model,
                EnumSet.of(StreamsPart.MONITOR),
                stateDir,
                Duration.ZERO,
                0,
                settings().monitor(),
                Duration.ofSeconds(2));
        try (StreamsApp app = new StreamsApp(nowhere)) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Kafka at 127.0.0.1:1 would not list or make the topics of a stream: ")
                    .hasMessageEndingWith("; check the address, and that the broker is up")
                    .hasMessageNotContaining("\n");
        }
    }

    private Map<String, GroundTruth> truths(long atLeast) throws Exception {
        try (ContractRegistry registry = ContractRegistry.connect(cluster.registryUrl(), Map.of())) {
            var deserializer = ControlRecords.serde(GroundTruth.class, registry).deserializer();
            return readUntil(topics.labels(), atLeast).stream()
                    .map(record -> deserializer.deserialize(topics.labels(), record.value()))
                    .collect(Collectors.toMap(GroundTruth::getEventId, t -> t));
        }
    }

    private List<DriftReport> reports(long atLeast) throws Exception {
        try (ContractRegistry registry = ContractRegistry.connect(cluster.registryUrl(), Map.of())) {
            var deserializer = ControlRecords.serde(DriftReport.class, registry).deserializer();
            return readUntil(topics.drift(), atLeast).stream()
                    .map(record -> deserializer.deserialize(topics.drift(), record.value()))
                    .collect(Collectors.toList());
        }
    }

    /** All committed records once there are {@code atLeast}, and none has come for a second. */
    private List<ConsumerRecord<byte[], byte[]>> readUntil(String topic, long atLeast) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .collect(Collectors.toList());
            consumer.assign(all);
            Instant deadline = Instant.now().plusSeconds(60);
            Instant quietSince = Instant.now();
            while (records.size() < atLeast || Instant.now().isBefore(quietSince.plusSeconds(1))) {
                int before = records.size();
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                quietSince = records.size() > before ? Instant.now() : quietSince;
                assertThat(Instant.now())
                        .as("%d records of %s, waiting for %d", records.size(), topic, atLeast)
                        .isBefore(deadline);
            }
        }
        return records;
    }
}
