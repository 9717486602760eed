package io.understudy.engine.reference;

import io.understudy.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a reference file holds, by its name. */
enum FileKind {
    CSV,
    PARQUET,
    JSON;

    /**
     * The kind of a file that exists.
     *
     * @throws InputException if there is no readable file of a known kind
     */
    static FileKind of(Path file) {
        if (!Files.exists(file)) {
            throw new InputException(file + " does not exist; name a file, or kafka:TOPIC");
        }
        if (Files.isDirectory(file)) {
            throw new InputException(file + " is a directory; name the files in it");
        }
        if (!Files.isReadable(file)) {
            throw new InputException(file + " may not be read; check its permissions");
        }
        String name = bare(file).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "csv", "tsv", "txt" -> CSV;
            case "parquet" -> PARQUET;
            case "json", "jsonl", "ndjson" -> JSON;
            default ->
                throw new InputException(file + " is of no known type; names end in .csv, .tsv, .txt, .parquet, .json,"
                        + " .jsonl or .ndjson, all but .parquet also with .gz");
        };
    }

    /** Name of the file without folder and {@code .gz}. */
    private static String bare(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** Name of the file without folder and endings. */
    static String stem(Path file) {
        String name = bare(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
