package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network goes through the commands as trees do. */
class NeuralCommandsTest {
    @TempDir
    static Path folder;

    private static Path reference;
    private static Path model;
    private static String progress;

    private final CapturedConsole console = new CapturedConsole();

    @BeforeAll
    static void fit() {
        reference = folder.resolve("access.csv");
        model = folder.resolve("access.model");
        CapturedConsole console = new CapturedConsole();
        assertThat(console.execute("simulate", "access", "--entities", "24", "--days", "3", "-o", reference.toString()))
                .as(console.err())
                .isZero();
        assertThat(console.execute(
                        "fit", reference.toString(), "--k", "2", "--model-kind", "neural", "-o", model.toString()))
                .as(console.err())
                .isZero();
        progress = console.err();
    }

    @Test
    void fitTellsHowFarTheTrainingIs() {
        assertThat(progress.lines())
                .anyMatch(line -> line.matches("fit: training a network of \\d+ weights"))
                .anyMatch(line -> line.matches(
                        "fit: network: \\d+ % of the work at most, [\\d.]+ nats an event, [\\d.]+ held out"));
    }

    @Test
    void describeTellsItsKindAndWhatItLearnedOf() {
        assertThat(console.execute("describe", model.toString()))
                .as(console.err())
                .isZero();

        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("model +access, kind neural, [\\d,]+ bytes"))
                .contains("Numbers")
                .noneMatch(line -> line.startsWith("Laws"));
    }

    @Test
    void generateDrawsTheSameFileAgain() throws IOException {
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");

        for (Path file : new Path[] {first, second}) {
            assertThat(console.execute("generate", "--model", model.toString(), "--seed", "5", "--to", "file:" + file))
                    .as(console.err())
                    .isZero();
        }

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(Files.readAllLines(first)).hasSizeGreaterThan(50);
        assertThat(Files.readAllLines(first).get(0))
                .isEqualTo(Files.readAllLines(reference).get(0));
    }

    @Test
    void epsilonIsRefusedInOneLine() {
        int code = console.execute(
                "fit",
                reference.toString(),
                "--model-kind",
                "neural",
                "--epsilon",
                "8",
                "-o",
                folder.resolve("private.model").toString());

        assertThat(code).isEqualTo(2);
        assertThat(console.err().lines().filter(line -> line.contains("--epsilon")))
                .singleElement()
                .asString()
                .contains("--epsilon is not supported by --model-kind neural");
    }
}
