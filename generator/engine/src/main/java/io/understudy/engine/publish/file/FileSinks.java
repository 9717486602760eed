package io.understudy.engine.publish.file;

import io.understudy.engine.publish.EventSink;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/** Opens sinks into files, by their names, and into streams. */
public final class FileSinks {
    private FileSinks() {}

    /**
     * A sink into {@code file}, whose name ends in {@code .csv}, {@code .jsonl}, either with {@code .gz}, {@code .avro}
     * or {@code .parquet}. A file that has the name stays until {@link EventSink#finish} replaces it.
     *
     * @throws InputException if the name ends otherwise or cannot be a file's
     * @throws IOException if the folder cannot be written to
     */
    public static EventSink open(Path file, EventLayout layout) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        String bare = gzip ? name.substring(0, name.length() - 3) : name;
        String ending = bare.substring(bare.lastIndexOf('.') + 1);
        boolean text = ending.equals("csv") || ending.equals("jsonl");
        boolean binary = !gzip && (ending.equals("avro") || ending.equals("parquet"));
        if (!text && !binary) {
            throw new InputException(file + " is of no type that can be written; names end in .csv, .csv.gz, .jsonl,"
                    + " .jsonl.gz, .avro or .parquet");
        }
        WholeFile whole = new WholeFile(file);
        try {
            return switch (ending) {
                case "csv" -> new TextSink(new CsvPrinter(layout), whole, file.toString(), gzip);
                case "jsonl" -> new TextSink(new JsonPrinter(layout), whole, file.toString(), gzip);
                case "avro" -> new AvroSink(whole, layout);
                default -> new ParquetSink(whole, layout);
            };
        } catch (IOException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    /** A sink that prints CSV to {@code out}, which stays open; lines appear as soon as they are due. */
    public static EventSink csv(OutputStream out, EventLayout layout) {
        return new TextSink(new CsvPrinter(layout), out, "standard output");
    }
}
