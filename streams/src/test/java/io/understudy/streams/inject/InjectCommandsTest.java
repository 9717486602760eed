package io.understudy.streams.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.ToyStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Commands that are heeded, and those that are not. */
class InjectCommandsTest extends InjectDriver {
    @Test
    void secondCommandOfTheSameIdIsIgnored() {
        // Given
        command(burst("card_testing", null, 10, 5, 2));
        command(burst("bust_out", null, 10, 50, 2));

        // When
        pipe(toy.events(3, 20, 400));

        // Then
        List<GroundTruth> truths = labels.readValuesToList();
        assertThat(truths.size()).isBetween(49, 51);
        assertThat(truths).allMatch(t -> t.getLabel().equals("card_testing"));
    }

    @Test
    void burstsOfTwoKindsRunSideBySide() {
        // Given
        command(burst("card_testing", null, 10, 5, 2));
        command(BurstCommand.newBuilder(burst("bust_out", at(3), 10, 8, 3))
                .setBurstId("b2")
                .build());

        // When
        pipe(toy.events(3, 20, 400));

        // Then
        Map<String, Long> byCampaign = labels.readValuesToList().stream()
                .collect(Collectors.groupingBy(GroundTruth::getCampaignId, Collectors.counting()));
        assertThat(byCampaign.get("b1")).isBetween(49L, 51L);
        assertThat(byCampaign.get("b2")).isBetween(79L, 81L);
    }

    @Test
    void cancelledBurstEndsAtOnce() {
        // Given
        List<ToyStream.Event> stream = toy.events(4, 20, 400);
        command(burst("card_testing", null, 1_000, 5, 2));
        pipe(stream.subList(0, 200));
        long before = labels.readValuesToList().size();
        BurstCommand cancel = BurstCommand.newBuilder(burst("", null, 0, 0, 0))
                .setAction(BurstAction.CANCEL)
                .build();

        // When
        command(cancel);
        pipe(stream.subList(200, 400));

        // Then
        assertThat(before).isPositive();
        assertThat(labels.isEmpty()).isTrue();
        assertThat(events.readRecordsToList()).hasSize(400 + (int) before);
    }

    @Test
    void unknownScenarioIsSkippedAndCounted() {
        // Given
        command(burst("card_tasting", null, 60, 2, 3));

        // When
        pipe(toy.events(5, 10, 50));

        // Then
        assertThat(events.readRecordsToList()).hasSize(50);
        assertThat(meter.status().refused()).isEqualTo(1);
    }

    @Test
    void recordsThatNobodyCanReadPassUnchangedAndAreCounted() {
        // Given
        ToyStream.Event good = toy.events(6, 1, 1).get(0);
        byte[] truncated = java.util.Arrays.copyOf(good.value(), good.value().length - 3);
        byte[] unknownSchema = good.value().clone();
        unknownSchema[1] = 0x7f;
        byte[] hugeLength = java.util.Arrays.copyOf(good.value(), 16);
        java.util.Arrays.fill(hugeLength, 5, 9, (byte) 0xff);
        hugeLength[9] = 0x0f;
        List<byte[]> values =
                new ArrayList<>(List.of(truncated, unknownSchema, hugeLength, new byte[0], new byte[] {9}));
        command(burst("card_testing", null, 60, 2, 3));
        command("not a command".getBytes(StandardCharsets.UTF_8));

        // When
        values.forEach(value -> base.pipeInput(good.keyBytes(), value, good.timestampMillis()));
        base.pipeInput(good.keyBytes(), null, good.timestampMillis());
        base.pipeInput(null, good.value(), good.timestampMillis());

        // Then
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        values.add(null);
        values.add(good.value());
        assertThat(out.stream().map(TestRecord::value)).containsExactlyElementsOf(values);
        assertThat(meter.status().malformed()).isEqualTo(5);
        assertThat(meter.status().refused()).isEqualTo(1);
    }

    private void command(byte[] bytes) {
        bursts.pipeInput(null, bytes, 0);
    }
}
