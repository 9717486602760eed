package io.understudy.engine.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.evaluate.ComparedLogs;
import io.understudy.engine.evaluate.Validation;
import io.understudy.engine.evaluate.ValidationSettings;
import io.understudy.engine.evaluate.Verdict;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.ColumnRole;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String NASTY = "<script>alert(1)</script>&\"";

    private static Verdict verdict;
    private static String page;

    @BeforeAll
    static void judge(@TempDir Path folder) throws Exception {
        ReferenceSpec spec = ReferenceSpec.found()
                .with(ColumnRole.ENTITY, "who")
                .with(ColumnRole.TIME, "t")
                .with(ColumnRole.TYPE, "kind")
                .with(ColumnRole.LABEL, "fraud");
        ComparedLogs.Files files = new ComparedLogs.Files(
                write(folder.resolve("real.csv"), 1), write(folder.resolve("made.csv"), 2), Optional.empty());
        verdict = Validation.run(
                ComparedLogs.read(files, spec, rows -> {}), new ValidationSettings(1, 100, 1), (step, done, all) -> {});
        page = HtmlReport.of(verdict);
    }

    private static Path write(Path file, int seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("who,t,kind,amount,fraud"));
        for (int entity = 0; entity < 30; entity++) {
            long time = 1_600_000_000;
            for (int i = 0; i < 15; i++) {
                time += random.nextInt(60, 90_000);
                String kind = random.nextInt(4) == 0 ? "\"" + NASTY.replace("\"", "\"\"") + "\"" : "pay";
                int amount = random.nextInt(1, 100);
                lines.add("e" + entity + "," + time + "," + kind + "," + amount + "," + (amount > 80 ? "theft" : "no"));
            }
        }
        return Files.write(file, lines);
    }

    @Test
    void saysTheVerdictBeforeAllElse() {
        int verdictAt = page.indexOf("<p class=\"verdict ");

        assertThat(verdictAt).isPositive().isLessThan(page.indexOf("<table")).isLessThan(page.indexOf("<h2"));
        assertThat(page).contains("<p class=\"verdict " + (verdict.pass() ? "pass" : "fail") + "\">");
    }

    @Test
    void needsNothingFromElsewhere() {
        assertThat(Pattern.compile("(?i)(src=|<link|@import|url\\(|https?://|<script)")
                        .matcher(page)
                        .results())
                .isEmpty();
    }

    @Test
    void showsTextOfTheDataAsText() {
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/s").doesNotContain(NASTY);
    }

    @Test
    void namesEveryMeasureBesideItsFloor() {
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(page)
                        .contains("<b>" + finding.measure().id() + "</b>")
                        .contains("<td>" + Markup.number(finding.floor()) + "</td>"));
    }

    @Test
    void drawsEveryPictureThatAReaderNeeds() {
        assertThat(page)
                .contains(
                        "<figcaption>amount",
                        "<figcaption>Gap to the event before",
                        "<figcaption>Hour of the week",
                        "<figcaption>What follows what: real",
                        "<figcaption>What follows what: synthetic",
                        "<figcaption>Burstiness of an entity",
                        "<figcaption>Area under the curve",
                        "<figcaption>Average precision by class",
                        "<figcaption>What repeats the fitted events");
    }

    @Test
    void picturesAreWellFormed() throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        List<String> pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(match -> match.group())
                .toList();

        assertThat(pictures).hasSizeGreaterThan(40);
        for (String picture : pictures) {
            parsers.newDocumentBuilder().parse(new InputSource(new StringReader(picture)));
            assertThat(picture).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Test
    void axesTickAtRoundNumbers() {
        assertThat(Axis.linear(0, 97).ticks().stream().map(Axis.Tick::label))
                .containsExactly("0", "20", "40", "60", "80");
        assertThat(Axis.linear(-0.31, 0.3).ticks().stream().map(Axis.Tick::label))
                .containsExactly("-0.2", "0.0", "0.2");
        assertThat(Axis.gaps(Math.log1p(100)).ticks().stream().map(Axis.Tick::label))
                .containsExactly("0", "1 s", "10 s", "1 min");
    }
}
