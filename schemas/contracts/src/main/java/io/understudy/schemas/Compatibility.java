package io.understudy.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * What stands against another version of a subject. The registry judges; where its level is NONE, schemas of Avro's are
 * judged here, by whether consumers with the new one can read records of the newest (BACKWARD).
 */
final class Compatibility {
    private static final Pattern ERROR = Pattern.compile(
            "errorType.*description\"?:\\s*['\"](.*)['\"],\\s*\"?additionalInfo\"?:\\s*['\"](.*)['\"]}",
            Pattern.DOTALL);

    private final SchemaRegistryClient client;
    private final String subject;

    Compatibility(SchemaRegistryClient client, String subject) {
        this.client = client;
        this.subject = subject;
    }

    /** Why {@code proposed} cannot follow {@code newest}; empty where it can. */
    List<String> objections(SchemaMetadata newest, ParsedSchema proposed) throws IOException, RestClientException {
        if (!newest.getSchemaType().equals(proposed.schemaType())) {
            return List.of("it holds schemas of type " + newest.getSchemaType() + ", not " + proposed.schemaType());
        }
        List<String> own = proposed instanceof AvroSchema avro
                ? backward(avro.rawSchema(), new Schema.Parser().parse(newest.getSchema()))
                : List.of();
        List<String> answers = client.testCompatibilityVerbose(subject, proposed);
        if (answers.isEmpty()) {
            return level().equals("NONE") ? own : List.of();
        }
        List<String> reasons = reasons(answers);
        if (reasons.isEmpty()) {
            return own.isEmpty() ? answers : own; // some registries say that, but not why
        }
        return reasons;
    }

    /** What Confluent's checker finds, without the braces and the copies of whole schemas that it sends along. */
    private static List<String> reasons(List<String> answers) {
        return answers.stream()
                .map(ERROR::matcher)
                .filter(Matcher::find)
                .map(error -> error.group(1) + " (" + error.group(2) + ")")
                .collect(Collectors.toList());
    }

    /** The level that holds for the subject: its own, or the registry's. */
    private String level() throws IOException, RestClientException {
        try {
            return client.getCompatibility(subject);
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return client.getCompatibility(null);
            }
            throw e;
        }
    }

    private static List<String> backward(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : pair.getResult().getIncompatibilities().stream()
                        .map(i -> i.getType() + " at " + i.getLocation() + ": " + i.getMessage())
                        .collect(Collectors.toList());
    }
}
