package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthEncoderTest {
    private static final long DELAY_MICROS = 86_400_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void writesTheBytesOfTheStockSerializerAndTheStockDeserializerReadsThem(long seed) throws IOException {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        EntityKeys keys = new EntityKeys(layout);
        String url = "mock://truth-" + seed;
        Map<String, Object> settings =
                Map.of("schema.registry.url", url, "auto.register.schemas", false, "specific.avro.reader", true);
        try (ContractRegistry registry = ContractRegistry.connect(url, Map.of());
                KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry.client(), settings);
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry.client(), settings)) {
            int schemaId = registry.register(ContractRegistry.subject("s.labels"), GroundTruth.getClassSchema());
            TruthEncoder encoder = new TruthEncoder(layout, schemaId, DELAY_MICROS);
            WireBuffer out = new WireBuffer(0);
            for (int i = 0; i < 200; i++) {
                EventFrame frame = events.frame(layout);
                String fault = i % 3 == 0 ? "late" : TruthEncoder.NO_FAULT;

                // When
                encoder.encode(frame, i, fault, 1.0 / (1 + i), out);

                // Then
                boolean rare = frame.label == 1;
                Instant time = Instant.EPOCH.plus(frame.values[layout.timeIndex()], ChronoUnit.MICROS);
                GroundTruth expected = GroundTruth.newBuilder()
                        .setEventId(EventIds.text(i))
                        .setEntityId(keys.text(frame))
                        .setEventTime(time)
                        .setLabel(rare ? "card_testing" : "0")
                        .setScenario(rare ? "card_testing" : null)
                        .setTechnique(rare ? "card_testing" : null)
                        .setAvailableAt(time.plus(DELAY_MICROS, ChronoUnit.MICROS))
                        .setFault(i % 3 == 0 ? "late" : null)
                        .setWeight(1.0 / (1 + i))
                        .build();
                assertThat(out.toByteArray())
                        .as("seed %d, frame %d", seed, i)
                        .isEqualTo(serializer.serialize("s.labels", expected));
                assertThat(deserializer.deserialize("s.labels", out.toByteArray()))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void refusesTruthThatIsKnownBeforeTheEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TruthEncoder(new RandomEvents(1).layout(), 1, -1))
                .withMessage("label delay -1 us must not be negative");
    }
}
