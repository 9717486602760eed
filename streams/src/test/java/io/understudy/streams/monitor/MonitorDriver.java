package io.understudy.streams.monitor;

import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.ToyModel;
import io.understudy.streams.ToyStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A monitor that a test pipes events and truths into, and whose reports it reads. */
abstract class MonitorDriver {
    static final Topics TOPICS = Topics.of("toy");
    static final long KEY_SEED = 99;
    static final EventIds IDS = EventIds.ofSeed(KEY_SEED);

    final ToyStream toy = new ToyStream("toy");
    MonitorMeter meter;
    TopologyTestDriver driver;
    TestInputTopic<byte[], byte[]> events;
    TestInputTopic<String, GroundTruth> labels;
    TestOutputTopic<String, DriftReport> drift;

    @BeforeEach
    void start() {
        start(MonitorSettings.DEFAULT.withWindowEvents(500));
    }

    void start(MonitorSettings settings) {
        stop();
        meter = new MonitorMeter();
        Properties properties = new Properties();
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(
                MonitorTopology.build(TOPICS, new ToyModel(), settings, toy.registry, meter, IDS), properties);
        events = driver.createInputTopic(TOPICS.events(), new ByteArraySerializer(), new ByteArraySerializer());
        ContractRegistry registry = toy.registry;
        labels = driver.createInputTopic(
                TOPICS.labels(),
                new StringSerializer(),
                ControlRecords.serde(GroundTruth.class, registry).serializer());
        drift = driver.createOutputTopic(
                TOPICS.drift(),
                new StringDeserializer(),
                ControlRecords.serde(DriftReport.class, registry).deserializer());
    }

    @AfterEach
    void stop() {
        if (driver != null) {
            driver.close();
        }
    }

    void pipe(List<ToyStream.Event> stream) {
        for (ToyStream.Event event : stream) {
            pipe(event);
        }
    }

    void pipe(ToyStream.Event event) {
        events.pipeInput(event.keyBytes(), event.value(), event.timestampMillis());
    }

    void announce(ToyStream.Event event, String label, String campaign) {
        Instant time = Instant.EPOCH.plus(event.timeMicros(), ChronoUnit.MICROS);
        labels.pipeInput(
                event.key(),
                GroundTruth.newBuilder()
                        .setEventId(event.eventId())
                        .setEntityId(event.key())
                        .setEventTime(time)
                        .setLabel(label)
                        .setCampaignId(campaign)
                        .setAvailableAt(time)
                        .build(),
                event.timestampMillis());
    }

    /** The same event with a hundredth of its amount, as card testing has it. */
    ToyStream.Event small(ToyStream.Event event) {
        return withAmount(event, amount(event) / 100);
    }

    ToyStream.Event withAmount(ToyStream.Event event, long amount) {
        GenericRecord record = event.record();
        record.put(
                "amount_eur",
                java.nio.ByteBuffer.wrap(java.math.BigInteger.valueOf(amount).toByteArray()));
        return toy.encode(record);
    }

    static long amount(ToyStream.Event event) {
        java.nio.ByteBuffer bytes = (java.nio.ByteBuffer) event.record().get("amount_eur");
        byte[] unscaled = new byte[bytes.remaining()];
        bytes.duplicate().get(unscaled);
        return new java.math.BigInteger(unscaled).longValueExact();
    }
}
