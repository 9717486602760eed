package io.understudy.engine.reference;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.understudy.model.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Delimited text with a header, by RFC 4180, gzipped or not, in UTF-8; one file, or several with equal headers. The
 * delimiter is the one of comma, semicolon, tab and bar that is most frequent in the header.
 */
final class CsvSource implements Source {
    private static final int BUFFER_BYTES = 1 << 16;

    private final List<Path> files;
    private final List<String> columns;
    private final char delimiter;

    /** Opens the files and reads the first one's header. */
    CsvSource(List<Path> files) throws IOException {
        this.files = List.copyOf(files);
        delimiter = delimiter(files.get(0));
        columns = header(files.get(0));
        for (Path file : files.subList(1, files.size())) {
            if (!header(file).equals(columns)) {
                throw new InputException(
                        file + ":1 has another header than " + files.get(0)
                                + "; files that are read together have the same columns in the same order; join others by --sql");
            }
        }
    }

    @Override
    public String name() {
        return String.join(",", files.stream().map(Path::toString).toList());
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public String sha256() throws IOException {
        return FileDigest.sha256(files);
    }

    @Override
    public void close() {
        // files are open only while they are read
    }

    @Override
    public void read(CellHandler handler) throws IOException {
        for (Path file : files) {
            read(file, new Rows(file, columns.size(), handler, Long.MAX_VALUE));
        }
    }

    @Override
    public String place(long row, int column) throws IOException {
        long rowsBefore = 0;
        for (Path file : files) {
            Rows rows = new Rows(file, columns.size(), null, row - rowsBefore);
            read(file, rows);
            if (rows.found) {
                return file + ":" + rows.line + ":" + (column + 1);
            }
            rowsBefore += rows.rows;
        }
        throw new IllegalArgumentException("there is no row " + row);
    }

    private List<String> header(Path file) throws IOException {
        Header header = new Header();
        read(file, header);
        if (header.names.isEmpty()) {
            throw new InputException(file + " is empty; an event log has a header and one row an event");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.names.size(); i++) {
            if (!seen.add(header.names.get(i))) {
                throw new InputException(file + ":1:" + (i + 1) + " the header names \"" + header.names.get(i)
                        + "\" twice; rename one of the columns");
            }
        }
        return header.names;
    }

    /** Feeds a whole file to {@code handler}, or less if the handler wants no more. */
    private void read(Path file, LineHandler handler) throws IOException {
        try (InputStream in = open(file);
                CsvReader<Boolean> reader = CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .build(handler, new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            for (Boolean more : reader) {
                if (!more) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw clear(file, e, handler.line());
        } catch (UncheckedIOException e) {
            throw clear(file, e.getCause());
        } catch (IOException e) {
            throw clear(file, e);
        }
    }

    /** Returns what is wrong with the file's lines; the parser hides what the handler or the stream threw. */
    private static InputException clear(Path file, CsvParseException failure, long line) throws IOException {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException known) {
                return known;
            }
            if (cause instanceof IOException io) {
                throw clear(file, io);
            }
            deepest = cause;
        }
        return new InputException(
                file + ":" + line + " cannot be split into cells: " + deepest.getMessage()
                        + "; quotes enclose a whole cell and are doubled inside it",
                failure);
    }

    /** Returns {@code cause} if it is not the file's content that it complains about, else says what is wrong with it. */
    private static IOException clear(Path file, IOException cause) throws IOException {
        if (cause instanceof CharacterCodingException) {
            throw new InputException(notUtf8(file), cause);
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            throw new InputException(
                    file + " is broken gzip (" + cause.getMessage() + "); copy it again, or test it by gzip -t", cause);
        }
        return cause;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            in.mark(4);
            boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            if (!zipped && file.toString().endsWith(".gz") && Files.size(file) > 0) {
                throw new InputException(file + " is not gzip, though its name says so; rename it or compress it");
            }
            InputStream text =
                    zipped ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES) : in;
            text.mark(4);
            boolean marked = text.read() == 0xEF && text.read() == 0xBB && text.read() == 0xBF;
            if (!marked) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            in.close();
            throw clear(file, e);
        } catch (InputException e) {
            in.close();
            throw e;
        }
    }

    private static char delimiter(Path file) throws IOException {
        int[] counts = new int[128];
        boolean quoted = false;
        try (InputStream in = open(file)) {
            for (int c = in.read(); c >= 0 && (quoted || c != '\n'); c = in.read()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && c < 128) {
                    counts[c]++;
                }
            }
        } catch (IOException e) {
            throw clear(file, e);
        }
        char most = ',';
        for (char c : new char[] {';', '\t', '|'}) {
            most = counts[c] > counts[most] ? c : most;
        }
        return most;
    }

    /** Says where the first byte stands that is not UTF-8. */
    private static String notUtf8(Path file) throws IOException {
        Utf8Check check = new Utf8Check();
        try (InputStream in = open(file)) {
            int c = in.read();
            while (c >= 0 && check.accepts(c)) {
                c = in.read();
            }
            String hex = Integer.toHexString(check.lead()).toUpperCase(Locale.ROOT);
            return file + ":" + check.line() + " byte 0x" + hex
                    + " is not UTF-8; convert the file, for example by iconv -f latin1 -t utf-8";
        }
    }

    /** Takes the cells of a file; its records say whether more are wanted. */
    private abstract static class LineHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
        /** The line on which the record at hand begins. */
        long line() {
            return getStartingLineNumber();
        }
    }

    private static final class Header extends LineHandler {
        private final List<String> names = new ArrayList<>();

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            names.add(new String(buffer, offset, length));
        }

        @Override
        protected Boolean buildRecord() {
            return Boolean.FALSE;
        }
    }

    /** Hands the rows behind the header on, or looks for the line of one. */
    private static final class Rows extends LineHandler {
        private final Path file;
        private final int columns;
        private final CellHandler cells; // null when looking for a line
        private final long wanted;
        private boolean headerSeen;
        private long rows;
        private long line;
        private boolean found;

        Rows(Path file, int columns, CellHandler cells, long wanted) {
            this.file = file;
            this.columns = columns;
            this.cells = cells;
            this.wanted = wanted;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (headerSeen && cells != null && index < columns) {
                cells.cell(index, buffer, offset, length);
            }
        }

        @Override
        protected Boolean buildRecord() {
            if (!headerSeen) {
                headerSeen = true;
                return Boolean.TRUE;
            }
            if (getFieldCount() != columns) {
                throw new InputException(file + ":" + getStartingLineNumber() + " has " + getFieldCount()
                        + " cells, the header has " + columns + "; every row has one cell a column, and cells that hold"
                        + " the delimiter are quoted");
            }
            if (cells != null) {
                cells.endRow();
            } else if (rows == wanted) {
                found = true;
                line = getStartingLineNumber();
                return Boolean.FALSE;
            }
            rows++;
            return Boolean.TRUE;
        }
    }
}
