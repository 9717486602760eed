package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.sample.FakeModel;
import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordStyleTest {
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);
    private static final int PARTITIONS = 5;
    private static final KafkaSettings SETTINGS = KafkaSettings.of("127.0.0.1:9", "mock://style", "fakes")
            .withDelivery(Delivery.AT_LEAST_ONCE)
            .withLabels(LabelScope.ALL, Duration.ZERO);

    @Test
    void writesJsonObjectsWithoutTheLabel() throws IOException {
        List<ProducerRecord<byte[], byte[]>> records =
                publish(RecordStyle.USUAL.withFormat(RecordStyle.Format.JSON), "fakes");

        assertThat(records)
                .hasSize(500)
                .allSatisfy(record -> assertThat(utf8(record.value()))
                        .matches(
                                "\\{\"event_id\":\"[0-9a-f]{16}\",\"row\":\"R\\d{6}\",\"at\":\\d{16},\"card\":\"C\\d{8}\","
                                        + "\"type\":\"(buy|refund|cash)\",\"amount\":-?\\d+\\.\\d\\d\\}")
                        .contains("\"card\":\"" + utf8(record.key()) + "\""));
    }

    @ParameterizedTest
    @CsvSource({"AVRO, 6", "JSON, 13", "JSON_SCHEMA, 18", "PROTOBUF, 8"})
    void givesEventsTheIdsOfTheirLabels(RecordStyle.Format format, int idAt) throws IOException {
        RecordStyle style = RecordStyle.USUAL.withFormat(format);
        List<String> ids = publish(style, "fakes").stream()
                .map(record -> new String(record.value(), idAt, 16, StandardCharsets.US_ASCII))
                .toList();
        List<String> labelled = publish(style, "fakes.labels").stream()
                .map(record -> new String(record.value(), 6, 16, StandardCharsets.US_ASCII))
                .toList();

        assertThat(labelled).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @EnumSource
    void keysRecordsAsAskedAndWhereKafkaWouldPutThem(RecordStyle.Keys keys) throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = publish(RecordStyle.USUAL.withKeys(keys), "fakes");
        List<ProducerRecord<byte[], byte[]>> labels = publish(RecordStyle.USUAL.withKeys(keys), "fakes.labels");

        assertThat(records).allSatisfy(record -> {
            assertThat(record.partition()).isEqualTo(BuiltInPartitioner.partitionForKey(record.key(), PARTITIONS));
            String card = utf8(record.value());
            assertThat(card).contains(String.format("C%08d", number(keys, record.key())));
        });
        assertThat(labels.stream().map(label -> Arrays.toString(label.key())).distinct())
                .containsExactlyInAnyOrderElementsOf(records.stream()
                        .map(record -> Arrays.toString(record.key()))
                        .distinct()
                        .toList());
    }

    private static long number(RecordStyle.Keys keys, byte[] key) {
        return switch (keys) {
            case STRING -> Long.parseLong(utf8(key).substring(1));
            case LONG -> {
                try (LongDeserializer reader = new LongDeserializer()) {
                    yield reader.deserialize("fakes", key);
                }
            }
            case AVRO -> {
                // the prefix with the key's schema, then a string of nine characters
                assertThat(ByteBuffer.wrap(key, 0, 6).array()).startsWith(0, 0, 0, 0, 3, 18);
                yield Long.parseLong(new String(key, 7, 8, StandardCharsets.UTF_8));
            }
        };
    }

    @Test
    void tellsOfTheEventInCloudEventsHeaders() throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = publish(RecordStyle.USUAL.withCloudEvents(true), "fakes");

        assertThat(records).allSatisfy(record -> {
            List<String> headers = new ArrayList<>();
            record.headers().forEach(header -> headers.add(header.key() + "=" + utf8(header.value())));
            String id = new String(record.value(), 6, 16, StandardCharsets.US_ASCII);
            assertThat(headers)
                    .hasSize(6)
                    .startsWith(
                            "ce_specversion=1.0",
                            "ce_id=" + id,
                            "ce_source=/understudy/fakes",
                            "ce_type=io.understudy.event.fakes")
                    .endsWith("content-type=application/avro");
            Instant time = Instant.parse(headers.get(4).substring("ce_time=".length()));
            assertThat(time.toEpochMilli()).isEqualTo(record.timestamp());
        });
    }

    @Test
    void namesSubjectsByEachStrategy() {
        assertThat(RecordStyle.Subjects.parse("topic").of("cards", "a.Card")).isEqualTo("cards-value");
        assertThat(RecordStyle.Subjects.parse("record").of("cards", "a.Card")).isEqualTo("a.Card");
        assertThat(RecordStyle.Subjects.parse("topic-record").of("cards", "a.Card"))
                .isEqualTo("cards-a.Card");
    }

    @Test
    void saysWhatItCannotDo() {
        assertThatThrownBy(() -> RecordStyle.Format.parse("xml"))
                .isInstanceOf(InputException.class)
                .hasMessage("format \"xml\" is not known; use avro, json, json-schema or protobuf");
        assertThatThrownBy(() -> RecordStyle.Keys.parse("int"))
                .hasMessage("keys \"int\" are not known; use string, long or avro");
        assertThatThrownBy(() -> RecordStyle.Subjects.parse("name"))
                .hasMessage("subjects \"name\" are not known; use topic, record or topic-record");
        assertThatThrownBy(() -> SETTINGS.withStyle(RecordStyle.USUAL.withCloudEvents(true))
                        .withInjection(true))
                .hasMessage(
                        "format, keys, subjects and cloudevents do not go with injection, for the Streams app reads and"
                                + " writes Avro keyed by strings; set inject: false, or leave them out");
    }

    private static List<ProducerRecord<byte[], byte[]>> publish(RecordStyle style, String topic) throws IOException {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        RunMeter meter = new RunMeter();
        KafkaSink sink = new KafkaSink(
                producer,
                MODEL.layout(),
                SETTINGS.withStyle(style),
                new KafkaSink.SchemaIds(1, 2, 3),
                PARTITIONS,
                meter,
                () -> 0);
        new GenerateRun(MODEL, GenerateSettings.of(1).withEvents(500), sink, meter).execute();
        return producer.history().stream().filter(r -> r.topic().equals(topic)).toList();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
