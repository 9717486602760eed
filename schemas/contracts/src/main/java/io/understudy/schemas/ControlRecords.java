package io.understudy.schemas;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.FeatureDrift;
import io.understudy.schemas.record.GroundTruth;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The records of the control plane, in and out of Kafka: truth, burst commands and drift reports. */
public final class ControlRecords {
    private static final ClassSecurityPredicate OURS = ClassSecurityValidator.builder()
            .add(GroundTruth.class)
            .add(BurstCommand.class)
            .add(BurstAction.class)
            .add(DriftReport.class)
            .add(FeatureDrift.class)
            .build();

    private ControlRecords() {}

    /**
     * Lets Avro load the generated records, in this JVM. Since 1.12.2 (AVRO-4189) it refuses generated classes that
     * nobody vouched for. {@link ContractRegistry#connect} and {@link #serde} do this themselves; calling it again
     * changes nothing.
     */
    public static synchronized void trust() {
        ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
        if (!others.isTrusted(GroundTruth.class) || !others.isTrusted(FeatureDrift.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(others, OURS));
        }
    }

    /**
     * Confluent's serializer and deserializer for one type of record. Writing registers the record's schema under the
     * topic's subject. Null stays null.
     */
    public static <T extends SpecificRecord> Serde<T> serde(Class<T> type, ContractRegistry registry) {
        trust();
        Map<String, Object> settings = Map.of(
                KafkaAvroDeserializerConfig.SCHEMA_REGISTRY_URL_CONFIG,
                registry.url(),
                KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG,
                true);
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry.client(), settings);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry.client(), settings);
        Serializer<T> writing = serializer::serialize;
        Deserializer<T> reading = (topic, bytes) -> type.cast(deserializer.deserialize(topic, bytes));
        return Serdes.serdeFrom(writing, reading);
    }
}
