package io.understudy.ops.command;

import io.understudy.model.InputException;
import java.nio.file.Path;

/** Where {@code generate} writes to. */
sealed interface Target {
    /** A stream on Kafka. */
    record Topic(String name) implements Target {}

    /** A file. */
    record File(Path path) implements Target {}

    /** CSV on standard output. */
    record Stdout() implements Target {}

    /** Nowhere: measures the generator. */
    record Nowhere() implements Target {}

    /**
     * Reads {@code kafka:TOPIC}, {@code file:OUT.csv}, {@code stdout}, {@code null}.
     *
     * @throws InputException if the text is none of them
     */
    static Target parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (scheme) {
            case "stdout" -> new Stdout();
            case "null" -> new Nowhere();
            case "kafka" -> new Topic(required(text, rest, "kafka:TOPIC"));
            case "file" -> new File(Path.of(required(text, rest, "file:OUT.csv")));
            default ->
                throw new InputException("\"" + text + "\" is no target; give kafka:TOPIC, file:OUT.csv (or .csv.gz,"
                        + " .jsonl, .avro, .parquet), stdout or null");
        };
    }

    private static String required(String text, String rest, String form) {
        if (rest.isEmpty()) {
            throw new InputException("\"" + text + "\" names nothing behind the colon; write it like " + form);
        }
        return rest;
    }
}
