package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    Path folder;

    private Path real;
    private Path fresh; // of the same law
    private Path other; // of another

    @BeforeEach
    void writeLogs() throws Exception {
        real = write("real.csv", 0, 1);
        fresh = write("fresh.csv", 1, 1);
        other = write("other.csv", 2, 3);
    }

    /** Forty entities of twenty events; equal laws for equal {@code step}. */
    private Path write(String name, int seed, int step) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> rows = new ArrayList<>(List.of("who,t,kind,amount"));
        for (int entity = 0; entity < 40; entity++) {
            long time = 1_600_000_000 + random.nextInt(86_400);
            for (int i = 0; i < 20; i++) {
                time += step * random.nextInt(100, 7200);
                String kind = List.of("pay", "cash", "fee").get(random.nextInt(3));
                rows.add("e" + entity + "," + time + "," + kind + "," + step * random.nextInt(10, 99));
            }
        }
        return Files.write(folder.resolve(name), rows);
    }

    private int validate(Path synthetic, String... more) {
        return console.execute(Stream.concat(
                        Stream.of(
                                "validate",
                                "--reference",
                                real.toString(),
                                "--synthetic",
                                synthetic.toString(),
                                "--entity",
                                "who",
                                "--time",
                                "t",
                                "--type",
                                "kind"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void printsEveryMeasureBesideItsFloorAndItsBar() throws Exception {
        int code = validate(fresh, "--json");

        JsonNode result = new ObjectMapper().readTree(console.out());
        assertThat(console.out().lines()).hasSize(1);
        assertThat(result.at("/verdict").asText()).isEqualTo(code == 0 ? "pass" : "fail");
        JsonNode gaps = result.at("/measures/sequence.gap_ksc");
        assertThat(gaps.at("/value").asDouble()).isBetween(0.8, 1.0);
        assertThat(gaps.at("/floor").asDouble()).isBetween(0.8, 1.0);
        assertThat(gaps.at("/bar").asDouble()).isLessThan(gaps.at("/floor").asDouble());
        assertThat(gaps.at("/pass").asBoolean()).isTrue();
    }

    @Test
    void endsWithOneWhereAMeasureIsWorseThanItsBar() throws Exception {
        int code = validate(other, "--json");

        JsonNode result = new ObjectMapper().readTree(console.out());
        assertThat(code).isEqualTo(1);
        assertThat(result.at("/verdict").asText()).isEqualTo("fail");
        assertThat(result.at("/measures/sequence.gap_ksc/pass").asBoolean(true)).isFalse();
        assertThat(result.at("/measures/shapes.mean/pass").asBoolean(true)).isFalse();
    }

    @Test
    void takesTheFlagsForColumnsThatFitTakes() throws Exception {
        int plain = validate(fresh, "--json");
        JsonNode numbers = new ObjectMapper().readTree(console.out());
        CapturedConsole second = new CapturedConsole();

        int code = second.execute(
                "validate",
                "--reference",
                real.toString(),
                "--synthetic",
                fresh.toString(),
                "--entity",
                "who",
                "--time",
                "t",
                "--categorical",
                "amount",
                "--zone",
                "Europe/Berlin",
                "--decimal",
                ".",
                "--json");

        JsonNode categories = new ObjectMapper().readTree(second.out());
        assertThat(code).as(second.err()).isLessThan(2);
        assertThat(plain).isLessThan(2);
        assertThat(categories.at("/measures/shapes.pairs/value").asDouble())
                .isPositive()
                .isNotEqualTo(numbers.at("/measures/shapes.pairs/value").asDouble());
    }

    @Test
    void equalSeedsGiveEqualResults() {
        validate(fresh, "--json", "--seed", "5");
        CapturedConsole again = new CapturedConsole();
        String first = console.out();

        again.execute(
                "validate",
                "--reference",
                real.toString(),
                "--synthetic",
                fresh.toString(),
                "--entity",
                "who",
                "--time",
                "t",
                "--type",
                "kind",
                "--json",
                "--seed",
                "5");

        assertThat(again.out()).isEqualTo(first);
    }

    @Test
    void namesTheColumnThatTheSyntheticLogLacks() throws Exception {
        Path narrow = folder.resolve("narrow.csv");
        Files.write(
                narrow,
                Files.readAllLines(real).stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());

        int code = validate(narrow);

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: " + narrow + " has no column \"amount\"; columns are who, t, kind\n");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void refusesALogOfOneEntity() throws Exception {
        Path single = Files.write(
                folder.resolve("single.csv"), List.of("who,t,kind,amount", "e,1600000000,pay,1", "e,1600000009,fee,2"));

        int code = validate(single);

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: " + single + " has 1 entity; a comparison needs at least 2;"
                        + " choose the entity by --entity\n");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        int code = validate(folder.resolve("none.csv"));

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).hasLineCount(1).contains("none.csv");
    }

    @Test
    void writesTheReportAsOneFile() throws Exception {
        Path report = folder.resolve("report.html");

        validate(fresh, "--report", report.toString());

        assertThat(report).content().startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(folder.toFile().list()).hasSize(4);
    }

    @Test
    void leavesNoReportWhereTheValidationFails() {
        Path report = folder.resolve("report.html");

        int code = validate(folder.resolve("none.csv"), "--report", report.toString());

        assertThat(code).isEqualTo(2);
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void saysBeforeTheWorkThatTheReportCannotBeWritten() {
        Path report = folder.resolve("nowhere").resolve("report.html");

        int code = validate(fresh, "--report", report.toString());

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: " + report + " lies in " + report.getParent()
                        + ", which is no directory; create it first\n");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void refusesTooFewEntitiesToCompare() {
        int code = validate(fresh, "--entities", "3");

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: --entities is 3; a comparison needs at least 10 entities of each log\n");
    }

    @Test
    void asksForTheFilesThatItNeeds() {
        int code = console.execute("validate");

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: flag --reference is missing, flag --synthetic is missing"
                        + " (see 'understudy validate --help')\n");
    }
}
