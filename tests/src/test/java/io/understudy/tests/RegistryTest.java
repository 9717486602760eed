package io.understudy.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.ops.devstack.RegistryProcess;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
}
