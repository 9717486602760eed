package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a simulated reference to generated events, through the command line alone. */
class ModelCommandsTest {
    @TempDir
    static Path folder;

    private static Path reference;
    private static Path model;
    private static JsonNode fitted;

    private final CapturedConsole console = new CapturedConsole();

    @BeforeAll
    static void fit() throws IOException {
        reference = folder.resolve("cards.csv");
        model = folder.resolve("cards.model");
        new CapturedConsole()
                .execute("simulate", "payments", "--entities", "60", "--days", "8", "-o", reference.toString());
        CapturedConsole console = new CapturedConsole();
        int code = console.execute("fit", reference.toString(), "--k", "1", "-o", model.toString(), "--json");
        assertThat(code).as(console.err()).isZero();
        fitted = json(console);
    }

    @Test
    void fitSaysInJsonHowMuchItLearnedAndHowFast() throws IOException {
        assertThat(fitted.at("/rows").asLong())
                .isEqualTo(Files.readAllLines(reference).size() - 1);
        assertThat(fitted.at("/entities").asLong()).isEqualTo(60);
        assertThat(fitted.at("/seconds").asDouble()).isPositive();
        assertThat(fitted.at("/rowsPerSecond").asDouble()).isPositive();
        assertThat(fitted.at("/modelBytes").asLong()).isEqualTo(Files.size(model));
    }

    @Test
    void describeShowsWhereAModelCameFrom() throws IOException {
        int code = console.execute("describe", model.toString(), "--json");

        JsonNode described = json(console);
        assertThat(code).isZero();
        assertThat(described.at("/rows").asLong()).isEqualTo(fitted.at("/rows").asLong());
        assertThat(described.at("/entities").asLong()).isEqualTo(60);
        assertThat(described.at("/sha256").asText()).hasSize(64);
        assertThat(described.findValuesAsText("role")).contains("entity", "time", "type", "label", "numeric");
    }

    @Test
    void fitsTablesWhereTheyAreAskedForAndDrawsFromThem() throws IOException {
        Path tables = folder.resolve("tables.model");
        Path events = folder.resolve("tables.csv");

        int fit = console.execute(
                "fit", reference.toString(), "--k", "1", "--model-kind", "tables", "-o", tables.toString(), "--json");
        CapturedConsole described = new CapturedConsole();
        described.execute("describe", tables.toString(), "--json");
        CapturedConsole generated = new CapturedConsole();
        int generate = generated.execute(
                "generate", "--model", tables.toString(), "--rare", "5%", "--to", "file:" + events, "--json");

        assertThat(fit).as(console.err()).isZero();
        assertThat(json(described).at("/kind").asText()).isEqualTo("tables");
        assertThat(generate).as(generated.err()).isZero();
        assertThat(Files.readAllLines(events))
                .hasSize((int) json(generated).at("/events").asLong() + 1);
        assertThat(json(generated).at("/rareShare/mostOffEvents").asDouble()).isBetween(0.0, 200.0);
    }

    @Test
    void generateKeepsTheColumnsOfTheReferenceAndRepeatsForASeed() throws IOException {
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        String[] common = {"generate", "--model", model.toString(), "--events", "500", "--seed", "7", "--json", "--to"};

        int code = console.execute(with(common, "file:" + first));
        new CapturedConsole().execute(with(common, "file:" + second));

        JsonNode result = json(console);
        List<String> lines = Files.readAllLines(first);
        assertThat(code).as(console.err()).isZero();
        assertThat(lines.get(0)).isEqualTo(Files.readAllLines(reference).get(0));
        assertThat(lines).hasSize(501);
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(result.at("/events").asLong()).isEqualTo(500);
        assertThat(result.at("/plan/met").asBoolean()).isTrue();
        assertThat(List.of("entities", "seconds", "eventsPerSecond", "plan", "latenessMillis", "labels"))
                .allSatisfy(key -> assertThat(result.has(key)).as(key).isTrue());
    }

    @Test
    void generatePrintsEventsAloneOnStdout() {
        int code = console.execute("generate", "--model", model.toString(), "--events", "3", "--to", "stdout");

        assertThat(code).isZero();
        assertThat(console.out().lines()).hasSize(4);
        assertThat(console.err()).startsWith("3 events of ");
    }

    @Test
    void generateKeepsARate() throws IOException {
        int code = console.execute(
                "generate", "--model", model.toString(), "--rate", "200/s", "--for", "1s", "--to", "null", "--json");

        assertThat(code).as(console.err()).isZero();
        assertThat(json(console).at("/events").asLong()).isEqualTo(200);
        assertThat(json(console).at("/plan/asked").asDouble()).isEqualTo(200);
    }

    @Test
    void aDryRunShowsTheCurveAndEventsWithoutABroker() throws IOException {
        Path job = Files.writeString(folder.resolve("job.yaml"), """
                kafka: {bootstrap: "127.0.0.1:1", registry: "http://127.0.0.1:1"}
                streams:
                  - {name: cards, model: cards.model, rate: "100/s for 10s, 300/s", for: 20s}
                """);

        int code = console.execute("run", job.toString(), "--dry-run", "--json");

        JsonNode stream = json(console).at("/streams/0");
        assertThat(code).as(console.err()).isZero();
        assertThat(stream.at("/curve/0/eventsPerSecond").asDouble()).isEqualTo(100);
        assertThat(stream.at("/curve/19/eventsPerSecond").asDouble()).isEqualTo(300);
        assertThat(stream.at("/sample")).hasSize(6);
    }

    @Test
    void aDryRunShowsPartsThatFollowTheModelOrTheMachine() throws IOException {
        Path job = Files.writeString(folder.resolve("parts.yaml"), """
                kafka: {bootstrap: "127.0.0.1:1", registry: "http://127.0.0.1:1"}
                streams:
                  - {name: cards, model: cards.model}
                  - {name: fast, model: cards.model, rate: "model x60 for 1m, max for 10s, 1/s..3/s for 10s"}
                """);

        int code = console.execute("run", job.toString(), "--dry-run", "--json");

        JsonNode streams = json(console).at("/streams");
        double own = streams.at("/0/curve/0/eventsPerSecond").asDouble();
        assertThat(code).as(console.err()).isZero();
        assertThat(own).isPositive();
        assertThat(streams.at("/1/curve/0/eventsPerSecond").asDouble()).isCloseTo(60 * own, within(own / 1_000));
        assertThat(streams.at("/1/curve/1/atSeconds").asDouble()).isEqualTo(60);
        assertThat(streams.at("/1/curve/1/eventsPerSecond").isNull()).isTrue();
        assertThat(streams.at("/1/curve/2/eventsPerSecond").asDouble()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bursts: [{scenario: card_testin, for: 1s, rate: 1/s, entities: 1}] | did you mean card_testing?",
                "bursts: [{scenario: card_testing, for: 1s, rate: 0, entities: 1}] | rate of 0.0 events a second",
                "drift: [{target: amont*1.5}] | has no column \"amont\""
            })
    void aDryRunRefusesWhatWouldFailInTheMiddleOfARun(String key, String message) throws IOException {
        Path job = Files.writeString(folder.resolve("wrong.yaml"), """
                kafka: {bootstrap: "127.0.0.1:1", registry: "http://127.0.0.1:1"}
                streams:
                  - name: cards
                    model: cards.model
                    KEY
                """.replace("KEY", key));

        int code = console.execute("run", job.toString(), "--dry-run");

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).contains(message).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generate --model no.model --to null | understudy: no.model: there is no such model file; make one with"
                        + " `understudy fit`",
                "generate --to null | understudy: flag --model is missing (see 'understudy generate --help')",
                "generate --model CARDS --to ftp:x | understudy: --to: \"ftp:x\" is no target; give kafka:TOPIC,"
                        + " file:OUT.csv (or .csv.gz, .jsonl, .avro, .parquet), stdout or null"
                        + " (see 'understudy generate --help')",
                "generate --model CARDS --to kafka: | understudy: --to: \"kafka:\" names nothing behind the colon; write"
                        + " it like kafka:TOPIC (see 'understudy generate --help')",
                "generate --model CARDS --to stdout --json | understudy: --json and --to stdout both want standard"
                        + " output; leave one of them out",
                "generate --model CARDS --to null --rate 5/s --speed 2 | understudy: --speed 2 is for the model's own"
                        + " rhythm, but --rate 5/s sets another; leave one of them out",
                "generate --model CARDS --to null --rare often | understudy: --rare: \"often\" is neither a factor nor a"
                        + " percentage; write it like 5x, 0.5x or 2% (see 'understudy generate --help')",
                "generate --model CARDS --to null --rare 100% | understudy: --rare: share 100.0% must lie above 0 % and below"
                        + " 100 %; write it like 2%, or 0x for no rare events (see 'understudy generate --help')",
                "generate --model CARDS --to kafka:x --properties no.properties | understudy: --properties"
                        + " no.properties: no such file",
                "fit CSV -o no/where.model | understudy: -o no/where.model lies in FOLDER/no, which is no directory;"
                        + " create it first",
                "fit CSV --epsilon -1 -o x.model | understudy: epsilon is -1.0; it must be more than 0, and 8 is a usual"
                        + " value",
                "fit CSV --epsilon 8 --delta 0 -o x.model | understudy: delta is 0.0; it must lie between 0 and 1, far"
                        + " below 1 over the number of entities",
                "run no.yaml | understudy: no.yaml: no such file",
                "streams no.yaml --only score | understudy: --only score is not known; use inject or monitor"
            })
    void saysInOneLineWhatTheUserGotWrong(String arguments, String line) {
        String[] all = arguments
                .replace("CARDS", model.toString())
                .replace("CSV", reference.toString())
                .split(" ");

        int code = console.execute(all);

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo(line.replace("FOLDER", Path.of("").toAbsolutePath().toString()) + "\n");
        assertThat(console.out()).isEmpty();
    }

    private static String[] with(String[] common, String last) {
        String[] all = java.util.Arrays.copyOf(common, common.length + 1);
        all[common.length] = last;
        return all;
    }

    private static JsonNode json(CapturedConsole console) throws IOException {
        return new ObjectMapper().readTree(console.out());
    }
}
