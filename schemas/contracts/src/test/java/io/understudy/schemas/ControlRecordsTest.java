package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.FeatureDrift;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ControlRecordsTest {
    private static final Instant TIME = Instant.parse("1993-07-05T10:11:12.123456Z");

    static final List<SpecificRecord> RECORDS = List.of(
            GroundTruth.newBuilder()
                    .setEventId("00000000000000ab")
                    .setEntityId("C1")
                    .setEventTime(TIME)
                    .setLabel("card_testing")
                    .setScenario("card_testing")
                    .setCampaignId("b-1")
                    .setStep(3)
                    .setAvailableAt(TIME.plusSeconds(60))
                    .build(),
            BurstCommand.newBuilder()
                    .setBurstId("b-1")
                    .setAction(BurstAction.START)
                    .setScenario("card_testing")
                    .setStartTime(TIME)
                    .setDurationMicros(60_000_000)
                    .setEventsPerSecond(12.5)
                    .setEntities(3)
                    .setSeed(7)
                    .build(),
            DriftReport.newBuilder()
                    .setWindow(4)
                    .setStartTime(TIME)
                    .setEndTime(TIME.plusSeconds(1))
                    .setEvents(200)
                    .setFeatures(List.of(new FeatureDrift("gap", .1, Double.NEGATIVE_INFINITY, .01, 0.0)))
                    .setLogStatistic(1.5)
                    .setLogThreshold(9.2)
                    .setAlarm(false)
                    .build());

    @ParameterizedTest
    @FieldSource("RECORDS")
    void recordIsReadAsItWasWritten(SpecificRecord record) throws IOException {
        // Given
        try (ContractRegistry registry = ContractRegistry.connect("mock://control", Map.of());
                Serde<? extends SpecificRecord> reading = ControlRecords.serde(record.getClass(), registry);
                Serde<SpecificRecord> writing = ControlRecords.serde(SpecificRecord.class, registry)) {
            // When
            byte[] bytes = writing.serializer().serialize(record.getClass().getSimpleName(), record);

            // Then
            assertThat(reading.deserializer().deserialize(record.getClass().getSimpleName(), bytes))
                    .isEqualTo(record);
            assertThat(writing.serializer().serialize("topic", null)).isNull();
            assertThat(reading.deserializer().deserialize("topic", null)).isNull();
        }
    }

    @Test
    void avroLoadsTheRecordsOnlyOnceTheyAreTrusted() {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        try {
            // Given
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT);
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> SpecificData.getForSchema(BurstCommand.getClassSchema()));

            // When
            ControlRecords.trust();

            // Then
            assertThat(SpecificData.getForSchema(BurstCommand.getClassSchema())).isNotNull();
            assertThat(ClassSecurityValidator.getGlobal().isTrusted(String.class))
                    .isTrue();
            assertThat(ClassSecurityValidator.getGlobal().isTrusted(ControlRecordsTest.class))
                    .isFalse();
        } finally {
            ClassSecurityValidator.setGlobal(before);
        }
    }
}
