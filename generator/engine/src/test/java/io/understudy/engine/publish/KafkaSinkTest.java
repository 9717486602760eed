package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.sample.FakeModel;
import io.understudy.model.EventFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);
    private static final int PARTITIONS = 5;
    private static final KafkaSettings SETTINGS = KafkaSettings.of("127.0.0.1:9", "mock://sink", "fakes");
    private static final KafkaSettings PLAIN = SETTINGS.withDelivery(Delivery.AT_LEAST_ONCE);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RunMeter meter = new RunMeter();
    private long now;

    @Test
    void sendsEachEventToThePartitionThatKafkaChoosesForItsKey() throws IOException {
        publish(PLAIN, 2_000);

        assertThat(producer.history())
                .hasSizeGreaterThan(2_000)
                .allSatisfy(record -> assertThat(record.partition())
                        .isEqualTo(BuiltInPartitioner.partitionForKey(record.key(), PARTITIONS)));
        assertThat(events().stream().map(ProducerRecord::partition).collect(Collectors.toSet()))
                .hasSize(PARTITIONS);
        assertThat(events().stream().map(r -> text(r.key()))).contains("C00000001", "C00000050");
    }

    @Test
    void findsPartitionsOfMoreEntitiesThanItKeeps() {
        EntityRoutes routes = new EntityRoutes(new RecordKeys(MODEL.layout(), RecordStyle.Keys.STRING, 0), 7);
        EventFrame frame = new EventFrame(MODEL.layout().size());
        for (long entity : new long[] {0, 1, 1_023, 1_024, 5_000_000_000L, 1, 1 + (1L << 20), 1, 0}) {
            frame.entity = entity;
            frame.values[2] = entity;

            int place = routes.place(frame);

            assertThat(text(routes.key(place))).isEqualTo(String.format("C%08d", entity + 1));
            assertThat(routes.partition(place)).isEqualTo(BuiltInPartitioner.partitionForKey(routes.key(place), 7));
        }
    }

    @Test
    void keepsTheOrderOfTimeWithinEachPartition() throws IOException {
        publish(PLAIN, 2_000);

        for (int partition = 0; partition < PARTITIONS; partition++) {
            int wanted = partition;
            assertThat(events().stream().filter(r -> r.partition() == wanted).map(ProducerRecord::timestamp))
                    .isSorted();
        }
    }

    @Test
    void sendsRunsPartitionByPartition() throws IOException {
        publish(PLAIN, GenerateRun.LONGEST_RUN_EVENTS);

        List<Integer> partitions =
                events().stream().map(ProducerRecord::partition).toList();

        assertThat(partitions).isSorted();
    }

    @Test
    void stampsRecordsWithTheTimeOfTheEvent() throws IOException {
        publish(PLAIN, 100);

        assertThat(events()).allSatisfy(record -> {
            assertThat(record.timestamp())
                    .isBetween(
                            FakeModel.START_MICROS / 1_000, (FakeModel.START_MICROS + FakeModel.SPAN_MICROS) / 1_000);
            assertThat(record.headers()).isEmpty();
        });
    }

    @Test
    void tellsTheModelsTimeWhereEventsBearTheTimeOfNow() throws IOException {
        KafkaSink sink = sink(PLAIN.withEventTime(EventTime.NOW));
        EventFrame frame = frame(3, 0);
        frame.timeMicros = 123_456_789;
        frame.values[1] = 1_800_000_000_123_456L;

        sink.accept(frame, 0);
        sink.finish();

        ProducerRecord<byte[], byte[]> record = events().get(0);
        assertThat(record.timestamp()).isEqualTo(1_800_000_000_123L);
        assertThat(ByteBuffer.wrap(record.headers()
                                .lastHeader("understudy.model-time")
                                .value())
                        .getLong())
                .isEqualTo(123_456_789);
    }

    @ParameterizedTest
    @EnumSource
    void labelsWhatItIsAskedToLabel(LabelScope scope) throws IOException {
        publish(PLAIN.withLabels(scope, Duration.ofDays(30)), 1_000);

        assertThat(labels()).hasSize(scope == LabelScope.ALL ? 1_000 : (int) meter.rareEvents());
        assertThat(meter.rareEvents()).isBetween(1L, 999L);
        assertThat(meter.labels()).isEqualTo(labels().size());
    }

    @Test
    void letsRareLabelsWaitForOneAnotherButNotForLong() throws IOException {
        // Given
        KafkaSink sink = sink(PLAIN.withLabels(LabelScope.ALL, Duration.ZERO));
        sink.accept(frame(1, 0), 0);
        sink.release();
        assertThat(labels()).as("none was sent for a while").hasSize(1);

        // When
        now += 10_000_000;
        sink.accept(frame(2, 0), 0);
        sink.release();

        // Then
        assertThat(events()).hasSize(2);
        assertThat(labels()).hasSize(1);
        now += 40_000_000;
        sink.tick(FakeModel.START_MICROS);
        assertThat(labels()).hasSize(2);
    }

    @Test
    void showsReadersOnlyWholeTransactions() throws IOException {
        KafkaSink sink = sink(SETTINGS.withLabels(LabelScope.ALL, Duration.ZERO));
        producer.initTransactions();

        sink.accept(frame(1, 0), 0);
        sink.release();

        assertThat(producer.history()).isEmpty();
        assertThat(producer.uncommittedRecords()).as("event and label").hasSize(2);
        now += 100_000_000;
        sink.accept(frame(2, 0), 0);
        sink.release();
        assertThat(producer.history()).hasSize(4);
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void commitsWhileNothingHappens() throws IOException {
        KafkaSink sink = sink(SETTINGS);
        producer.initTransactions();
        sink.accept(frame(1, 0), 0);
        sink.release();

        now += 150_000_000;
        sink.tick(5_000_000);

        assertThat(events()).hasSize(1);
    }

    @Test
    void commitsWhatIsLeftAtTheEndAndNothingWithoutAnEnd() throws IOException {
        KafkaSink sink = sink(SETTINGS);
        producer.initTransactions();
        sink.accept(frame(1, 0), 0);
        sink.finish();
        sink.accept(frame(2, 0), 0);
        sink.release();

        sink.close();

        assertThat(events()).hasSize(1);
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void ticksOnEveryPartitionOfTheBaseTopicWhereInjectionIsOn() throws IOException {
        KafkaSink sink = sink(PLAIN.withInjection(true));

        sink.accept(frame(1, 0), 0);
        sink.release();
        sink.tick(7_000_999);

        assertThat(producer.history().get(0).topic()).isEqualTo("fakes.base");
        List<ProducerRecord<byte[], byte[]>> ticks = producer.history().subList(1, 1 + PARTITIONS);
        assertThat(ticks).extracting(ProducerRecord::partition).containsExactly(0, 1, 2, 3, 4);
        assertThat(ticks).allSatisfy(tick -> {
            assertThat(tick.topic()).isEqualTo("fakes.base");
            assertThat(tick.key()).isNull();
            assertThat(tick.value()).isNull();
            assertThat(tick.timestamp()).isEqualTo(7_000);
            assertThat(tick.headers().lastHeader("understudy.tick")).isNotNull();
        });
    }

    @Test
    void sendsNothingOfARehearsal() throws IOException {
        KafkaSink sink = sink(PLAIN.withLabels(LabelScope.ALL, Duration.ZERO));

        sink.rehearse(frame(1, 0));
        sink.finish();

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void doesNotTickWithoutInjection() throws IOException {
        sink(PLAIN).tick(7_000_999);

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void endsWithTheFirstFailureThatTheBrokerReports() throws IOException {
        MockProducer<byte[], byte[]> manual =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaSink sink = sink(manual, PLAIN);
        sink.accept(frame(1, 0), 0);
        sink.accept(frame(2, 0), 0);
        sink.release();

        InvalidTimestampException first = new InvalidTimestampException("Timestamp 5 of message is out of range.");
        manual.errorNext(first);
        manual.errorNext(new TimeoutException("late"));

        assertThatThrownBy(() -> sink.accept(frame(3, 0), 0))
                .isInstanceOf(IOException.class)
                .hasCause(first)
                .hasMessage(
                        "Kafka broker 127.0.0.1:9 did not take records of topic fakes: InvalidTimestamp, Timestamp 5 of"
                                + " message is out of range; set message.timestamp.before.max.ms and message.timestamp.after.max.ms"
                                + " of the topic to 9223372036854775807, or use --timestamps now");
        assertThat(meter.errors()).isEqualTo(2);
        assertThatThrownBy(sink::finish).hasCause(first);
    }

    @Test
    void endsWithAFailureThatTheProducerThrows() throws IOException {
        KafkaSink sink = sink(PLAIN);
        producer.sendException = new TimeoutException("Failed to allocate memory within 60000 ms.");
        sink.accept(frame(1, 0), 0);

        assertThatThrownBy(sink::release)
                .hasMessage(
                        "Kafka broker 127.0.0.1:9 did not take records of topic fakes: Timeout, Failed to allocate memory"
                                + " within 60000 ms; check that the broker is up and keeps pace, or lower the rate");
    }

    @Test
    void tellsTheClientsOwnWorkTheNetworkAndTheBrokerApart() throws IOException {
        KafkaSink unreachable = sink(PLAIN);
        assertThat(unreachable.bottleneck()).isEqualTo("generator (its Kafka client)");

        metric("bufferpool-wait-time-ns-total", 5e9);
        metric("request-latency-avg", 900);
        assertThat(unreachable.bottleneck()).as("nobody answers at port 9").isEqualTo("network");

        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaSettings near = KafkaSettings.of("127.0.0.1:" + broker.getLocalPort(), "mock://sink", "fakes");
            assertThat(sink(near).bottleneck())
                    .as("connects at once, answers in 900 ms")
                    .isEqualTo("broker");
        }

        metric("record-retry-total", 7);
        assertThat(unreachable.retries()).isEqualTo(7);
    }

    private void metric(String name, double value) {
        MetricName metric = new MetricName(name, "producer-metrics", "", Map.of());
        producer.setMockMetrics(metric, new Metric() {
            @Override
            public MetricName metricName() {
                return metric;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }

    @Test
    void measuresLatencyFromTheIntendedTime() throws IOException {
        KafkaSink sink = sink(PLAIN);
        now = 9_000_000;

        sink.accept(frame(1, 0), 2_000_000);
        sink.finish();

        assertThat(meter.latency().summary().maxMillis()).isBetween(6.9, 7.1);
        assertThat(meter.acknowledgedEvents()).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void makesTheSameBytesForASeed(long seed) throws IOException {
        publish(PLAIN.withIdSeed(seed), 300);
        List<String> first = texts();
        producer.clear();

        publish(PLAIN.withIdSeed(seed), 300);

        assertThat(texts()).isEqualTo(first);
        assertThat(Set.copyOf(texts())).hasSize(300);
    }

    @Test
    void splitsAPopulationIntoOneShardAPartition() throws IOException {
        // Given: the stream as one run makes it
        GenerateSettings settings = GenerateSettings.of(3);
        run(settings);
        List<String> whole = byPartition();
        producer.clear();

        // When: each partition is made by a shard of its own
        for (int partition = 0; partition < PARTITIONS; partition++) {
            run(settings.withShard(PartitionShard.of(MODEL.layout(), partition, PARTITIONS)));
        }

        // Then: every partition holds the same events in the same order
        assertThat(byPartition()).isEqualTo(whole);
    }

    private void run(GenerateSettings settings) throws IOException {
        new GenerateRun(MODEL, settings, sink(PLAIN), meter).execute();
    }

    private List<String> byPartition() {
        return events().stream()
                .sorted(Comparator.comparingInt(ProducerRecord::partition))
                .map(r -> r.partition() + " " + text(r.key()) + " " + r.timestamp() + " " + id(r))
                .toList();
    }

    private static String id(ProducerRecord<byte[], byte[]> event) {
        return new String(event.value(), 6, 16, StandardCharsets.US_ASCII);
    }

    private List<String> texts() {
        return events().stream()
                .map(r -> new String(r.value(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private void publish(KafkaSettings settings, long events) throws IOException {
        KafkaSink sink = sink(settings);
        new GenerateRun(MODEL, GenerateSettings.of(1).withEvents(events), sink, meter).execute();
    }

    private KafkaSink sink(KafkaSettings settings) {
        return sink(producer, settings);
    }

    private KafkaSink sink(MockProducer<byte[], byte[]> to, KafkaSettings settings) {
        return new KafkaSink(
                to, MODEL.layout(), settings, new KafkaSink.SchemaIds(1, 2, 3), PARTITIONS, meter, () -> now);
    }

    private static EventFrame frame(long entity, long sequence) {
        EventFrame frame = new EventFrame(MODEL.layout().size());
        frame.entity = entity;
        frame.sequence = sequence;
        frame.timeMicros = FakeModel.START_MICROS;
        frame.values[0] = 0;
        frame.values[1] = frame.timeMicros;
        frame.values[2] = entity;
        frame.values[3] = 0;
        frame.values[4] = 100;
        frame.values[5] = 0;
        return frame;
    }

    private List<ProducerRecord<byte[], byte[]>> events() {
        return producer.history().stream()
                .filter(r -> r.topic().equals("fakes"))
                .toList();
    }

    private List<ProducerRecord<byte[], byte[]>> labels() {
        return producer.history().stream()
                .filter(r -> r.topic().equals("fakes.labels"))
                .toList();
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
