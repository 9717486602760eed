package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat.Decimal;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLogTest {
    private static final EventLayout LAYOUT = new EventLayout(
            "test",
            List.of(
                    new Column("event_time", ColumnRole.TIME, false, false, LogTime.FORMAT),
                    new Column(
                            "who", ColumnRole.ENTITY, true, false, new Dictionary(List.of("a", "b, \"the\" second"))),
                    new Column("bytes", ColumnRole.NUMERIC, false, true, new Decimal(2, 2))),
            -1,
            0);

    @TempDir
    Path directory;

    @Test
    void quotesWhatNeedsItAndLeavesMissingCellsEmpty() throws IOException {
        // When
        Path file = directory.resolve("log.csv");
        long rows = CsvLog.write(file, LAYOUT, consumer -> {
            consumer.accept(new long[] {1_767_600_000_007_000L, 0, 150});
            consumer.accept(new long[] {1_767_600_000_007_000L, 1, Long.MIN_VALUE});
            return 2;
        });

        // Then
        assertThat(rows).isEqualTo(2);
        assertThat(file).hasContent("""
                event_time,who,bytes
                2026-01-05T08:00:00.007Z,a,1.50
                2026-01-05T08:00:00.007Z,"b, ""the"" second",
                """);
    }

    @Test
    void writesTimesAsTheLayoutDoes() throws IOException {
        // Given: the ends of a day, in and out of order, from before 1970 on
        long day = 86_400_000_000L;
        long[] times = {0, day - 1_000, day, -1_000, 20_000 * day + 3_723_045_000L, 20_000 * day, 59_999_000};

        // When
        Path file = directory.resolve("log.csv");
        CsvLog.write(file, LAYOUT, consumer -> {
            for (long time : times) {
                consumer.accept(new long[] {time, 0, 0});
            }
            return times.length;
        });

        // Then
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < times.length; i++) {
            assertThat(lines.get(i + 1)).isEqualTo(LogTime.FORMAT.text(times[i]) + ",a,0.00");
        }
    }

    @Test
    void writesTheSameTextGzipped() throws IOException {
        // Given
        Simulation simulation = Simulation.access(SimulationSettings.of(5, 2, 3));

        // When
        simulation.writeTo(directory.resolve("log.csv"), SimulationProgress.SILENT);
        simulation.writeTo(directory.resolve("log.csv.gz"), SimulationProgress.SILENT);

        // Then
        byte[] packed = Files.readAllBytes(directory.resolve("log.csv.gz"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(Files.readAllBytes(directory.resolve("log.csv")));
    }

    /** What a seed gives is a promise: these change with the rules of the simulators alone, never with the JVM. */
    @ParameterizedTest
    @CsvSource({
        "payments,3267f2b926fcaef223a8ff68e7fa1bef877842ed87bf8d70c137edbaeb584da4",
        "access,4b12eca7f8e8dd0ec9d4f05e53aa95b4b69608caad77185d28d3bee35b383259"
    })
    void writesTheSameBytesOnEveryMachine(String domain, String sha256) throws Exception {
        // When
        Path file = directory.resolve("log.csv");
        Simulation.of(domain, SimulationSettings.of(60, 15, 77)).writeTo(file, SimulationProgress.SILENT);

        // Then
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }

    @Test
    void leavesTheOldFileAndNothingElseWhereWritingFails() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("log.csv"), "old");

        // When
        assertThatThrownBy(() -> CsvLog.write(file, LAYOUT, consumer -> {
                    consumer.accept(new long[] {0, 0, 0});
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "simulate: -o " + file + " cannot be written (java.io.IOException: No space left on device);"
                                + " free space there or give another path");

        // Then
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesNamesThatAreNoCsv() {
        assertThatThrownBy(() -> CsvLog.write(Path.of("log.parquet"), LAYOUT, consumer -> 0))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: -o log.parquet is no CSV file; give a name ending in .csv or .csv.gz");
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        Path file = directory.resolve("absent/log.csv");
        assertThatThrownBy(() -> CsvLog.write(file, LAYOUT, consumer -> 0))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: -o " + file + " lies in " + file.getParent()
                        + ", which is no directory; create it or give another path");
    }

    @Test
    void refusesTheNameOfADirectory() throws IOException {
        Path file = Files.createDirectory(directory.resolve("logs.csv"));
        assertThatThrownBy(() -> CsvLog.write(file, LAYOUT, consumer -> 0))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: -o " + file + " is a directory; give the name of a file");
    }
}
