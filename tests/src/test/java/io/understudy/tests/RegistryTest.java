package io.understudy.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.engine.publish.EventValues;
import io.understudy.engine.publish.RecordStyle;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.ops.devstack.RegistryProcess;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.RecordSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The registry of the dev stack, through Confluent's own client. */
class RegistryTest {
    private static RegistryProcess registry;

    @BeforeAll
    static void start() throws IOException {
        registry = RegistryProcess.start(0);
    }

    @AfterAll
    static void close() throws IOException {
        registry.close();
    }

    @Test
    void givesBackWhatTheStockSerializerWrote() {
        // Given
        Schema schema =
                SchemaBuilder.record("Payment").fields().requiredLong("amount").endRecord();
        GenericRecord payment =
                new GenericRecordBuilder(schema).set("amount", 1999L).build();
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(Map.of("schema.registry.url", registry.url().toString()), false);
            deserializer.configure(Map.of("schema.registry.url", registry.url().toString()), false);
            // When
            Object read = deserializer.deserialize("payments", serializer.serialize("payments", payment));
            // Then
            assertThat(read).isEqualTo(payment);
        }
    }

    @Test
    void refusesASchemaThatCannotReadWhatIsThere() {
        // Given
        Schema first = SchemaBuilder.record("Login").fields().requiredLong("at").endRecord();
        Schema incompatible =
                SchemaBuilder.record("Login").fields().requiredString("at").endRecord();
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(Map.of("schema.registry.url", registry.url().toString()), false);
            serializer.serialize(
                    "logins", new GenericRecordBuilder(first).set("at", 1L).build());
            GenericRecord second =
                    new GenericRecordBuilder(incompatible).set("at", "noon").build();
            // When
            assertThatThrownBy(() -> serializer.serialize("logins", second))
                    // Then
                    .hasStackTraceContaining("409");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "JSON_SCHEMA", "PROTOBUF"})
    void takesTheSchemaOfEventsInEachFormatAndNoneThatBreaksIt(RecordStyle.Format format) throws IOException {
        // Given
        String subject = "cards-" + format + "-value";
        RecordSchema schema = EventValues.schema(layout(new ColumnFormat.Decimal(2, 2)), format)
                .orElseThrow();
        RecordSchema other = EventValues.schema(layout(new ColumnFormat.Decimal(0, 0)), format)
                .orElseThrow();
        try (ContractRegistry client = ContractRegistry.connect(registry.url().toString(), Map.of())) {
            // When
            int id = client.register(subject, schema);

            // Then
            assertThat(client.nameOf(id)).isEqualTo("io.understudy.event.cards");
            assertThat(client.check(subject, schema)).isTrue();
            assertThat(client.register(subject, schema)).isEqualTo(id);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.register(subject, other))
                    .withMessageContaining("is not compatible with");
        }
    }

    private static EventLayout layout(ColumnFormat amount) {
        List<Column> columns = List.of(
                new Column("at", ColumnRole.TIME, false, false, new Timestamp(Timestamp.Style.EPOCH_MICROS, "", "UTC")),
                new Column("case:card", ColumnRole.ENTITY, false, false, new ColumnFormat.Serial("C", 4, 0)),
                new Column("amount", ColumnRole.NUMERIC, true, false, amount));
        return new EventLayout("cards", columns, -1, 0);
    }
}
