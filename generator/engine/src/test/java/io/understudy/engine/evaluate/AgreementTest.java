package io.understudy.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.understudy.engine.evaluate.measure.Measure;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.ColumnRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three small logs, measured by another implementation of the same formulas in another language. What is computed from
 * the logs alone agrees to the rounding of the file; what rests on a trained classifier or on drawn rows, nearly.
 */
class AgreementTest {
    private static final double ROUNDING = 2e-6;
    private static final double TRAINED = 0.05; // folds of 60 entities differ by as much
    private static final double DRAWN = 0.03;
    private static final Set<String> DRAWN_MEASURES =
            Set.of("privacy.dcr_share", "privacy.mia_calibrated", "privacy.mia_tpr01");

    private static Verdict verdict;

    @BeforeAll
    static void judge() throws Exception {
        ReferenceSpec spec = ReferenceSpec.found()
                .with(ColumnRole.ENTITY, "who")
                .with(ColumnRole.TIME, "t")
                .with(ColumnRole.TYPE, "kind")
                .with(ColumnRole.KEY, "shop")
                .with(ColumnRole.LABEL, "bad")
                .withStatics(List.of("region"));
        ComparedLogs.Files files = new ComparedLogs.Files(
                file("agreement-holdout.csv.gz"),
                file("agreement-synthetic.csv.gz"),
                Optional.of(file("agreement-fit.csv.gz")));
        verdict = Validation.run(
                ComparedLogs.read(files, spec, rows -> {}),
                new ValidationSettings(7, 1000, 1),
                (step, done, all) -> {});
    }

    private static Path file(String name) throws Exception {
        return Path.of(AgreementTest.class.getResource(name).toURI());
    }

    static Stream<String> lines() throws IOException {
        try (InputStream in = AgreementTest.class.getResourceAsStream("agreement.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void agreesWithTheOtherImplementation(String line) {
        String[] cells = line.split(",");

        Finding finding = verdict.finding(measure(cells[0])).orElseThrow();

        double tolerance = tolerance(cells[0]);
        assertThat(finding.value()).as("value").isEqualTo(Double.parseDouble(cells[1]), within(tolerance));
        assertThat(finding.floor()).as("floor").isEqualTo(Double.parseDouble(cells[2]), within(tolerance));
    }

    private static Measure measure(String id) {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double tolerance(String id) {
        return DRAWN_MEASURES.contains(id)
                ? DRAWN
                : id.startsWith("realism") || id.startsWith("utility") ? TRAINED : ROUNDING;
    }
}
