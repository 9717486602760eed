package io.understudy.streams.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.ToyModel;
import io.understudy.streams.ToyStream;
import io.understudy.streams.wire.EventReader;
import io.understudy.streams.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class InjectTopologyTest extends InjectDriver {
    @Test
    void baseEventsPassUnchangedWithoutABurst() {
        // Given
        List<ToyStream.Event> stream = toy.events(1, 20, 500);

        // When
        pipe(stream);

        // Then
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        assertThat(out).hasSameSizeAs(stream);
        for (int i = 0; i < out.size(); i++) {
            assertThat(sameBytes(out.get(i), stream.get(i))).isTrue();
        }
        assertThat(labels.isEmpty()).isTrue();
        assertThat(meter.status().baseEvents()).isEqualTo(500);
    }

    @Test
    void burstAddsItsEventsAtTheCommandedIntensityInTimeOrderAndLogsTheTruth() throws Exception {
        // Given: 10 events a second for 30 s on 4 of 50 cards; the stream lasts 100 s
        List<ToyStream.Event> stream = toy.events(1, 50, 500);
        command(burst("card_testing", at(20), 30, 10, 4));

        // When
        pipe(stream);

        // Then
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        Map<String, GroundTruth> truths = new HashMap<>();
        labels.readValuesToList().forEach(t -> truths.put(t.getEventId(), t));
        assertThat(truths.size()).isBetween(299, 301);
        assertThat(out).hasSize(500 + truths.size());
        EventReader reader = new EventReader(toy.registry.client());
        Set<String> victims = new HashSet<>();
        long before = Long.MIN_VALUE;
        List<TestRecord<byte[], byte[]>> passed = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : out) {
            assertThat(record.timestamp()).isGreaterThanOrEqualTo(before);
            before = record.timestamp();
            GenericRecord event = reader.read(record.value());
            GroundTruth truth = truths.remove(event.get("event_id").toString());
            if (truth == null) {
                passed.add(record);
                continue;
            }
            assertThat(new String(record.key(), StandardCharsets.UTF_8))
                    .isEqualTo(event.get("card").toString())
                    .isEqualTo(truth.getEntityId());
            assertThat(truth.getLabel()).isEqualTo("card_testing");
            assertThat(truth.getScenario()).isEqualTo("card_testing");
            assertThat(truth.getCampaignId()).isEqualTo("b1");
            assertThat(truth.getTechnique()).isEqualTo("card_testing");
            assertThat(truth.getEventTime().toEpochMilli()).isEqualTo(record.timestamp());
            assertThat(truth.getAvailableAt()).isEqualTo(truth.getEventTime().plus(Duration.ofDays(30)));
            assertThat(truth.getEventTime()).isBetween(at(20), at(51));
            victims.add(truth.getEntityId());
        }
        assertThat(truths).as("truths without an event").isEmpty();
        assertThat(victims).hasSize(4);
        assertThat(passed).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(sameBytes(passed.get(i), stream.get(i))).isTrue();
        }
        assertThat(meter.status().bursts().get(0).injected()).isBetween(299L, 301L);
    }

    @Test
    void injectedEventsContinueTheVictimsOwnSequence() throws Exception {
        // Given
        List<ToyStream.Event> stream = toy.events(2, 10, 300);
        command(burst("card_testing", null, 60, 2, 2));

        // When
        pipe(stream);

        // Then: the toy model's counter goes on by one from what the card's base events and injections have made it
        Set<String> injected =
                labels.readValuesToList().stream().map(GroundTruth::getEventId).collect(Collectors.toSet());
        EventReader reader = new EventReader(toy.registry.client());
        Map<String, Long> eventsByCard = new HashMap<>();
        int checked = 0;
        for (TestRecord<byte[], byte[]> record : events.readRecordsToList()) {
            GenericRecord event = reader.read(record.value());
            String card = event.get("card").toString();
            long count = eventsByCard.merge(card, 1L, Long::sum);
            if (injected.contains(event.get("event_id").toString())) {
                assertThat(event.get("count")).as("count of %s", card).isEqualTo(count);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void stepsOfAVictimCountFromZero() {
        // Given
        command(burst("card_testing", null, 60, 2, 3));

        // When
        pipe(toy.events(2, 10, 300));

        // Then
        Map<String, List<Integer>> steps = labels.readValuesToList().stream()
                .collect(Collectors.groupingBy(
                        GroundTruth::getEntityId, Collectors.mapping(GroundTruth::getStep, Collectors.toList())));
        assertThat(steps).hasSize(3);
        steps.values().forEach(s -> {
            for (int i = 0; i < s.size(); i++) {
                assertThat(s.get(i)).isEqualTo(i);
            }
        });
    }

    @Test
    void clockTicksLetInjectedEventsLeaveAndAreNotForwarded() {
        // Given
        List<ToyStream.Event> stream = toy.events(3, 10, 20);
        command(burst("card_testing", null, 60, 10, 1));
        pipe(stream);
        int soFar = events.readRecordsToList().size();
        long last = stream.get(19).timestampMillis();
        TestRecord<byte[], byte[]> tick = new TestRecord<>(null, null, Instant.ofEpochMilli(last + 5_000));
        tick.headers().add(RecordHeaders.TICK, new byte[0]);

        // When
        base.pipeInput(tick);

        // Then
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        assertThat(soFar).isGreaterThan(20);
        assertThat(out.size()).isBetween(49, 51);
        assertThat(out).allSatisfy(r -> assertThat(r.value()).isNotNull());
    }

    @Test
    void lateEventsPassUnchangedAndMoveNothingBack() {
        // Given
        List<ToyStream.Event> stream = toy.events(3, 20, 200);
        List<ToyStream.Event> disordered = new ArrayList<>(stream.subList(100, 200));
        disordered.addAll(stream.subList(0, 100));
        command(burst("card_testing", null, 5, 20, 2));

        // When
        pipe(disordered);

        // Then: the burst of 5 s lies among the first hundred; those that came late follow it as they are
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        assertThat(out.size()).isBetween(299, 301);
        List<TestRecord<byte[], byte[]>> late = out.subList(out.size() - 100, out.size());
        for (int i = 0; i < 100; i++) {
            assertThat(sameBytes(late.get(i), stream.get(i))).isTrue();
        }
    }

    @Test
    void injectedRecordsCarryTheHeadersOfBaseRecords() {
        // Given: events dated now, whose model time runs ten times as fast
        long now = 1_790_000_000_000_000L;
        command(burst("card_testing", null, 5, 20, 2));

        // When
        for (ToyStream.Event event : toy.events(8, 10, 100)) {
            long offset = (event.timeMicros() - ToyModel.START_MICROS) / 10;
            GenericRecord record = event.record();
            record.put("time", now + offset);
            ToyStream.Event dated = toy.encode(record);
            TestRecord<byte[], byte[]> input =
                    new TestRecord<>(dated.keyBytes(), dated.value(), Instant.ofEpochMilli(dated.timestampMillis()));
            input.headers()
                    .add(new RecordHeader(RecordHeaders.MODEL_TIME, RecordHeaders.modelTime(event.timeMicros())));
            base.pipeInput(input);
        }

        // Then
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        assertThat(out.size()).isGreaterThan(150);
        for (TestRecord<byte[], byte[]> record : out) {
            long modelMicros = RecordHeaders.modelTimeMicros(record.headers());
            long fromEvent = ToyModel.START_MICROS + 10 * (record.timestamp() * 1_000 - now);
            assertThat(record.headers().toArray()).hasSize(1);
            assertThat(modelMicros).isBetween(fromEvent - 20_000, fromEvent + 20_000);
        }
    }

    @Test
    void sameInputGivesSameOutput() {
        // Given
        List<ToyStream.Event> stream = toy.events(9, 30, 300);
        command(burst("bust_out", at(5), 30, 4, 5));
        pipe(stream);
        List<TestRecord<byte[], byte[]>> first = events.readRecordsToList();
        stop();
        start();

        // When
        command(burst("bust_out", at(5), 30, 4, 5));
        pipe(stream);

        // Then
        List<TestRecord<byte[], byte[]>> second = events.readRecordsToList();
        assertThat(second).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).value()).isEqualTo(first.get(i).value());
        }
        assertThat(first).hasSizeGreaterThan(400);
    }

    @Test
    void everyOperatorAndStoreHasItsName() {
        assertThat(InjectTopology.build(
                                TOPICS, new ToyModel(), new InjectSettings(1, Duration.ZERO, 7), toy.registry, meter)
                        .describe()
                        .toString())
                .contains("Source: base (topics: [toy.base])", "Source: commands (topics: [toy.bursts])")
                .contains("Processor: inject", "inject-bursts", "inject-clock", "inject-entities", "inject-victims")
                .contains("Sink: events (topic: toy)", "Sink: labels (topic: toy.labels)");
    }
}
