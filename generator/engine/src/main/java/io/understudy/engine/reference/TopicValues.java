package io.understudy.engine.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.understudy.model.InputException;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Turns the values of a topic's records into texts by field. */
final class TopicValues {
    /** Field property that keeps a column's name where Avro refuses it. */
    private static final String COLUMN_PROPERTY = EventContract.COLUMN_PROPERTY;

    private static final Timestamp TIME = new Timestamp(Timestamp.Style.OFFSET, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX", "UTC");

    private final String topic;
    private final KafkaAvroDeserializer avro; // null where no registry is known
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    TopicValues(String topic, KafkaAvroDeserializer avro) {
        this.topic = topic;
        this.avro = avro;
    }

    /** Where a record stands, for messages. */
    static String place(ConsumerRecord<byte[], byte[]> record) {
        return "kafka:" + record.topic() + " partition " + record.partition() + " offset " + record.offset();
    }

    /** Names of a record's fields. */
    List<String> fields(ConsumerRecord<byte[], byte[]> record) throws IOException {
        List<String> names = new ArrayList<>();
        read(record, (field, text) -> names.add(field));
        return names;
    }

    /** Hands each field and its text to {@code cells}; empty text where it has no value. */
    void read(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, String> cells) throws IOException {
        byte[] value = record.value();
        if (value.length > 5 && value[0] == 0) {
            readAvro(record, cells);
        } else {
            readJson(record, cells);
        }
    }

    private void readAvro(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, String> cells) {
        if (avro == null) {
            throw new InputException(
                    place(record) + " holds Avro, which needs a schema registry; give its address by --registry");
        }
        Object value;
        try {
            value = avro.deserialize(topic, record.value());
        } catch (SerializationException e) {
            throw new InputException(
                    place(record) + " cannot be read as Avro: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "; check --registry",
                    e);
        }
        if (!(value instanceof GenericRecord fields)) {
            throw new InputException(place(record) + " holds an Avro value that is no record; an event is a record");
        }
        flatten("", fields.getSchema(), fields, cells);
    }

    /** Hands over the fields of a record, those of records in it too, whose names then have points in them. */
    private static void flatten(String prefix, Schema record, GenericRecord value, BiConsumer<String, String> cells) {
        for (Schema.Field field : record.getFields()) {
            String column = field.getProp(COLUMN_PROPERTY);
            String name = prefix + (column == null ? field.name() : column);
            Schema inner = recordIn(field.schema());
            Object cell = value.get(field.pos());
            if (inner == null) {
                cells.accept(name, text(field.schema(), cell));
            } else if (cell != null) {
                flatten(name + ".", inner, (GenericRecord) cell, cells);
            }
        }
    }

    /** The record that a schema is, or is where it is not null; null if it is none. */
    private static Schema recordIn(Schema schema) {
        List<Schema> types = schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .toList()
                : List.of(schema);
        return types.size() == 1 && types.get(0).getType() == Schema.Type.RECORD ? types.get(0) : null;
    }

    private static String text(Schema schema, Object value) {
        if (value == null) {
            return "";
        }
        Schema type = schema.isUnion() ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value)) : schema;
        LogicalType logical = type.getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return TIME.text((Long) value);
        }
        if (logical instanceof LogicalTypes.TimestampMillis) {
            return TIME.text((Long) value * 1_000L);
        }
        if (logical instanceof LogicalTypes.Date) {
            return LocalDate.ofEpochDay((Integer) value).toString();
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return logical instanceof LogicalTypes.Decimal decimal
                    ? new BigDecimal(new BigInteger(copy), decimal.getScale()).toPlainString()
                    : HexFormat.of().formatHex(copy);
        }
        return value.toString();
    }

    private void readJson(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, String> cells) throws IOException {
        JsonNode event;
        try {
            event = json.readTree(record.value());
        } catch (JsonProcessingException e) {
            throw notAnEvent(record, e);
        }
        if (event == null || !event.isObject()) {
            throw notAnEvent(record, null);
        }
        flatten("", event, cells);
    }

    private static void flatten(String prefix, JsonNode record, BiConsumer<String, String> cells) {
        record.properties().forEach(field -> {
            String name = prefix + field.getKey();
            if (field.getValue().isObject()) {
                flatten(name + ".", field.getValue(), cells);
            } else {
                cells.accept(name, text(field.getValue()));
            }
        });
    }

    private static InputException notAnEvent(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        return new InputException(
                place(record) + " holds neither Avro behind a schema id nor a JSON object; an event is one of them",
                cause);
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
