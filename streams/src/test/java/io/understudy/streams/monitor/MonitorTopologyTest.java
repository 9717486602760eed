package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;

class MonitorTopologyTest {
    private static final Topics TOPICS = Topics.of("toy");
    private static final long KEY_SEED = 99;
    private static final EventIds IDS = EventIds.ofSeed(KEY_SEED);

    private final ToyStream toy = new ToyStream("toy");
    private MonitorMeter meter;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> events;
    private TestInputTopic<String, GroundTruth> labels;
    private TestOutputTopic<String, DriftReport> drift;

    @BeforeEach
    void start() {
        start(MonitorSettings.DEFAULT.withWindowEvents(500));
    }

    private void start(MonitorSettings settings) {
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

    private void pipe(List<ToyStream.Event> stream) {
        for (ToyStream.Event event : stream) {
            pipe(event);
        }
    }

    private void pipe(ToyStream.Event event) {
        events.pipeInput(event.keyBytes(), event.value(), event.timestampMillis());
    }

    private void announce(ToyStream.Event event, String label, String campaign) {
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
    private ToyStream.Event small(ToyStream.Event event) {
        return withAmount(event, amount(event) / 100);
    }

    private ToyStream.Event withAmount(ToyStream.Event event, long amount) {
        GenericRecord record = event.record();
        record.put(
                "amount_eur",
                java.nio.ByteBuffer.wrap(java.math.BigInteger.valueOf(amount).toByteArray()));
        return toy.encode(record);
    }

    private static long amount(ToyStream.Event event) {
        java.nio.ByteBuffer bytes = (java.nio.ByteBuffer) event.record().get("amount_eur");
        byte[] unscaled = new byte[bytes.remaining()];
        bytes.duplicate().get(unscaled);
        return new java.math.BigInteger(unscaled).longValueExact();
    }

    @Test
    void staysSilentOnTheModelsOwnStream() {
        // Given
        List<ToyStream.Event> stream = toy.events(1, 100, 12_000);

        // When
        pipe(stream);

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports).hasSizeBetween(22, 24);
        assertThat(reports).noneMatch(DriftReport::getAlarm);
        assertThat(reports.get(3).getEvents()).isBetween(500L, 520L);
        assertThat(reports.get(3).getFeatures())
                .extracting(f -> f.getName())
                .containsExactly("token", "gap", "amount.eur");
        assertThat(reports.get(3).getFeatures())
                .allSatisfy(f -> assertThat(f.getSeverityPsi()).isBetween(-.05, .05));
        assertThat(meter.status().warmedUp()).isZero();
        assertThat(meter.status().windows()).isEqualTo(reports.size());
    }

    @Test
    void raisesAnAlarmAndNamesTheFeatureWhereAmountsShrink() {
        // Given
        List<ToyStream.Event> stream = toy.events(2, 100, 10_000);

        // When
        pipe(stream.subList(0, 5_000));
        for (ToyStream.Event event : stream.subList(5_000, 10_000)) {
            pipe(withAmount(event, amount(event) * 3 / 4));
        }

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        int alarm = -1;
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).getAlarm()) {
                assertThat(alarm).as("one alarm").isEqualTo(-1);
                alarm = i;
            }
        }
        assertThat(alarm).isBetween(9, 14);
        assertThat(reports.get(alarm).getIncident()).isEqualTo("toy-" + alarm);
        assertThat(reports.get(alarm).getFeatures().stream()
                        .max((a, b) -> Double.compare(a.getLogStatistic(), b.getLogStatistic()))
                        .orElseThrow()
                        .getName())
                .isEqualTo("amount.eur");
    }

    @Test
    void announcedBurstRaisesNoAlarm() {
        // Given
        List<ToyStream.Event> stream = toy.events(3, 100, 10_000);

        // When: half of the later events are those of a burst, and say so on the labels topic
        int announced = 0;
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            if (i >= 5_000 && event.key().compareTo("c0050") < 0) {
                ToyStream.Event injected = small(event);
                announce(injected, "card_testing", "b1");
                pipe(injected);
                announced++;
            } else {
                pipe(event);
            }
        }

        // Then
        assertThat(drift.readValuesToList()).noneMatch(DriftReport::getAlarm);
        assertThat(meter.status().announced()).isEqualTo(announced);
    }

    @Test
    void injectedEventsAreNeitherScoredNorRememberedThoughTheirTruthsComeBehindThoseOfLaterEvents() {
        // Given: a stream whose key the monitor has, and a burst of as many events again in half of its entities
        List<ToyStream.Event> stream = toy.events(KEY_SEED, 100, 10_000);
        List<ToyStream.Event> injected = new ArrayList<>();

        // When: all truths of the burst come at the end
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            pipe(event);
            if (i >= 5_000 && event.key().compareTo("c0050") < 0) {
                ToyStream.Event burst = small(event);
                burst.record().put("event_id", EventIds.text(IDS.id(7, 1, injected.size())));
                injected.add(toy.encode(burst.record()));
                pipe(injected.get(injected.size() - 1));
            }
        }
        injected.forEach(event -> announce(event, "card_testing", "b1"));

        // Then
        assertThat(drift.readValuesToList()).isNotEmpty().noneMatch(DriftReport::getAlarm);
        assertThat(meter.status().announced()).isEqualTo(injected.size());
        assertThat(meter.status().scored()).isEqualTo(stream.size());
        assertThat(meter.status().late()).isZero();
    }

    @Test
    void eventsWhoseTruthsComeLateAreTakenBack() {
        // Given
        List<ToyStream.Event> stream = toy.events(3, 100, 10_000);
        List<ToyStream.Event> unspoken = new ArrayList<>();

        // When: truths come thirty events behind
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            if (i >= 5_000 && event.key().compareTo("c0050") < 0) {
                ToyStream.Event injected = small(event);
                pipe(injected);
                unspoken.add(injected);
            } else {
                pipe(event);
            }
            if (i % 30 == 0) {
                unspoken.forEach(e -> announce(e, "card_testing", "b1"));
                unspoken.clear();
            }
        }

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports).noneMatch(DriftReport::getAlarm);
        assertThat(meter.status().late()).isGreaterThan(2_000);
        assertThat(reports.stream().mapToLong(DriftReport::getEvents).sum())
                .isBetween(6_500L, 9_990L - meter.status().late());
    }

    /** Every third event is rare; truths, of all events or of rare ones, come 700 events behind their events. */
    private void pipeWithLateTruths(List<ToyStream.Event> stream, boolean ofAll) {
        int behind = 700;
        List<ToyStream.Event> sent = new ArrayList<>();
        for (int i = 0; i < stream.size() + behind; i++) {
            if (i < stream.size()) {
                sent.add(i % 3 == 0 ? small(stream.get(i)) : stream.get(i));
                pipe(sent.get(i));
            }
            boolean rare = (i - behind) % 3 == 0;
            if (i >= behind && (rare || ofAll)) {
                announce(sent.get(i - behind), rare ? "card_testing" : "none", null);
            }
        }
    }

    @Test
    void eventsWaitForTheirTruthsWhereEveryEventHasOne() {
        // Given
        List<ToyStream.Event> stream = toy.events(4, 100, 10_000);
        announce(stream.get(0), "none", null);
        pipe(stream.get(0));

        // When
        pipeWithLateTruths(stream.subList(1, 10_000), true);

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports.get(reports.size() - 1).getFeatures().get(2).getSeverityPsi())
                .isLessThan(.05);
        assertThat(meter.status().late()).isZero();
        assertThat(meter.status().untold()).isZero();
        assertThat(meter.status().scored()).as("but for the last instant").isBetween(9_990L, 10_000L);
    }

    @Test
    void eventsDoNotWaitWhereRareOnesAloneHaveTruths() {
        // Given: the control of the test above
        List<ToyStream.Event> stream = toy.events(4, 100, 10_000);

        // When
        pipeWithLateTruths(stream, false);

        // Then
        assertThat(meter.status().scored()).isEqualTo(stream.size());
        assertThat(meter.status().late()).isGreaterThan(3_000);
    }

    @Test
    void eventsWaitForTruthsThatStayAwayForSomeWindowsOnly() {
        // Given
        int most = ScoreProcessor.MOST_WINDOWS * 500;
        List<ToyStream.Event> stream = toy.events(4, 100, 2 * most);
        announce(stream.get(0), "none", null);
        pipe(stream.subList(0, most));
        long before = meter.status().scored();

        // When
        pipe(stream.subList(most, 2 * most));

        // Then
        assertThat(before).isLessThan(10);
        assertThat(meter.status().untold()).isEqualTo(most + 1);
        assertThat(meter.status().scored()).as("nobody waits any more").isEqualTo(2 * most);
    }

    @Test
    void eventsThatWaitOutliveTheirTask() {
        // Given
        List<ToyStream.Event> stream = toy.events(4, 100, 50);
        announce(stream.get(0), "none", null);
        pipe(stream);
        long waiting = stream.size() - meter.status().scored();

        // When: another task begins with what the store holds
        HeldEvents held = new HeldEvents(driver.getKeyValueStore(ScoreProcessor.HELD));

        // Then
        assertThat(held.size()).isEqualTo((int) waiting).isPositive();
        for (ToyStream.Event event : stream.subList((int) (stream.size() - waiting), stream.size())) {
            HeldEvents.Held oldest = held.remove();
            assertThat(oldest.record().key()).isEqualTo(event.keyBytes());
            assertThat(oldest.record().value()).isEqualTo(event.value());
            assertThat(oldest.record().timestamp()).isEqualTo(event.timestampMillis());
        }
        assertThat(held.oldest()).isNull();
    }

    @Test
    void sameBurstUnannouncedRaisesAnAlarm() {
        // Given: the control of the test above
        List<ToyStream.Event> stream = toy.events(3, 100, 10_000);

        // When
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            pipe(i >= 5_000 && event.key().compareTo("c0050") < 0 ? small(event) : event);
        }

        // Then
        assertThat(drift.readValuesToList()).anyMatch(DriftReport::getAlarm);
    }

    @Test
    void labelledRareEventsAreScoredAsTheClassTheyAre() {
        // Given
        List<ToyStream.Event> stream = toy.events(4, 100, 10_000);

        // When: rare amounts with their true class and no campaign; token and gap stay those of normal events, so only
        // the amount is looked at
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            if (i % 3 == 0) {
                ToyStream.Event rare = small(event);
                announce(rare, "card_testing", null);
                pipe(rare);
            } else {
                pipe(event);
            }
        }

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports.get(reports.size() - 1).getFeatures().get(2).getSeverityPsi())
                .isLessThan(.05);
        assertThat(meter.status().announced()).isZero();
    }

    @Test
    void valueThatTheModelHasNeverSeenIsNovel() {
        // Given
        List<ToyStream.Event> stream = toy.events(5, 50, 2_000);

        // When
        for (int i = 0; i < stream.size(); i++) {
            GenericRecord record = stream.get(i).record();
            if (i % 10 == 0) {
                record.put("kind", "teleport");
            }
            pipe(toy.encode(record));
        }

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports.get(1).getFeatures().get(0).getNovelShare()).isBetween(.05, .15);
        assertThat(reports).anyMatch(DriftReport::getAlarm);
    }

    @Test
    void gapIsLeftOutAndNamedWhereTimeIsNotTheModels() {
        // Given
        start(MonitorSettings.DEFAULT.withWindowEvents(500).withModelTime(false));

        // When: all events at one wall-clock instant
        for (ToyStream.Event event : toy.events(6, 50, 2_000)) {
            event.record().put("time", 1_790_000_000_000_000L);
            pipe(toy.encode(event.record()));
        }

        // Then
        assertThat(meter.status().featuresOff()).containsExactly("gap");
        assertThat(drift.readValuesToList()).isNotEmpty().noneMatch(DriftReport::getAlarm);
    }

    @Test
    void recordsThatNobodyCanReadAreCountedAndLeftOut() {
        // Given
        ToyStream.Event good = toy.events(7, 1, 1).get(0);

        // When
        events.pipeInput(good.keyBytes(), new byte[] {1, 2, 3}, good.timestampMillis());
        events.pipeInput(good.keyBytes(), null, good.timestampMillis());
        driver.createInputTopic(TOPICS.labels(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[] {1}, new byte[] {0, 0, 0, 0, 99, 1}, good.timestampMillis());

        // Then
        assertThat(meter.status().malformed()).isEqualTo(2);
        assertThat(meter.status().scored()).isZero();
    }

    @Test
    void truthsWhoseEventsNeverComeAreDroppedOldestFirst() {
        // Given
        start(new MonitorSettings(500, 10, 20, .1, .001, new double[] {4}, 10_000, 20, true, 10));
        List<ToyStream.Event> stream = toy.events(8, 20, 20);

        // When
        stream.forEach(event -> announce(event, "card_testing", "b1"));
        pipe(stream);

        // Then
        assertThat(meter.status().truthsDropped()).isEqualTo(10);
        assertThat(meter.status().announced()).isEqualTo(10);
        assertThat(meter.status().scored()).isEqualTo(10);
    }

    @Test
    void everyOperatorAndStoreHasItsName() {
        List<String> expected = new ArrayList<>(List.of(
                "Source: events (topics: [toy])",
                "Source: truths (topics: [toy.labels])",
                "Processor: both",
                "Processor: score",
                "monitor-entities",
                "monitor-held",
                "monitor-partial",
                "monitor-truths",
                "(topic: partials-repartition)",
                "Processor: detect (stores: [monitor-detectors])",
                "Sink: reports (topic: toy.drift)"));
        assertThat(MonitorTopology.build(TOPICS, new ToyModel(), MonitorSettings.DEFAULT, toy.registry, meter, IDS)
                        .describe()
                        .toString())
                .contains(expected)
                .doesNotContain("KSTREAM");
    }
}
