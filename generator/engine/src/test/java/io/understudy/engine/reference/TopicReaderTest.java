package io.understudy.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.FieldType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final String TOPIC = "cards";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final Replay consumer = new Replay();

    /** Gives the records of the assigned partition from the position on, as a broker does, two at a time. */
    private static final class Replay extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records =
                Map.of(FIRST, new ArrayList<>(), SECOND, new ArrayList<>());

        Replay() {
            super("none");
        }

        void append(TopicPartition partition, byte[] value) {
            List<ConsumerRecord<byte[], byte[]>> log = records.get(partition);
            log.add(new ConsumerRecord<>(TOPIC, partition.partition(), log.size(), new byte[0], value));
            updateEndOffsets(Map.of(partition, (long) log.size()));
        }

        @Override
        public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<byte[], byte[]> poll(
                java.time.Duration timeout) {
            TopicPartition partition = assignment().iterator().next();
            List<ConsumerRecord<byte[], byte[]>> log = records.get(partition);
            int from = (int) position(partition);
            log.subList(from, Math.min(from + 2, log.size())).forEach(this::addRecord);
            return super.poll(timeout);
        }
    }

    @BeforeEach
    void openTopic() {
        Node node = new Node(0, "localhost", 1);
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 1, node, new Node[0], new Node[0]),
                        new PartitionInfo(TOPIC, 0, node, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        consumer.updateEndOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    }

    private void json(TopicPartition partition, String value) {
        consumer.append(partition, value.getBytes(StandardCharsets.UTF_8));
    }

    private EventLog read(KafkaAvroDeserializer avro) throws IOException {
        return TopicReader.read(
                consumer, avro, TOPIC, ReferenceSpec.found().with(ColumnRole.ENTITY, "who"), rows -> {});
    }

    private static List<String> rows(EventLog log) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < log.layout().size(); column++) {
                log.layout().column(column).format().append(log.value(column, row), line.append('|'));
            }
            rows.add(line.toString());
        }
        return rows;
    }

    @Test
    void readsJsonOfAllPartitionsAndPassesRecordsWithoutValueOver() throws IOException {
        json(FIRST, "{\"who\":\"b\",\"at\":\"2020-01-01T00:00:01Z\",\"amount\":1.50}");
        consumer.append(FIRST, null);
        json(FIRST, "{\"who\":\"b\",\"at\":\"2020-01-01T00:00:00Z\",\"amount\":null}");
        json(SECOND, "{\"who\":\"a\",\"at\":\"2020-01-01T00:00:00Z\",\"amount\":2.25,\"late\":true}");

        EventLog log = read(null);

        assertThat(rows(log))
                .containsExactly(
                        "|b|2020-01-01T00:00:00Z||",
                        "|b|2020-01-01T00:00:01Z|1.50|",
                        "|a|2020-01-01T00:00:00Z|2.25|true");
        assertThat(log.source()).isEqualTo("kafka:cards");
        assertThat(log.layout().name()).isEqualTo("cards");
        assertThat(log.sha256()).hasSize(64);
    }

    @Test
    void takesRecordsInRecordsApart() throws IOException {
        json(FIRST, "{\"who\":\"a\",\"at\":\"2020-01-01T00:00:00Z\",\"geo\":{\"land\":\"DE\",\"at\":{\"x\":1}}}");
        json(FIRST, "{\"who\":\"a\",\"at\":\"2020-01-01T00:00:01Z\",\"geo\":{\"land\":\"FR\"}}");

        EventLog log = read(null);

        assertThat(log.layout().columns())
                .extracting(Column::name)
                .containsExactly("who", "at", "geo.land", "geo.at.x");
        assertThat(rows(log)).containsExactly("|a|2020-01-01T00:00:00Z|DE|1", "|a|2020-01-01T00:00:01Z|FR|");
    }

    @Test
    void takesRecordsOfAvroApartUnlessTheyAreNotThere() throws IOException {
        // Given a record that may hold itself
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "Event", "fields": [
                  {"name": "who", "type": "string"},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                  {"name": "cause", "type": ["null", {"type": "record", "name": "Cause", "fields": [
                    {"name": "code", "type": "string"}, {"name": "cause", "type": ["null", "Cause"]}]}]}]}""");
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        Map<String, ?> config = Map.of("schema.registry.url", "mock://topic-reader-records");
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry, config);
                KafkaAvroDeserializer avro = new KafkaAvroDeserializer(registry, config)) {
            for (int i = 0; i < 2; i++) {
                GenericRecord event = new GenericData.Record(schema);
                event.put("who", "a");
                event.put("at", 1_577_836_800_000_000L + i);
                if (i == 1) {
                    GenericRecord cause = new GenericData.Record(
                            schema.getField("cause").schema().getTypes().get(1));
                    cause.put("code", "x7");
                    event.put("cause", cause);
                }
                consumer.append(FIRST, serializer.serialize(TOPIC, event));
            }

            // When
            EventLog log = read(avro);

            // Then
            assertThat(log.layout().columns()).extracting(Column::name).contains("cause.code");
            assertThat(rows(log)).hasSize(2);
            assertThat(rows(log).get(1)).contains("x7");
        }
    }

    @Test
    void readsAvroByTheNamesOfTheColumns() throws IOException {
        // Given
        EventContract contract = EventContract.of(
                "cards",
                List.of(
                        new EventField("who", FieldType.TEXT, false, ""),
                        new EventField("at", FieldType.TIMESTAMP_MICROS, false, ""),
                        new EventField("amount, net", FieldType.decimal(2), true, "")));
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        Map<String, ?> config = Map.of("schema.registry.url", "mock://topic-reader");
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry, config);
                KafkaAvroDeserializer avro = new KafkaAvroDeserializer(registry, config)) {
            for (int i = 0; i < 3; i++) {
                GenericRecord event = new GenericData.Record(contract.schema());
                event.put("event_id", "000000000000000" + i);
                event.put("who", "a");
                event.put("at", 1_577_836_800_000_000L + i * 1_500_000L);
                event.put(contract.avroName(2), i == 1 ? null : ByteBuffer.wrap(new byte[] {(byte) (100 + i)}));
                consumer.append(FIRST, serializer.serialize(TOPIC, event));
            }

            // When
            EventLog log = read(avro);

            // Then
            assertThat(rows(log))
                    .containsExactly(
                            "|0000000000000000|a|2020-01-01T00:00:00.000000Z|1.00",
                            "|0000000000000001|a|2020-01-01T00:00:01.500000Z|",
                            "|0000000000000002|a|2020-01-01T00:00:03.000000Z|1.02");
            assertThat(log.layout().column(0).role()).isEqualTo(ColumnRole.ID);
            assertThat(log.layout().column(3).name()).isEqualTo("amount, net");
        }
    }

    private void refuses(String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(null))
                .withMessage(message);
    }

    @Test
    void saysThatATopicIsEmpty() {
        refuses("kafka:cards holds no events; publish some first, or name another topic");
    }

    @Test
    void saysThatATopicDoesNotExist() {
        consumer.updatePartitions(TOPIC, List.of());
        refuses("kafka:cards does not exist; name a topic that holds events");
    }

    @Test
    void saysThatAnAddressIsNone() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> TopicReader.read(
                        TOPIC, Map.of("bootstrap.servers", "nowhere"), ReferenceSpec.found(), rows -> {}))
                .withMessage("kafka:cards cannot be read from nowhere: Invalid url in bootstrap.servers: nowhere; check"
                        + " --bootstrap-server and --properties");
    }

    @Test
    void saysWhichRecordIsNoEvent() {
        json(SECOND, "{\"who\":\"b\",\"at\":\"2020-01-01T00:00:01Z\"}");
        json(SECOND, "17");
        refuses(
                "kafka:cards partition 1 offset 1 holds neither Avro behind a schema id nor a JSON object; an event is one"
                        + " of them");
    }

    @Test
    void asksForTheRegistryOfAvro() {
        consumer.append(FIRST, new byte[] {0, 0, 0, 0, 1, 2});
        refuses(
                "kafka:cards partition 0 offset 0 holds Avro, which needs a schema registry; give its address by --registry");
    }

    @Test
    void saysWhereACellIsFaulty() {
        for (int i = 0; i < 200; i++) {
            json(
                    FIRST,
                    "{\"who\":\"b\",\"at\":\"2020-01-01T00:00:01Z\",\"amount\":" + (i == 150 ? "\"x\"" : "1.5") + "}");
        }
        refuses(
                "kafka:cards partition 0 offset 150 amount \"x\" is not a number, as the column's other cells are; use a point"
                        + " as the decimal mark, or --decimal ,; or name the column under --categorical");
    }
}
