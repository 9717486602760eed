package io.understudy.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The schema of a topic's values, of whichever kind, to be registered.
 *
 * @param fullName name of the record, with its namespace
 * @param parsed what the registry's client takes
 */
public record RecordSchema(String fullName, ParsedSchema parsed) {
    /** The registry's word for JSON Schema. */
    static final String JSON = "JSON";

    /** The registry's word for Protocol Buffers. */
    static final String PROTOBUF = "PROTOBUF";

    private static final Pattern TITLE = Pattern.compile("\"title\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\s*message\\s+(\\w+)");

    public RecordSchema {
        Objects.requireNonNull(fullName);
        Objects.requireNonNull(parsed);
    }

    /** A schema of Avro's. */
    public static RecordSchema avro(Schema schema) {
        return new RecordSchema(schema.getFullName(), new AvroSchema(schema));
    }

    /**
     * A JSON Schema.
     *
     * @param text of the schema; its title is its full name
     */
    public static RecordSchema json(String text) {
        return new RecordSchema(nameIn(JSON, text), new SchemaText(JSON, text));
    }

    /**
     * A file of Protocol Buffers.
     *
     * @param text of the file; values are of its first message
     */
    public static RecordSchema protobuf(String text) {
        return new RecordSchema(nameIn(PROTOBUF, text), new SchemaText(PROTOBUF, text));
    }

    /** The schema that a registry holds as {@code text} of {@code type}. */
    static RecordSchema read(String type, String text) {
        return switch (type) {
            case JSON -> json(text);
            case PROTOBUF -> protobuf(text);
            default -> avro(new Schema.Parser().parse(text));
        };
    }

    /** Full name of what {@code text} of type {@link #JSON} or {@link #PROTOBUF} describes; empty where it tells none. */
    static String nameIn(String type, String text) {
        if (type.equals(JSON)) {
            return first(TITLE, text);
        }
        String space = first(PACKAGE, text);
        return (space.isEmpty() ? "" : space + ".") + first(MESSAGE, text);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
