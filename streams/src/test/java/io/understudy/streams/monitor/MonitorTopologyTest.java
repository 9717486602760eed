package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.record.DriftReport;
import io.understudy.streams.ToyModel;
import io.understudy.streams.ToyStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class MonitorTopologyTest extends MonitorDriver {
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
