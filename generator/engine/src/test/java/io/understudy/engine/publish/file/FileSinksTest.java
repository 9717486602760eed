package io.understudy.engine.publish.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.understudy.engine.publish.EventSink;
import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceReader;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.model.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinksTest {
    private static final Timestamp TIME = new Timestamp(Timestamp.Style.LOCAL, "yyyy-MM-dd HH:mm:ss", "UTC");
    private static final EventLayout LAYOUT = new EventLayout(
            "cards",
            List.of(
                    column("id", ColumnRole.ID, new ColumnFormat.Decimal(0, 0)),
                    column("at", ColumnRole.TIME, TIME),
                    column("who", ColumnRole.ENTITY, new ColumnFormat.Serial("c", 4, 1)),
                    column("amount, net", ColumnRole.NUMERIC, new ColumnFormat.Decimal(3, 1)),
                    column(
                            "note",
                            ColumnRole.CATEGORICAL,
                            new ColumnFormat.Dictionary(List.of("a,b", "é \"x\"", "plain"))),
                    column("gone", ColumnRole.IGNORED, new ColumnFormat.Empty()),
                    column("fraud", ColumnRole.LABEL, new ColumnFormat.Dictionary(List.of("0", "1")))),
            6,
            0);
    private static final String CSV = """
            id,at,who,"amount, net",note,gone,fraud
            7,2018-04-01 00:00:31,c0001,-0.5,"a,b",,0
            8,2018-04-01 00:00:32,c10000,1200.125,"é ""x""\",,1
            9,2018-04-01 00:00:33,c0003,,,,0
            """;

    @TempDir
    Path folder;

    private static Column column(String name, ColumnRole role, ColumnFormat format) {
        return new Column(name, role, false, true, format);
    }

    private static void writeEvents(EventSink sink) throws IOException {
        EventFrame frame = new EventFrame(LAYOUT.size());
        long time = TIME.parse("2018-04-01 00:00:31");
        long missing = ColumnFormat.MISSING;
        long[][] rows = {
            {7, time, 0, -500, 0, missing, 0},
            {8, time + 1_000_000, 9_999, 1_200_125, 1, missing, 1},
            {9, time + 2_000_000, 2, missing, missing, missing, 0}
        };
        for (long[] row : rows) {
            System.arraycopy(row, 0, frame.values, 0, row.length);
            sink.accept(frame, 0);
        }
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        try (EventSink sink = FileSinks.open(file, LAYOUT)) {
            writeEvents(sink);
            sink.finish();
        }
        return file;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void writesCsvWithTheReferencesColumnsAndFormats() throws IOException {
        assertThat(write("out.csv")).hasContent(CSV);
    }

    @Test
    void writesGzippedCsv() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(write("out.csv.gz")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(CSV);
        }
    }

    @Test
    void writesJsonLines() throws IOException {
        assertThat(write("out.jsonl")).hasContent("""
                        {"id":7,"at":"2018-04-01 00:00:31","who":"c0001","amount, net":-0.5,"note":"a,b","gone":null,"fraud":"0"}
                        {"id":8,"at":"2018-04-01 00:00:32","who":"c10000","amount, net":1200.125,"note":"é \\"x\\"","gone":null,"fraud":"1"}
                        {"id":9,"at":"2018-04-01 00:00:33","who":"c0003","amount, net":null,"note":null,"gone":null,"fraud":"0"}
                        """);
    }

    @Test
    void writesAvroWithTheLabelAndWithoutAnEventId() throws IOException {
        List<String> records = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(write("out.avro").toFile(), new GenericDatumReader<>())) {
            reader.forEach(record -> records.add(record.get("id") + " " + record.get("at") + " " + record.get("who")
                    + " " + record.get("note") + " " + record.get("gone") + " " + record.get("fraud")));
            assertThat(reader.getSchema().getField("event_id")).isNull();
        }
        assertThat(records)
                .containsExactly(
                        "7 1522540831000000 c0001 a,b null 0",
                        "8 1522540832000000 c10000 é \"x\" null 1",
                        "9 1522540833000000 c0003 null null 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.csv.gz", "out.jsonl", "out.parquet"})
    void writesWhatTheReferenceReaderReads(String name) throws IOException {
        // Given
        Path file = write(name);

        // When
        EventLog log = ReferenceReader.read(
                List.of(file),
                ReferenceSpec.found()
                        .with(ColumnRole.ENTITY, "who")
                        .with(ColumnRole.LABEL, "fraud")
                        .with(ColumnRole.CATEGORICAL, "note")
                        .with(ColumnRole.NUMERIC, "amount, net"),
                rows -> {});

        // Then
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < log.layout().size(); column++) {
                log.layout().column(column).format().append(log.value(column, row), line.append('|'));
            }
            rows.add(line.toString());
        }
        // JSON and Parquet know numbers, not digits: -0.5 has as many as the longest there.
        assertThat(rows.stream().map(row -> row.replace("-0.500|", "-0.5|")))
                .containsExactly(
                        "|7|2018-04-01 00:00:31|c0001|-0.5|a,b||0",
                        "|8|2018-04-01 00:00:32|c10000|1200.125|é \"x\"||1",
                        "|9|2018-04-01 00:00:33|c0003||||0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.csv.gz", "out.jsonl", "out.avro", "out.parquet"})
    void leavesNothingWhenClosedUnfinished(String name) throws IOException {
        // When
        try (EventSink sink = FileSinks.open(folder.resolve(name), LAYOUT)) {
            writeEvents(sink);
            assertThat(names()).isNotEmpty().doesNotContain(name);
        }

        // Then
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.avro", "out.parquet"})
    void replacesAnOlderFileOnlyWhenFinished(String name) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve(name), "older");

        // When
        try (EventSink sink = FileSinks.open(file, LAYOUT)) {
            writeEvents(sink);
            assertThat(file).hasContent("older");
            sink.finish();
        }

        // Then
        assertThat(names()).containsExactly(name);
        assertThat(Files.readAllBytes(file)).isNotEqualTo("older".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printsToAStreamAsSoonAsEventsAreDue() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EventSink sink = FileSinks.csv(out, LAYOUT)) {
            writeEvents(sink);
            sink.release();
            assertThat(out).hasToString(CSV);
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws IOException {
        assumeThat(Files.exists(Path.of("/dev/full"))).isTrue();
        try (OutputStream full = new FileOutputStream("/dev/full");
                EventSink sink = FileSinks.csv(full, LAYOUT)) {
            writeEvents(sink);

            assertThatIOException()
                    .isThrownBy(sink::finish)
                    .withMessage(
                            "standard output cannot be written: No space left on device; free space on its disk, or"
                                    + " write elsewhere");
        }
    }

    @Test
    void refusesAnUnknownType() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> FileSinks.open(folder.resolve("out.xlsx"), LAYOUT))
                .withMessage(
                        folder.resolve("out.xlsx") + " is of no type that can be written; names end in .csv, .csv.gz,"
                                + " .jsonl, .jsonl.gz, .avro or .parquet");
    }

    @Test
    void refusesAFolderThatIsNone() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> FileSinks.open(folder.resolve("no/out.csv"), LAYOUT))
                .withMessage(folder.resolve("no/out.csv") + " lies in " + folder.resolve("no")
                        + ", which is no directory; create it first");
    }

    @Test
    void refusesADirectory() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("out.csv"));

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> FileSinks.open(directory, LAYOUT))
                .withMessage(directory + " is a directory; give the name of a file");
    }

    @Test
    void saysThatAFolderIsNotWritable() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeThat(locked.toFile().setWritable(false) && !Files.isWritable(locked))
                .as("the user of this test is bound by permissions")
                .isTrue();

        assertThatIOException()
                .isThrownBy(() -> FileSinks.open(locked.resolve("out.csv"), LAYOUT))
                .withMessage(locked.resolve("out.csv")
                        + " cannot be written: permission denied; write elsewhere, or mend" + " that");
    }
}
