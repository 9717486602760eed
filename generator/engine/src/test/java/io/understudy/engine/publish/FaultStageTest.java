package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.sample.FakeModel;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultStageTest {
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);
    private static final int PARTITIONS = 5;
    private static final int EVENTS = 4_000;
    private static final KafkaSettings CLEAN =
            KafkaSettings.of("127.0.0.1:9", "mock://sink", "fakes").withDelivery(Delivery.AT_LEAST_ONCE);

    private final Map<String, GenerateResult> results = new HashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "late=2% by=2h",
                "out-of-order=2% events=3",
                "duplicate=2%",
                "dropped=2%",
                "malformed=2%",
                "tombstone=2%",
                "oversize=2% bytes=9k",
                "headers=2%",
                "key-skew=20% exponent=2"
            })
    void doesOneFaultToItsShareCountsItAndSaysSoOnTheLabels(String faults) throws IOException {
        List<ProducerRecord<byte[], byte[]>> sent = publish(faults, "5k/s");
        List<ProducerRecord<byte[], byte[]>> clean = publish("", "5k/s");

        Map<String, String> faultById = faultById(sent);
        Map<String, Long> counted = results.get(faults).faults();
        assertThat(results.get(faults).events()).isEqualTo(EVENTS);
        assertThat(faultById.size()).isBetween(EVENTS / 100, EVENTS / 3);
        assertThat(counted)
                .isEqualTo(faultById.values().stream()
                        .collect(Collectors.groupingBy(f -> f, TreeMap::new, Collectors.counting())));
        assertThat(faultById.values()).allMatch(fault -> faults.startsWith(fault.split(":")[0]));
        // events without a fault are what they would be without the plan, in the same order
        assertThat(idsWithout(faultById, events(sent))).isEqualTo(idsWithout(faultById, events(clean)));
    }

    @Test
    void bringsLateEventsWhenTheStreamsTimeHasGoneOn() throws IOException {
        List<ProducerRecord<byte[], byte[]>> sent = publish("late=5% by=2h", "5k/s");

        Map<String, String> late = faultById(sent);
        List<ProducerRecord<byte[], byte[]>> events = events(sent);
        assertThat(events).hasSize(EVENTS);
        int atTheEnd = 0;
        for (int i = 0; i < events.size(); i++) {
            if (!late.containsKey(id(events.get(i)))) {
                continue;
            }
            long due = events.get(i).timestamp() + 7_200_000;
            int partition = events.get(i).partition();
            List<ProducerRecord<byte[], byte[]>> before = onTime(late, events.subList(0, i), partition);
            List<ProducerRecord<byte[], byte[]>> after = onTime(late, events.subList(i, events.size()), partition);
            assertThat(before).allMatch(event -> event.timestamp() < due);
            atTheEnd += after.isEmpty() ? 1 : 0;
        }
        assertThat(atTheEnd).as("cut short by the end of the stream").isLessThan(late.size());
    }

    private static List<ProducerRecord<byte[], byte[]>> onTime(
            Map<String, String> late, List<ProducerRecord<byte[], byte[]>> events, int partition) {
        return events.stream()
                .filter(event -> event.partition() == partition && !late.containsKey(id(event)))
                .toList();
    }

    @Test
    void letsAFewOvertakeWhatComesOutOfOrder() throws IOException {
        List<ProducerRecord<byte[], byte[]>> sent = publish("out-of-order=1% events=3", "5k/s");
        Map<String, String> late = faultById(sent);

        Map<Integer, List<String>> inOrder = byPartition(publish("", "5k/s"));
        Map<Integer, List<String>> out = byPartition(sent);

        int moved = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(out.get(partition)).containsExactlyInAnyOrderElementsOf(inOrder.get(partition));
            for (String id : inOrder.get(partition)) {
                int places =
                        out.get(partition).indexOf(id) - inOrder.get(partition).indexOf(id);
                assertThat(places).isBetween(-9, 9);
                moved += late.containsKey(id) && places > 0 ? 1 : 0;
            }
        }
        assertThat(moved).isGreaterThan(late.size() * 9 / 10);
    }

    @Test
    void sendsDuplicatesByteForByteAndNothingOfWhatIsDropped() throws IOException {
        List<ProducerRecord<byte[], byte[]>> sent = publish("duplicate=1%, dropped=1%", "5k/s");
        Map<String, String> faults = faultById(sent);
        Map<String, List<ProducerRecord<byte[], byte[]>>> byId =
                events(sent).stream().collect(Collectors.groupingBy(FaultStageTest::id));

        faults.forEach((id, fault) -> {
            if (fault.equals("dropped")) {
                assertThat(byId).doesNotContainKey(id);
            } else {
                assertThat(byId.get(id)).hasSize(2);
                assertThat(byId.get(id).get(0)).isEqualTo(byId.get(id).get(1));
            }
        });
        assertThat(faults.values()).contains("dropped", "duplicate");
    }

    @Test
    void breaksValuesAndSkewsKeys() throws IOException {
        List<ProducerRecord<byte[], byte[]>> events =
                events(publish("tombstone=2%, oversize=2% bytes=9k, headers=2%, key-skew=30% exponent=3", "5k/s"));

        assertThat(events).hasSize(EVENTS);
        assertThat(events.stream().filter(event -> event.value() == null)).hasSizeBetween(40, 140);
        assertThat(events.stream().filter(event -> event.value() != null && event.value().length == 9_000))
                .hasSizeBetween(40, 140);
        assertThat(events.stream().filter(event -> event.headers().toArray().length == 3))
                .hasSizeBetween(40, 140);
        assertThat(events)
                .allMatch(event -> event.partition() == EntityRoutes.partition(event.key(), PARTITIONS))
                .allMatch(event -> event.headers().lastHeader("fault") == null);
        long hottest = events.stream()
                .collect(Collectors.groupingBy(
                        event -> new String(event.key(), StandardCharsets.UTF_8), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        // 30 % of which the first of Zipf's keys has 83 %
        assertThat(hottest).isBetween(EVENTS * 20L / 100, EVENTS * 32L / 100);
    }

    @Test
    void repeatsItselfAtAnyRate() throws IOException {
        String faults = "late=2% by=3h, out-of-order=2% events=2, duplicate=1%, dropped=1%, malformed=1%, key-skew=5%";

        List<ProducerRecord<byte[], byte[]>> fast = publish(faults, "5k/s");
        List<ProducerRecord<byte[], byte[]>> slow = publish(faults, "7/s");

        for (int partition = 0; partition < PARTITIONS; partition++) {
            int wanted = partition;
            assertThat(events(slow).stream()
                            .filter(r -> r.partition() == wanted)
                            .map(FaultStageTest::text))
                    .containsExactlyElementsOf(events(fast).stream()
                            .filter(r -> r.partition() == wanted)
                            .map(FaultStageTest::text)
                            .toList());
        }
    }

    @Test
    void refusesFaultsOfSeveralRecordsBeforeInjection() {
        assertThatThrownBy(() -> CLEAN.withFaults(FaultPlan.parse("late=1%")).withInjection(true))
                .hasMessage("fault late does not go with injection, where a record waits for no other and keeps its"
                        + " partition; set inject: false, or leave it out");
        assertThat(CLEAN.withFaults(FaultPlan.parse("duplicate=1%"))
                        .withInjection(true)
                        .injection())
                .isTrue();
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        return Arrays.toString(record.key()) + record.timestamp() + Arrays.toString(record.value());
    }

    private List<ProducerRecord<byte[], byte[]>> publish(String faults, String rate) throws IOException {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        RunMeter meter = new RunMeter();
        KafkaSettings settings = faults.isEmpty() ? CLEAN : CLEAN.withFaults(FaultPlan.parse(faults));
        long[] now = {0};
        KafkaSink sink = new KafkaSink(
                producer, MODEL.layout(), settings, new KafkaSink.SchemaIds(1, 2, 3), PARTITIONS, meter, () -> now[0]);
        GenerateSettings generate = GenerateSettings.of(1).withEvents(EVENTS).withPlan(RatePlan.parse(rate));
        GenerateResult result = new GenerateRun(
                        MODEL,
                        generate,
                        sink,
                        meter,
                        () -> now[0],
                        nanos -> now[0] += nanos,
                        java.time.Clock.systemUTC())
                .execute();
        results.put(faults, result);
        return producer.history();
    }

    private static List<ProducerRecord<byte[], byte[]>> events(List<ProducerRecord<byte[], byte[]>> sent) {
        return sent.stream().filter(r -> r.topic().equals("fakes")).toList();
    }

    private static Map<Integer, List<String>> byPartition(List<ProducerRecord<byte[], byte[]>> sent) {
        return events(sent).stream()
                .collect(Collectors.groupingBy(
                        ProducerRecord::partition, Collectors.mapping(FaultStageTest::id, Collectors.toList())));
    }

    private static List<String> idsWithout(Map<String, String> faults, List<ProducerRecord<byte[], byte[]>> events) {
        return events.stream()
                .filter(event -> event.value() != null && event.value().length > 22 && event.value()[0] == 0)
                .sorted(java.util.Comparator.comparingInt(ProducerRecord::partition))
                .map(FaultStageTest::id)
                .filter(id -> !faults.containsKey(id))
                .toList();
    }

    /** By the labels, which every event with a fault has. */
    private static Map<String, String> faultById(List<ProducerRecord<byte[], byte[]>> sent) throws IOException {
        ControlRecords.trust();
        SpecificDatumReader<GroundTruth> reader = new SpecificDatumReader<>(GroundTruth.class);
        Map<String, String> faults = new HashMap<>();
        for (ProducerRecord<byte[], byte[]> record : sent) {
            if (record.topic().equals("fakes.labels")) {
                ByteBuffer value = ByteBuffer.wrap(record.value(), 5, record.value().length - 5);
                GroundTruth truth = reader.read(
                        null, DecoderFactory.get().binaryDecoder(value.array(), 5, value.remaining(), null));
                if (truth.getFault() != null) {
                    faults.put(truth.getEventId(), truth.getFault());
                }
            }
        }
        return faults;
    }

    private static String id(ProducerRecord<byte[], byte[]> event) {
        byte[] value = event.value();
        return value == null || value.length < 22 ? "" : new String(value, 6, 16, StandardCharsets.US_ASCII);
    }
}
