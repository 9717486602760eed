package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.encode.EncodedEvents;
import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.FrameEncoder;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a producer that never finds a broker. */
class PackedEventsTest {
    private static final EventLayout LAYOUT = new EventLayout(
            "log",
            List.of(
                    new Column("e", ColumnRole.ENTITY, false, false, new ColumnFormat.Serial("e", 3, 0)),
                    new Column("t", ColumnRole.TIME, false, false, Timestamp.epochSeconds()),
                    new Column("x", ColumnRole.NUMERIC, false, false, new ColumnFormat.Decimal(2, 2))),
            -1,
            0);
    private static final EventIds IDS = EventIds.ofSeed(3);

    private final FrameEncoder encoder = new FrameEncoder(LAYOUT, EventContracts.of(LAYOUT), 7, IDS);
    private final EventFrame frame = new EventFrame(3); // that all events come in
    private final List<Long> labelled = new ArrayList<>();
    private KafkaProducer<byte[], byte[]> producer;
    private RunSender runs;
    private PackedEvents packed;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:9"), new ByteArraySerializer(), new ByteArraySerializer());
        runs = new RunSender(producer, ClientParts.of(producer).orElseThrow(), "fakes", 1, () -> 0);
        RecordKeys keys = new RecordKeys(LAYOUT, RecordStyle.Keys.STRING, 0);
        packed = new PackedEvents(
                LAYOUT,
                encoder,
                keys,
                new EntityRoutes(keys, 1),
                runs,
                (event, eventId, partition, timestampMillis, key) -> labelled.add(eventId));
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    void givesTheRunTheRecordsOfTheEventsInTheirOrder() {
        // Given more events than are encoded at once
        int events = EncodedEvents.MOST + 9;
        List<byte[]> expected = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        WireBuffer out = new WireBuffer(0);
        for (int i = 0; i < events; i++) {
            fill(i);
            ids.add(encoder.encode(frame, EventIds.BASE, out));
            expected.add(out.toByteArray());
            packed.add(frame, i);
        }

        // When
        packed.encode();

        // Then
        PackedRun run = runs.run(0);
        assertThat(run.size()).isEqualTo(events);
        assertThat(labelled).isEqualTo(ids);
        for (int i = 0; i < events; i++) {
            assertThat(run.record(i, "fakes", 0).value()).as("event %d", i).isEqualTo(expected.get(i));
            assertThat(run.record(i, "fakes", 0).key()).asString().isEqualTo(String.format("e%03d", i % 5));
            assertThat(run.timestampMillis(i)).isEqualTo(1_000L * i);
            assertThat(run.intendedNanos()[i]).isEqualTo(i);
        }
    }

    @Test
    void addsNothingTwice() {
        // Given
        fill(0);
        packed.add(frame, 0);
        packed.encode();

        // When
        packed.encode();

        // Then
        assertThat(runs.run(0).size()).isEqualTo(1);
    }

    private void fill(int event) {
        frame.entity = event % 5;
        frame.sequence = event / 5;
        frame.values[0] = event % 5;
        frame.values[1] = 1_000_000L * event;
        frame.values[2] = 37L * event;
    }
}
