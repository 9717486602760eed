package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTest {
    private static final EventIds IDS = EventIds.ofSeed(4);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void writesTheBytesOfTheStockSerializerAndTheStockDeserializerReadsThem(long seed) throws IOException {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        EventContract contract = EventContracts.of(layout);
        String url = "mock://frames-" + seed;
        try (ContractRegistry registry = ContractRegistry.connect(url, Map.of());
                KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry.client(), settings(url));
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry.client(), settings(url))) {
            int schemaId = registry.register(ContractRegistry.subject("s"), contract.schema());
            FrameEncoder encoder = new FrameEncoder(layout, contract, schemaId, IDS);
            WireBuffer out = new WireBuffer(0);
            for (int i = 0; i < 200; i++) {
                EventFrame frame = events.frame(layout);
                int origin = i % EventIds.ORIGINS;

                // When
                long id = encoder.encode(frame, origin, out);

                // Then
                GenericRecord expected = record(layout, contract, frame, origin);
                assertThat(out.toByteArray())
                        .as("seed %d, frame %d: %s", seed, i, expected)
                        .isEqualTo(serializer.serialize("s", expected));
                assertThat(deserializer.deserialize("s", out.toByteArray())).hasToString(expected.toString());
                assertThat(expected.get(EventContract.EVENT_ID)).isEqualTo(EventIds.text(id));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void writesEventsTogetherAsItWritesThemOneByOne(long seed) {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        FrameEncoder encoder = new FrameEncoder(layout, EventContracts.of(layout), (int) seed << 20, IDS);
        EncodedEvents together = new EncodedEvents();
        WireBuffer out = new WireBuffer(0);
        EventFrame[] frames = new EventFrame[EncodedEvents.MOST + 3];
        for (int round = 0; round < 20; round++) {
            Arrays.setAll(frames, i -> events.frame(layout));
            int count = 1 + (int) (round * seed % EncodedEvents.MOST);

            // When
            encoder.encode(frames, 3, count, 5, together);

            // Then
            for (int i = 0; i < count; i++) {
                assertThat(together.id(i)).isEqualTo(encoder.encode(frames[3 + i], 5, out));
                int start = together.start(i);
                assertThat(Arrays.copyOfRange(together.array(), start, start + together.length(i)))
                        .as("seed %d, round %d, event %d", seed, round, i)
                        .isEqualTo(out.toByteArray());
            }
        }
    }

    @Test
    void writesClosedListsThatAreTooLongForOneStep() {
        // Given neighbours whose joint values are too many, and texts that are too long for words
        List<String> many = IntStream.range(0, 100).mapToObj(i -> "v" + i).toList();
        List<String> wide = List.of("x".repeat(40), "");
        EventLayout layout = new EventLayout(
                "log",
                List.of(
                        new Column("e", ColumnRole.ENTITY, false, false, new ColumnFormat.Serial("", 1, 0)),
                        new Column("t", ColumnRole.TIME, false, false, Timestamp.epochSeconds()),
                        new Column("a", ColumnRole.CATEGORICAL, false, true, new ColumnFormat.Dictionary(many)),
                        new Column("b", ColumnRole.CATEGORICAL, false, false, new ColumnFormat.Dictionary(many)),
                        new Column("c", ColumnRole.CATEGORICAL, false, false, new ColumnFormat.Dictionary(wide))),
                -1,
                0);
        FrameEncoder encoder = encoder(layout);
        EventFrame[] frames = new EventFrame[EncodedEvents.MOST];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new EventFrame(5);
            System.arraycopy(
                    new long[] {i, i, i == 9 ? ColumnFormat.MISSING : 99 - i, i, i & 1}, 0, frames[i].values, 0, 5);
        }
        EncodedEvents together = new EncodedEvents();
        WireBuffer out = new WireBuffer(0);

        // When
        encoder.encode(frames, 0, frames.length, EventIds.BASE, together);

        // Then
        for (int i = 0; i < frames.length; i++) {
            encoder.encode(frames[i], EventIds.BASE, out);
            int start = together.start(i);
            assertThat(Arrays.copyOfRange(together.array(), start, start + together.length(i)))
                    .isEqualTo(out.toByteArray());
        }
    }

    private static Map<String, Object> settings(String url) {
        return Map.of(
                "schema.registry.url",
                url,
                "auto.register.schemas",
                false,
                "avro.use.logical.type.converters",
                true,
                "avro.remove.java.properties",
                true);
    }

    /** The event as a user of the stock serializer would make it, by way of the cells' text. */
    private static GenericRecord record(EventLayout layout, EventContract contract, EventFrame frame, int origin) {
        GenericRecord record = new GenericData.Record(contract.schema());
        record.put(EventContract.EVENT_ID, EventIds.text(IDS.id(origin, frame.entity, frame.sequence)));
        for (int i = 0; i < contract.fields().size(); i++) {
            EventField field = contract.fields().get(i);
            int column = layout.indexOf(field.column());
            long value = frame.values[column];
            if (value != ColumnFormat.MISSING) {
                record.put(contract.avroName(i), avroValue(layout.column(column).format(), field, value));
            }
        }
        return record;
    }

    private static Object avroValue(ColumnFormat format, EventField field, long value) {
        String text = format.text(value);
        return switch (field.type().kind()) {
            case TEXT -> text;
            case LONG -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text).setScale(field.type().scale());
            case TIMESTAMP_MICROS -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            case DATE -> LocalDate.parse(text);
        };
    }

    @Test
    void leavesLabelsAndIgnoredColumnsOutOfTheContract() {
        // Given
        EventLayout layout = new RandomEvents(1).layout();

        // When
        EventContract contract = EventContracts.of(layout);

        // Then
        assertThat(contract.fields().stream().map(EventField::column))
                .contains("entity id", "when")
                .doesNotContain("class", "junk");
    }

    @Test
    void usesTheContractThatShipsForAShippedDomain() {
        // Given
        EventContract shipped = EventContract.shipped("payments");
        Map<String, ColumnRole> roles =
                new HashMap<>(Map.of("event_time", ColumnRole.TIME, "pan_token", ColumnRole.ENTITY));
        List<Column> columns = new java.util.ArrayList<>(shipped.fields().stream()
                .map(f -> new Column(
                        f.column(), roles.getOrDefault(f.column(), ColumnRole.CATEGORICAL), false, false, format(f)))
                .toList());
        columns.add(new Column(
                "fraud_type", ColumnRole.LABEL, false, false, new ColumnFormat.Dictionary(List.of("none", "x"))));

        // When
        EventContract contract = EventContracts.of(new EventLayout("payments", columns, columns.size() - 1, 0));

        // Then
        assertThat(contract.schema()).isEqualTo(shipped.schema());
    }

    private static ColumnFormat format(EventField field) {
        return switch (field.type().kind()) {
            case DECIMAL -> new ColumnFormat.Decimal(field.type().scale(), 2);
            case TIMESTAMP_MICROS -> Timestamp.epochSeconds();
            default -> new ColumnFormat.Dictionary(List.of("a", "b"));
        };
    }

    @Test
    void refusesAMissingCellThatTheContractWants() {
        // Given
        EventLayout layout = layout(false, new ColumnFormat.Decimal(2, 2));
        EventFrame frame = frame(ColumnFormat.MISSING);

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder(layout).encode(frame, EventIds.BASE, new WireBuffer(0)))
                .withMessage(
                        "column x of an event has no value, but its contract says that it always has one; make the "
                                + "column nullable");
    }

    @Test
    void refusesANumberWithMoreThanEighteenDigits() {
        // Given
        FrameEncoder encoder = encoder(layout(false, new ColumnFormat.Decimal(2, 2)));
        WireBuffer out = new WireBuffer(0);
        encoder.encode(frame(999_999_999_999_999_999L), EventIds.BASE, out); // the last that is allowed

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(frame(-1_000_000_000_000_000_000L), EventIds.BASE, out))
                .withMessage(
                        "column x holds the unscaled value -1000000000000000000, which has more than the 18 digits "
                                + "that its contract allows");
    }

    @Test
    void refusesAContractOfAnotherLayout() {
        // Given
        EventContract other = EventContracts.of(layout(true, new ColumnFormat.Decimal(2, 2)));

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameEncoder(layout(false, new ColumnFormat.Decimal(2, 2)), other, 1, IDS))
                .withMessage(
                        "contract io.understudy.event.log is not that of layout log; make it by EventContracts.of");
    }

    private static FrameEncoder encoder(EventLayout layout) {
        return new FrameEncoder(layout, EventContracts.of(layout), 1, IDS);
    }

    private static EventLayout layout(boolean nullable, ColumnFormat format) {
        return new EventLayout(
                "log",
                List.of(
                        new Column("e", ColumnRole.ENTITY, false, false, new ColumnFormat.Serial("", 1, 0)),
                        new Column("t", ColumnRole.TIME, false, false, Timestamp.epochSeconds()),
                        new Column("x", ColumnRole.NUMERIC, false, nullable, format)),
                -1,
                0);
    }

    private static EventFrame frame(long x) {
        EventFrame frame = new EventFrame(3);
        frame.values[0] = 0;
        frame.values[1] = 0;
        frame.values[2] = x;
        return frame;
    }
}
