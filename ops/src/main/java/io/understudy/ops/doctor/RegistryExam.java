package io.understudy.ops.doctor;

import io.understudy.engine.publish.EventValues;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.RecordSchema;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What streams need of the schema registry: that it answers, takes schemas, and holds none that ours would break. */
final class RegistryExam {
    private final String url;
    private final Map<String, String> properties;
    private final List<Patient> patients;
    private final List<Check> checks = new ArrayList<>();

    RegistryExam(String url, Map<String, String> properties, List<Patient> patients) {
        this.url = url;
        this.properties = properties;
        this.patients = patients;
    }

    List<Check> examine() {
        try (ContractRegistry registry = ContractRegistry.connect(url, properties)) {
            String level = registry.compatibility();
            String mode = registry.mode();
            if (mode.startsWith("READONLY")) {
                checks.add(Check.failed(
                        "registry",
                        url + " is in mode " + mode
                                + ", so that no schema can be registered; set its mode to READWRITE"));
                return checks;
            }
            checks.add(Check.ok(
                    "registry",
                    url + " answers: mode " + (mode.isEmpty() ? "not told" : mode) + ", compatibility " + level));
            for (Patient patient : patients) {
                checks.add(schemas(registry, patient));
            }
        } catch (IOException | IllegalArgumentException e) {
            checks.add(Check.failed("registry", String.valueOf(e.getMessage())));
        }
        return checks;
    }

    private static Check schemas(ContractRegistry registry, Patient patient) throws IOException {
        int known = 0;
        Map<String, RecordSchema> wanted = schemaByTopic(patient);
        for (Map.Entry<String, RecordSchema> entry : wanted.entrySet()) {
            try {
                known += registry.check(subject(patient, entry.getKey(), entry.getValue()), entry.getValue()) ? 1 : 0;
            } catch (IllegalArgumentException e) {
                return Check.failed("schemas " + patient.name(), String.valueOf(e.getMessage()));
            }
        }
        return Check.ok(
                "schemas " + patient.name(),
                known + " of " + wanted.size() + " are registered, nothing stands against the others");
    }

    /** The subject of a topic's values; what the Streams app writes has the topic's. */
    static String subject(Patient patient, String topic, RecordSchema schema) {
        var kafka = patient.stream().kafka();
        return kafka.ownTopics().contains(topic)
                ? kafka.style().subjects().of(topic, schema.fullName())
                : ContractRegistry.subject(topic);
    }

    /** The schema of each topic's values; events in plain JSON have none. */
    static Map<String, RecordSchema> schemaByTopic(Patient patient) {
        Map<String, RecordSchema> schemas = new LinkedHashMap<>();
        var topics = patient.stream().topics();
        var kafka = patient.stream().kafka();
        Optional<RecordSchema> event =
                EventValues.schema(patient.model().layout(), kafka.style().format());
        event.ifPresent(schema -> schemas.put(topics.events(), schema));
        if (kafka.injection()) {
            event.ifPresent(schema -> schemas.put(topics.base(), schema));
            schemas.put(topics.bursts(), RecordSchema.avro(BurstCommand.getClassSchema()));
        }
        schemas.put(topics.labels(), RecordSchema.avro(GroundTruth.getClassSchema()));
        schemas.put(topics.drift(), RecordSchema.avro(DriftReport.getClassSchema()));
        return schemas;
    }
}
