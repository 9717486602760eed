package io.understudy.engine.publish;

import static io.understudy.engine.publish.MockedKafka.MODEL;
import static io.understudy.engine.publish.MockedKafka.PARTITIONS;
import static io.understudy.engine.publish.MockedKafka.PLAIN;
import static io.understudy.engine.publish.MockedKafka.frame;
import static io.understudy.engine.publish.MockedKafka.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.sample.FakeModel;
import io.understudy.model.EventFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {
    private final MockedKafka kafka = new MockedKafka();

    @Test
    void sendsEachEventToThePartitionThatKafkaChoosesForItsKey() throws IOException {
        kafka.publish(PLAIN, 2_000);

        assertThat(kafka.producer.history())
                .hasSizeGreaterThan(2_000)
                .allSatisfy(record -> assertThat(record.partition())
                        .isEqualTo(BuiltInPartitioner.partitionForKey(record.key(), PARTITIONS)));
        assertThat(kafka.events().stream().map(ProducerRecord::partition).collect(Collectors.toSet()))
                .hasSize(PARTITIONS);
        assertThat(kafka.events().stream().map(r -> text(r.key()))).contains("C00000001", "C00000050");
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
        kafka.publish(PLAIN, 2_000);

        for (int partition = 0; partition < PARTITIONS; partition++) {
            int wanted = partition;
            assertThat(kafka.events().stream()
                            .filter(r -> r.partition() == wanted)
                            .map(ProducerRecord::timestamp))
                    .isSorted();
        }
    }

    @Test
    void sendsRunsPartitionByPartition() throws IOException {
        kafka.publish(PLAIN, GenerateRun.LONGEST_RUN_EVENTS);

        List<Integer> partitions =
                kafka.events().stream().map(ProducerRecord::partition).toList();

        assertThat(partitions).isSorted();
    }

    @Test
    void stampsRecordsWithTheTimeOfTheEvent() throws IOException {
        kafka.publish(PLAIN, 100);

        assertThat(kafka.events()).allSatisfy(record -> {
            assertThat(record.timestamp())
                    .isBetween(
                            FakeModel.START_MICROS / 1_000, (FakeModel.START_MICROS + FakeModel.SPAN_MICROS) / 1_000);
            assertThat(record.headers()).isEmpty();
        });
    }

    @Test
    void tellsTheModelsTimeWhereEventsBearTheTimeOfNow() throws IOException {
        KafkaSink sink = kafka.sink(PLAIN.withEventTime(EventTime.NOW));
        EventFrame frame = frame(3, 0);
        frame.timeMicros = 123_456_789;
        frame.values[1] = 1_800_000_000_123_456L;

        sink.accept(frame, 0);
        sink.finish();

        ProducerRecord<byte[], byte[]> record = kafka.events().get(0);
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
        kafka.publish(PLAIN.withLabels(scope, Duration.ofDays(30)), 1_000);

        assertThat(kafka.labels()).hasSize(scope == LabelScope.ALL ? 1_000 : (int) kafka.meter.rareEvents());
        assertThat(kafka.meter.rareEvents()).isBetween(1L, 999L);
        assertThat(kafka.meter.labels()).isEqualTo(kafka.labels().size());
    }

    @Test
    void ticksOnEveryPartitionOfTheBaseTopicWhereInjectionIsOn() throws IOException {
        KafkaSink sink = kafka.sink(PLAIN.withInjection(true));

        sink.accept(frame(1, 0), 0);
        sink.release();
        sink.tick(7_000_999);

        assertThat(kafka.producer.history().get(0).topic()).isEqualTo("fakes.base");
        List<ProducerRecord<byte[], byte[]>> ticks = kafka.producer.history().subList(1, 1 + PARTITIONS);
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
        KafkaSink sink = kafka.sink(PLAIN.withLabels(LabelScope.ALL, Duration.ZERO));

        sink.rehearse(frame(1, 0));
        sink.finish();

        assertThat(kafka.producer.history()).isEmpty();
    }

    @Test
    void doesNotTickWithoutInjection() throws IOException {
        kafka.sink(PLAIN).tick(7_000_999);

        assertThat(kafka.producer.history()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void makesTheSameBytesForASeed(long seed) throws IOException {
        kafka.publish(PLAIN.withIdSeed(seed), 300);
        List<String> first = texts();
        kafka.producer.clear();

        kafka.publish(PLAIN.withIdSeed(seed), 300);

        assertThat(texts()).isEqualTo(first);
        assertThat(Set.copyOf(texts())).hasSize(300);
    }

    @Test
    void splitsAPopulationIntoOneShardAPartition() throws IOException {
        // Given: the stream as one run makes it
        GenerateSettings settings = GenerateSettings.of(3);
        run(settings);
        List<String> whole = byPartition();
        kafka.producer.clear();

        // When: each partition is made by a shard of its own
        for (int partition = 0; partition < PARTITIONS; partition++) {
            run(settings.withShard(PartitionShard.of(MODEL.layout(), partition, PARTITIONS)));
        }

        // Then: every partition holds the same events in the same order
        assertThat(byPartition()).isEqualTo(whole);
    }

    private void run(GenerateSettings settings) throws IOException {
        new GenerateRun(MODEL, settings, kafka.sink(PLAIN), kafka.meter).execute();
    }

    private List<String> byPartition() {
        return kafka.events().stream()
                .sorted(Comparator.comparingInt(ProducerRecord::partition))
                .map(r -> r.partition() + " " + text(r.key()) + " " + r.timestamp() + " " + id(r))
                .toList();
    }

    private static String id(ProducerRecord<byte[], byte[]> event) {
        return new String(event.value(), 6, 16, StandardCharsets.US_ASCII);
    }

    private List<String> texts() {
        return kafka.events().stream()
                .map(r -> new String(r.value(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
