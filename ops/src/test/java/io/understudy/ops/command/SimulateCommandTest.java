package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    Path folder;

    @Test
    void writesAReferenceAndSaysSoInOneJsonObject() throws Exception {
        Path file = folder.resolve("cards.csv");

        int code = console.execute(
                "simulate",
                "payments",
                "--entities",
                "50",
                "--days",
                "3",
                "--seed",
                "7",
                "-o",
                file.toString(),
                "--json");

        JsonNode result = new ObjectMapper().readTree(console.out());
        assertThat(code).isZero();
        assertThat(console.err()).isEmpty();
        assertThat(console.out().lines()).hasSize(1);
        assertThat(result.at("/events").asLong())
                .isEqualTo(Files.lines(file).count() - 1)
                .isPositive();
        assertThat(result.at("/entities").asLong()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate payments | understudy: flag --out is missing (see 'understudy simulate --help')",
                "simulate -o x.csv | understudy: argument DOMAIN is missing (see 'understudy simulate --help')",
                "simulate shop -o x.csv | understudy: simulate: \"shop\" is no domain; give payments or access",
                "simulat payments | understudy: unknown command simulat; did you mean simulate?"
                        + " (see 'understudy --help')",
                "simulate payments --entites 3 -o x.csv | understudy: unknown flag --entites;"
                        + " did you mean --entities? (see 'understudy simulate --help')",
                "simulate payments --entities many -o x.csv | understudy: --entities: \"many\" is not a whole number"
                        + " of at least 1; write it like 1500, 10k or 1.5M (see 'understudy simulate --help')",
                "simulate payments --start soon -o x.csv | understudy: --start: \"soon\" is not a time;"
                        + " write it like 2026-01-05 or 2026-01-05T10:00:00Z (see 'understudy simulate --help')",
                "simulate payments more -o x.csv | understudy: unexpected argument more"
                        + " (see 'understudy simulate --help')"
            })
    void refusesBadUsageInOneLine(String arguments, String line) {
        int code = console.execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).isEqualTo(line + "\n");
        assertThat(console.out()).isEmpty();
    }
}
