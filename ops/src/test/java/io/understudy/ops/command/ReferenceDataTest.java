package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a real log to a synthetic one and its report, by the command; skipped where the logs are not beside the repository. */
class ReferenceDataTest {
    private static final Path FOLDER = Path.of("..", "..", "shared", "reference");

    @TempDir
    Path folder;

    private enum Log {
        BANK(
                "berka_trans_dev.csv.gz",
                0.92,
                "--entity account_id --time date --type type,operation,k_symbol --key account --id trans_id"),
        LOANS(
                "bpic2012_loans.csv.gz",
                0.95,
                "--entity case:concept:name --time time:timestamp --type concept:name,lifecycle:transition"
                        + " --static case:AMOUNT_REQ --ignore case:REG_DATE");

        private final String file;
        private final double leastShapes;
        private final List<String> roles;

        Log(String file, double leastShapes, String roles) {
            this.file = file;
            this.leastShapes = leastShapes;
            this.roles = List.of(roles.split(" "));
        }
    }

    private static JsonNode run(int expected, List<String> roles, String... arguments) throws IOException {
        CapturedConsole console = new CapturedConsole();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(roles);
        int code = console.execute(all.toArray(String[]::new));
        assertThat(code).as(console.err()).isLessThanOrEqualTo(expected);
        return new ObjectMapper().readTree(console.out());
    }

    private static String header(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.readLine();
        }
    }

    @ParameterizedTest
    @EnumSource(Log.class)
    void standsInForARealLog(Log log) throws Exception {
        Path reference = FOLDER.resolve(log.file);
        assumeTrue(Files.exists(reference), "no " + log.file + " in shared/reference beside the repository");
        Path model = folder.resolve("log.model");
        Path synthetic = folder.resolve("log.csv.gz");

        // When a model is fitted, as much is drawn from it, and both are compared
        JsonNode fit = run(0, log.roles, "fit", reference.toString(), "-o", model.toString(), "--json");
        JsonNode generate =
                run(0, List.of(), "generate", "--model", model.toString(), "--to", "file:" + synthetic, "--json");
        JsonNode validate = run(
                1,
                log.roles,
                "validate",
                "--reference",
                reference.toString(),
                "--synthetic",
                synthetic.toString(),
                "--json");

        // Then the log has the reference's columns and size, and is alike
        assertThat(header(synthetic)).isEqualTo(header(reference));
        assertThat(generate.at("/entities").asLong())
                .isEqualTo(fit.at("/entities").asLong());
        assertThat(generate.at("/events").asDouble() / fit.at("/rows").asDouble())
                .isBetween(0.9, 1.1);
        JsonNode measures = validate.at("/measures");
        assertThat(measures.at("/shapes.mean/value").asDouble()).isGreaterThan(log.leastShapes);
        assertThat(measures.at("/realism.c2st_row/value").asDouble()).isLessThan(0.85);
        assertThat(measures.at("/privacy.identical_rows/value").asDouble()).isLessThan(0.01);
        assertThat(measures.at("/validity.known_values/value").asDouble()).isGreaterThan(0.99);
    }
}
