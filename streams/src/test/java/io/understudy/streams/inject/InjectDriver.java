package io.understudy.streams.inject;

import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.ToyModel;
import io.understudy.streams.ToyStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An injecting topology with its topics, and what is piped through it. */
abstract class InjectDriver {
    static final Topics TOPICS = Topics.of("toy");

    final ToyStream toy = new ToyStream("toy");
    final InjectMeter meter = new InjectMeter();
    TopologyTestDriver driver;
    TestInputTopic<byte[], byte[]> base;
    TestInputTopic<byte[], byte[]> bursts;
    TestOutputTopic<byte[], byte[]> events;
    TestOutputTopic<String, GroundTruth> labels;

    /** How the topology injects. */
    InjectSettings settings() {
        return new InjectSettings(1, Duration.ofDays(30), 7);
    }

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(
                InjectTopology.build(TOPICS, new ToyModel(), settings(), toy.registry, meter), properties);
        base = driver.createInputTopic(TOPICS.base(), new ByteArraySerializer(), new ByteArraySerializer());
        bursts = driver.createInputTopic(TOPICS.bursts(), new ByteArraySerializer(), new ByteArraySerializer());
        events = driver.createOutputTopic(TOPICS.events(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        labels = driver.createOutputTopic(
                TOPICS.labels(),
                new StringDeserializer(),
                ControlRecords.serde(GroundTruth.class, toy.registry).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    void pipe(List<ToyStream.Event> stream) {
        for (ToyStream.Event event : stream) {
            base.pipeInput(event.keyBytes(), event.value(), event.timestampMillis());
        }
    }

    void command(BurstCommand command) {
        byte[] value = ControlRecords.serde(BurstCommand.class, toy.registry)
                .serializer()
                .serialize(TOPICS.bursts(), command);
        bursts.pipeInput(command.getBurstId().getBytes(StandardCharsets.UTF_8), value, 1_900_000_000_000L);
    }

    static BurstCommand burst(String scenario, Instant start, double seconds, double rate, int entities) {
        return BurstCommand.newBuilder()
                .setBurstId("b1")
                .setAction(BurstAction.START)
                .setScenario(scenario)
                .setStartTime(start)
                .setDurationMicros((long) (seconds * 1e6))
                .setEventsPerSecond(rate)
                .setEntities(entities)
                .setSeed(11)
                .build();
    }

    static Instant at(double seconds) {
        return Instant.EPOCH.plus(ToyModel.START_MICROS + (long) (seconds * 1e6), ChronoUnit.MICROS);
    }

    static boolean sameBytes(TestRecord<byte[], byte[]> record, ToyStream.Event event) {
        return java.util.Arrays.equals(record.key(), event.keyBytes())
                && java.util.Arrays.equals(record.value(), event.value())
                && record.timestamp() == event.timestampMillis();
    }
}
