package io.understudy.streams;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.FieldType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The toy model's events in time order, encoded as the generator encodes them, with a registry inside this JVM. */
public final class ToyStream {
    public final ContractRegistry registry = ContractRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final Schema schema;
    private final KafkaAvroSerializer serializer;
    private final String topic;

    /** One event, decoded and encoded. */
    public record Event(String key, byte[] value, String eventId, long timeMicros, GenericRecord record) {
        public byte[] keyBytes() {
            return key.getBytes(StandardCharsets.UTF_8);
        }

        public long timestampMillis() {
            return timeMicros / 1_000;
        }
    }

    public ToyStream(String topic) {
        this.topic = topic;
        this.serializer = new KafkaAvroSerializer(
                registry.client(), Map.of("schema.registry.url", registry.url(), "auto.register.schemas", true));
        List<EventField> fields = new ArrayList<>();
        for (Column column : ToyModel.LAYOUT.columns()) {
            if (column.role() != ColumnRole.LABEL) {
                fields.add(new EventField(column.name(), type(column.format()), column.nullable(), ""));
            }
        }
        schema = EventContract.of("toy", fields).schema();
    }

    private static FieldType type(ColumnFormat format) {
        return switch (format.getClass().getSimpleName()) {
            case "Decimal" -> ((ColumnFormat.Decimal) format).scale() == 0 ? FieldType.LONG : FieldType.decimal(2);
            case "Timestamp" -> FieldType.TIMESTAMP_MICROS;
            default -> FieldType.TEXT;
        };
    }

    /** The first {@code count} events of {@code entities} entities, in time order. */
    public List<Event> events(long seed, int entities, int count) {
        EntitySampler sampler =
                new ToyModel().sampler(new SamplerSettings(seed, ToyModel.START_MICROS, Long.MAX_VALUE, 1));
        PriorityQueue<EntityState> queue = new PriorityQueue<>(Comparator.comparingLong(sampler::nextTimeMicros));
        for (int entity = 0; entity < entities; entity++) {
            EntityState state = new ToyModel().newState();
            sampler.begin(state, entity, entities);
            queue.add(state);
        }
        List<Event> events = new ArrayList<>();
        EventFrame frame = new EventFrame(ToyModel.LAYOUT.size());
        EventIds ids = EventIds.ofSeed(seed);
        while (events.size() < count) {
            EntityState state = queue.remove();
            sampler.emit(state, frame);
            queue.add(state);
            events.add(encode(frame, EventIds.text(ids.id(EventIds.BASE, frame.entity, frame.sequence))));
        }
        return events;
    }

    public Event encode(EventFrame frame, String eventId) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("event_id", eventId);
        record.put("card", ToyModel.LAYOUT.column(ToyModel.CARD).format().text(frame.values[ToyModel.CARD]));
        record.put("time", frame.values[ToyModel.TIME]);
        record.put("kind", ToyModel.LAYOUT.column(ToyModel.KIND).format().text(frame.values[ToyModel.KIND]));
        record.put(
                "amount_eur",
                ByteBuffer.wrap(java.math.BigInteger.valueOf(frame.values[ToyModel.AMOUNT])
                        .toByteArray()));
        record.put("count", frame.values[ToyModel.COUNT]);
        return encode(record);
    }

    public Event encode(GenericRecord record) {
        return new Event(
                record.get("card").toString(),
                serializer.serialize(topic, record),
                record.get("event_id").toString(),
                (Long) record.get("time"),
                record);
    }
}
