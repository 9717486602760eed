package io.understudy.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.ColumnFormat;
import io.understudy.streams.ToyModel;
import io.understudy.streams.ToyStream;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class RecordFramesTest {
    private final ToyStream toy = new ToyStream("toy");
    private final RecordFrames frames = new RecordFrames(ToyModel.LAYOUT);

    @Test
    void cellsComeBackAsTheyWereWritten() throws MalformedEventException {
        for (ToyStream.Event event : toy.events(1, 20, 200)) {
            // Given
            ObservedEvent read = frames.read(event.record(), RecordHeaders.ABSENT);

            // When
            GenericRecord written = frames.write(read.frame, event.record(), event.eventId(), event.timeMicros());

            // Then
            assertThat(toy.encode(written).value()).isEqualTo(event.value());
        }
    }

    @Test
    void bytesOfAnEventAreThoseOfTheStockSerializer() throws MalformedEventException {
        // Given
        ToyStream.Event event = toy.events(1, 1, 1).get(0);

        // When
        GenericRecord read = new EventReader(toy.registry.client()).read(event.value());
        byte[] written = new EventWriter().write(read, EventReader.schemaId(event.value()));

        // Then
        assertThat(written).isEqualTo(event.value());
    }

    @Test
    void fieldsOfOtherTypesAreReadByTheirText() throws MalformedEventException {
        // Given: a foreign producer's schema: doubles for decimals, milliseconds for time, no event id
        Schema schema = SchemaBuilder.record("foreign")
                .fields()
                .requiredString("card")
                .name("time")
                .type(org.apache.avro.LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .requiredString("kind")
                .name("amount")
                .prop("understudy.column", "amount.eur")
                .type(Schema.create(Schema.Type.DOUBLE))
                .noDefault()
                .endRecord();
        GenericRecord record = new GenericData.Record(schema);
        record.put("card", "visa-77");
        record.put("time", 1_700_000_000_123L);
        record.put("kind", "refund");
        record.put("amount", 12.5);

        // When
        ObservedEvent read = frames.read(record, RecordHeaders.ABSENT);

        // Then
        assertThat(read.frame.timeMicros).isEqualTo(1_700_000_000_123_000L);
        assertThat(read.frame.values[ToyModel.KIND]).isEqualTo(1);
        assertThat(read.frame.values[ToyModel.AMOUNT]).isEqualTo(1_250);
        assertThat(read.frame.values[ToyModel.CARD]).isEqualTo(ColumnFormat.MISSING);
        assertThat(read.unknown[ToyModel.CARD]).isTrue();
        assertThat(read.eventId).isEmpty();
    }

    @Test
    void modelTimeGoesBeforeTheTimeOfTheRecord() throws MalformedEventException {
        // Given
        ToyStream.Event event = toy.events(1, 1, 1).get(0);

        // When
        ObservedEvent read = frames.read(event.record(), 42);

        // Then
        assertThat(read.frame.timeMicros).isEqualTo(42);
        assertThat(read.eventTimeMicros).isEqualTo(event.timeMicros());
    }

    @Test
    void unknownKindLeavesTheEventWithoutAPlaceInTheSequence() throws MalformedEventException {
        // Given
        GenericRecord record = toy.events(1, 1, 1).get(0).record();
        record.put("kind", "teleport");

        // When
        ObservedEvent read = frames.read(record, RecordHeaders.ABSENT);

        // Then
        assertThat(frames.modelKnows(read)).isFalse();
    }

    @Test
    void eventWithoutTimeIsMalformed() {
        // Given
        Schema schema =
                SchemaBuilder.record("timeless").fields().requiredString("card").endRecord();
        GenericRecord record = new GenericData.Record(schema);
        record.put("card", "c0001");

        // Then
        assertThatThrownBy(() -> frames.read(record, RecordHeaders.ABSENT))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("event has no time in time");
    }

    @Test
    void cellThatTheFrameLacksAndTheSchemaDemandsIsTheTemplates() throws MalformedEventException {
        // Given
        GenericRecord template = toy.events(1, 1, 1).get(0).record();
        ObservedEvent read = frames.read(template, RecordHeaders.ABSENT);
        read.frame.values[ToyModel.COUNT] = ColumnFormat.MISSING;
        read.frame.values[ToyModel.AMOUNT] = ColumnFormat.MISSING;

        // When
        GenericRecord written = frames.write(read.frame, template, "00", 7);

        // Then
        assertThat(written.get("count")).isEqualTo(template.get("count"));
        assertThat(written.get("amount_eur")).isNull();
        assertThat(written.get("time")).isEqualTo(7L);
        assertThat(template.get("amount_eur")).isInstanceOf(ByteBuffer.class);
    }
}
