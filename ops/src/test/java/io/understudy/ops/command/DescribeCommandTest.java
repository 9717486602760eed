package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code describe} of a small model: what it says, to people and to programs. */
class DescribeCommandTest {
    @TempDir
    static Path folder;

    private static Path model;

    private final CapturedConsole console = new CapturedConsole();

    @BeforeAll
    static void fit() {
        Path file = folder.resolve("payments.csv");
        model = folder.resolve("payments.model");
        CapturedConsole console = new CapturedConsole();
        assertThat(console.execute(
                        "simulate",
                        "payments",
                        "--entities",
                        "120",
                        "--days",
                        "8",
                        "--seed",
                        "7",
                        "-o",
                        file.toString()))
                .as(console.err())
                .isZero();
        assertThat(console.execute("fit", file.toString(), "--k", "4", "-o", model.toString()))
                .as(console.err())
                .isZero();
    }

    @Test
    void tellsPeopleWhatWasLearnedSectionBySection() {
        int code = console.execute("describe", model.toString());

        assertThat(code).as(console.err()).isZero();
        List<String> lines = console.out().lines().toList();
        assertThat(lines).anyMatch(line -> line.matches("reference [\\d,]+ rows of 120 entities"));
        assertThat(lines)
                .containsSubsequence(
                        "What was learned (no figure rests on fewer than 4 entities)", "Numbers", "Keys, made anew");
        assertThat(lines).anyMatch(line -> line.matches("Tokens: \\d+"));
        assertThat(lines).anyMatch(line -> line.matches("  events per entity( +[\\d.]+){7}"));
        assertThat(lines).anyMatch(line -> line.matches("  Mon  \\|.{24}\\| +[\\d.]+ %"));
        assertThat(lines).anyMatch(line -> line.matches("  token +\\d+ +[\\d,]+  .+ \\(\\d+\\).*"));
        assertThat(lines).noneMatch(line -> line.endsWith(" "));
        assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c >= 32 && c < 127));
    }

    @Test
    void tellsProgramsAllOfIt() throws Exception {
        int code = console.execute("describe", model.toString(), "--json");

        assertThat(code).as(console.err()).isZero();
        assertThat(console.out().lines()).hasSize(1);
        JsonNode profile = new ObjectMapper().readTree(console.out()).at("/profile");
        assertThat(profile.at("/floor").asInt()).isEqualTo(4);
        assertThat(profile.at("/topTokens/0/share").asDouble()).isBetween(0.0, 1.0);
        double classes = 0;
        for (JsonNode share : profile.at("/classes")) {
            classes += share.at("/share").asDouble();
        }
        assertThat(classes).isBetween(0.999, 1.001);
        assertThat(profile.at("/eventsPerEntity/values")).hasSize(7);
        assertThat(profile.at("/gapSeconds/values")).hasSize(7);
        assertThat(profile.at("/rhythm/byHourOfWeek")).hasSize(168);
        assertThat(profile.at("/rhythm/byWeekday")).hasSize(7);
        assertThat(profile.at("/rhythm/byDayOfMonth")).hasSize(31);
        assertThat(profile.at("/arrivals")).isNotEmpty();
        assertThat(profile.at("/numbers")).isNotEmpty();
        assertThat(profile.at("/keys/0/distinct").asLong()).isPositive();
        assertThat(profile.at("/clusters").asInt()).isPositive();
        assertThat(profile.at("/laws")).allSatisfy(law -> {
            assertThat(law.at("/trees").asInt()).isPositive();
            assertThat(law.at("/leaves").asInt())
                    .isGreaterThanOrEqualTo(law.at("/trees").asInt());
        });
    }
}
