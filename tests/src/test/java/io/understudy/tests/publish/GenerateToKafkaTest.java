package io.understudy.tests.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.KafkaSink;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.publish.PartitionShard;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.SequenceModel;
import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.ops.devstack.EmbeddedBroker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator from a fitted model to a broker, as a committed reader sees it. */
class GenerateToKafkaTest {
    private static final int PARTITIONS = 3;

    private static SequenceModel model;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws IOException {
        model = ModelFitter.fit(
                Simulation.payments(SimulationSettings.of(80, 20, 11)).toEventLog(),
                FitSettings.defaults(),
                progress -> {});
        broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void keepsARateAndLosesNothing() throws IOException {
        // Given
        GenerateSettings settings =
                GenerateSettings.of(1).withPlan(RatePlan.parse("500/s")).withLength(Duration.ofSeconds(4));

        // When
        GenerateResult result = run(kafka("rated").withLabels(LabelScope.ALL, Duration.ZERO), settings);

        // Then
        assertThat(result.events()).isEqualTo(2_000);
        assertThat(result.labels()).isEqualTo(2_000);
        assertThat(result.errors()).isZero();
        assertThat(result.latency().count()).isEqualTo(2_000);
        assertThat(result.plan().askedPerSecond()).isEqualTo(500);
        assertThat(records("rated", 2_000)).isEqualTo(2_000);
        assertThat(records("rated.labels", 2_000)).isEqualTo(2_000);
    }

    @Test
    void makesTheSamePartitionsForASeedWhetherInOneRunOrByShards() throws IOException {
        // Given: the stream made by one run
        GenerateSettings settings = GenerateSettings.of(5).withLength(Duration.ofDays(6));
        long events = run(kafka("whole"), settings).events();

        // When: another is made shard by shard
        for (int partition = 0; partition < PARTITIONS; partition++) {
            run(kafka("sharded"), settings.withShard(PartitionShard.of(model.layout(), partition, PARTITIONS)));
        }

        // Then
        assertThat(read("sharded", events)).isEqualTo(read("whole", events));
        assertThat(events).isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheSameInRunsAsOneByOne(Delivery delivery) throws IOException {
        // Given: runs that go on from batch to batch
        GenerateSettings settings = GenerateSettings.of(6).withLength(Duration.ofDays(6));
        String runs = "runs-" + delivery.ordinal();
        String singles = "singles-" + delivery.ordinal();
        KafkaSettings small = kafka(runs).withDelivery(delivery).withProperties(Map.of("batch.size", "2000"));
        long events = run(small, settings).events();

        // When: interceptors, though there are none, want each record by itself
        run(kafka(singles).withDelivery(delivery).withProperties(Map.of("interceptor.classes", "")), settings);

        // Then
        assertThat(read(runs, events)).isEqualTo(read(singles, events));
        assertThat(events).isGreaterThan(200);
    }

    @Test
    void bearsTheTimeOfNowAndTellsTheModels() throws IOException {
        GenerateSettings settings = GenerateSettings.of(1)
                .withPlan(RatePlan.parse("200/s"))
                .withEvents(100)
                .withEventTime(EventTime.NOW);
        long before = System.currentTimeMillis();

        run(kafka("live").withEventTime(EventTime.NOW), settings);

        long after = System.currentTimeMillis();
        List<ConsumerRecord<byte[], byte[]>> records = consume("live", 100);
        assertThat(records).hasSize(100).allSatisfy(record -> {
            assertThat(record.timestamp()).isBetween(before, after);
            assertThat(ByteBuffer.wrap(record.headers()
                                    .lastHeader(KafkaSink.MODEL_TIME_HEADER)
                                    .value())
                            .getLong())
                    .isBetween(
                            model.provenance().startMicros(), model.provenance().endMicros());
        });
    }

    private static KafkaSettings kafka(String stream) {
        return KafkaSettings.of(broker.bootstrapServers(), "mock://generate", stream)
                .withPartitions(PARTITIONS);
    }

    private static GenerateResult run(KafkaSettings kafka, GenerateSettings settings) throws IOException {
        RunMeter meter = new RunMeter();
        try (KafkaSink sink =
                KafkaSink.open(model.layout(), kafka, settings.eventSpan(model.provenance(), Instant.now()), meter)) {
            return new GenerateRun(model, settings, sink, meter).execute();
        }
    }

    private static int records(String topic, long atLeast) {
        return consume(topic, atLeast).size();
    }

    /** Records by partition, in order: key, value and time. */
    private static Map<Integer, List<String>> read(String topic, long atLeast) {
        Map<Integer, List<String>> byPartition = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : consume(topic, atLeast)) {
            byPartition
                    .computeIfAbsent(record.partition(), p -> new ArrayList<>())
                    .add(Arrays.toString(record.key()) + Arrays.toString(record.value()) + record.timestamp());
        }
        return byPartition;
    }

    private static List<ConsumerRecord<byte[], byte[]>> consume(String topic, long atLeast) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList());
            Instant deadline = Instant.now().plusSeconds(30);
            boolean more = true;
            while (Instant.now().isBefore(deadline) && (records.size() < atLeast || more)) {
                int before = records.size();
                consumer.poll(Duration.ofMillis(300)).forEach(records::add);
                more = records.size() > before;
            }
        }
        return records;
    }
}
