package io.understudy.engine.publish;

import io.understudy.model.InputException;
import java.util.Locale;
import java.util.Objects;

/**
 * How records of events look.
 *
 * @param format of their values
 * @param keys what their keys are
 * @param subjects under which names schemas are registered
 * @param cloudEvents true where headers tell of the event as CloudEvents' binary mode does
 */
public record RecordStyle(Format format, Keys keys, Subjects subjects, boolean cloudEvents) {
    /** Avro, keyed by strings, a subject a topic: what the Streams app reads and writes. */
    public static final RecordStyle USUAL = new RecordStyle(Format.AVRO, Keys.STRING, Subjects.TOPIC, false);

    public RecordStyle {
        Objects.requireNonNull(format);
        Objects.requireNonNull(keys);
        Objects.requireNonNull(subjects);
    }

    /** What a value is. */
    public enum Format {
        /** Avro behind Confluent's prefix, its schema in the registry. */
        AVRO,
        /** A JSON object in UTF-8, without a schema. */
        JSON,
        /** A JSON object behind Confluent's prefix, its JSON Schema in the registry. */
        JSON_SCHEMA,
        /** A message of Protocol Buffers behind Confluent's prefix, its file in the registry. */
        PROTOBUF;

        /**
         * Reads {@code avro}, {@code json}, {@code json-schema} or {@code protobuf}.
         *
         * @throws InputException if the text is none of them
         */
        public static Format parse(String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "avro" -> AVRO;
                case "json" -> JSON;
                case "json-schema" -> JSON_SCHEMA;
                case "protobuf" -> PROTOBUF;
                default ->
                    throw new InputException(
                            "format \"" + text + "\" is not known; use avro, json, json-schema or protobuf");
            };
        }

        /** The media type of a value. */
        String mediaType() {
            return switch (this) {
                case AVRO -> "application/avro";
                case JSON, JSON_SCHEMA -> "application/json";
                case PROTOBUF -> "application/protobuf";
            };
        }
    }

    /** What a key is. */
    public enum Keys {
        /** The entity's id as UTF-8. */
        STRING,
        /** The entity's number, eight bytes big-endian, as {@code LongSerializer} writes it. */
        LONG,
        /** The entity's id as an Avro string behind Confluent's prefix. */
        AVRO;

        /**
         * Reads {@code string}, {@code long} or {@code avro}.
         *
         * @throws InputException if the text is none of them
         */
        public static Keys parse(String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "string" -> STRING;
                case "long" -> LONG;
                case "avro" -> AVRO;
                default -> throw new InputException("keys \"" + text + "\" are not known; use string, long or avro");
            };
        }
    }

    /** Subject name strategies, as Confluent's serializers know them. */
    public enum Subjects {
        /** {@code TOPIC-value}. */
        TOPIC,
        /** The record's full name. */
        RECORD,
        /** {@code TOPIC-} and the record's full name. */
        TOPIC_RECORD;

        /**
         * Reads {@code topic}, {@code record} or {@code topic-record}.
         *
         * @throws InputException if the text is none of them
         */
        public static Subjects parse(String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "topic" -> TOPIC;
                case "record" -> RECORD;
                case "topic-record" -> TOPIC_RECORD;
                default ->
                    throw new InputException(
                            "subjects \"" + text + "\" are not known; use topic, record or topic-record");
            };
        }

        /** The subject of values of {@code topic} whose record is called {@code fullName}. */
        public String of(String topic, String fullName) {
            return switch (this) {
                case TOPIC -> topic + "-value";
                case RECORD -> fullName;
                case TOPIC_RECORD -> topic + "-" + fullName;
            };
        }
    }

    public RecordStyle withFormat(Format other) {
        return new RecordStyle(other, keys, subjects, cloudEvents);
    }

    public RecordStyle withKeys(Keys other) {
        return new RecordStyle(format, other, subjects, cloudEvents);
    }

    public RecordStyle withSubjects(Subjects other) {
        return new RecordStyle(format, keys, other, cloudEvents);
    }

    public RecordStyle withCloudEvents(boolean on) {
        return new RecordStyle(format, keys, subjects, on);
    }
}
