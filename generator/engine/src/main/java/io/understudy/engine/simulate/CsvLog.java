package io.understudy.engine.simulate;

import io.understudy.model.Column;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A CSV file (RFC 4180, UTF-8, line feeds) that appears whole under its name or not at all. */
final class CsvLog {
    private static final int BUFFER_BYTES = 1 << 16;

    private CsvLog() {}

    /** What fills the file; returns how many rows it gave. */
    @FunctionalInterface
    interface RowSource {
        long run(RowConsumer consumer) throws IOException;
    }

    static long write(Path file, EventLayout layout, RowSource source) {
        Path target = file.toAbsolutePath();
        String name = target.getFileName() == null ? "" : target.getFileName().toString();
        if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
            throw new InputException("simulate: -o " + file + " is no CSV file; give a name ending in .csv or .csv.gz");
        }
        if (Files.isDirectory(target)) {
            throw new InputException("simulate: -o " + file + " is a directory; give the name of a file");
        }
        Path directory = target.getParent();
        if (!Files.isDirectory(directory)) {
            throw new InputException("simulate: -o " + file + " lies in " + directory
                    + ", which is no directory; create it or give another path");
        }
        try {
            return writeWhole(target, directory, layout, source);
        } catch (IOException e) {
            throw new InputException(
                    "simulate: -o " + file + " cannot be written (" + e + "); free space there or give another path",
                    e);
        }
    }

    private static long writeWhole(Path target, Path directory, EventLayout layout, RowSource source)
            throws IOException {
        Path partial = directory.resolve(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        partial.toFile().deleteOnExit(); // for whoever is interrupted
        try {
            long rows;
            try (Writer out = open(partial, target.toString().endsWith(".gz"))) {
                out.write(layout.columns().stream().map(Column::name).collect(Collectors.joining(",", "", "\n")));
                rows = source.run(new CsvRows(layout, out));
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Writer open(Path path, boolean gzip) throws IOException {
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
        OutputStream out = gzip ? new GZIPOutputStream(bytes, BUFFER_BYTES) : bytes;
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_BYTES);
    }
}
