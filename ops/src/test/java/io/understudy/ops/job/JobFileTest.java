package io.understudy.ops.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.generate.RareAim;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
    private static final String FULL = """
            job: load
            kafka:
              bootstrap: localhost:9092
              registry: http://localhost:8081
              properties: {client.id: load}
            streams:
              - name: cards
                model: cards.model
                entities: 10k
                seed: 7
                partitions: 3
                rate: 1k/s for 10s, 5k/s
                for: 10m
                timestamps: now
                start: 2026-01-05
                labels: all
                label-delay: 14d
                rare: 5x
                delivery: at-least-once
                monitor: {window: 500, threshold: 1000}
                bursts:
                  - {scenario: card_testing, at: 5m, for: 30s, rate: 50/s, entities: 20}
                drift:
                  - {target: amount*1.5, at: 2026-01-07T00:00:00Z, over: 1h}
            """;

    @TempDir
    Path folder;

    @Test
    void readsEveryKey() throws IOException {
        Job job = JobFile.read(file(FULL));

        StreamPlan stream = job.streams().get(0);
        assertThat(job.name()).isEqualTo("load");
        assertThat(stream.name()).isEqualTo("cards");
        assertThat(stream.model()).isEqualTo(folder.resolve("cards.model"));
        assertThat(stream.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(stream.kafka().registryUrl()).isEqualTo("http://localhost:8081");
        assertThat(stream.kafka().properties()).containsEntry("client.id", "load");
        assertThat(stream.kafka().partitions()).isEqualTo(3);
        assertThat(stream.kafka().injection()).isTrue();
        assertThat(stream.kafka().labels()).isEqualTo(LabelScope.ALL);
        assertThat(stream.kafka().labelDelay()).isEqualTo(Duration.ofDays(14));
        assertThat(stream.kafka().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(stream.kafka().eventTime()).isEqualTo(EventTime.NOW);
        assertThat(stream.generate().entities()).hasValue(10_000);
        assertThat(stream.generate().seed()).isEqualTo(7);
        assertThat(stream.generate().plan().text()).isEqualTo("1000/s for 10s, 5000/s");
        assertThat(stream.generate().length()).hasValue(Duration.ofMinutes(10));
        assertThat(stream.generate().rare()).isEqualTo(new RareAim.Odds(5));
        assertThat(stream.monitor().windowEvents()).isEqualTo(500);
        assertThat(stream.monitor().threshold()).isEqualTo(1_000);
        assertThat(stream.monitor().modelTime()).isFalse();
    }

    @Test
    void readsAShareOfRareEventsInAJobOfTwelveLines() throws IOException {
        String job = """
                kafka: {bootstrap: "localhost:9092", registry: "http://localhost:8081"}
                streams:
                  - name: payments
                    model: payments.model
                    entities: 50k
                    rate: 5k/s
                    for: 10m
                    timestamps: now
                    rare: 0.2%
                    labels: all
                    bursts:
                      - {scenario: card_testing, at: 5m, for: 30s, rate: 50/s, entities: 20}
                """;

        StreamPlan stream = JobFile.read(file(job)).streams().get(0);

        assertThat(job.lines()).hasSizeLessThanOrEqualTo(12);
        assertThat(stream.generate().rare()).isEqualTo(new RareAim.Share(0.002));
    }

    @Test
    void readsWhatIsScheduled() throws IOException {
        StreamPlan stream = JobFile.read(file(FULL)).streams().get(0);

        ScheduledBurst burst = stream.bursts().get(0);
        ScheduledDrift drift = stream.drifts().get(0);
        assertThat(burst.at()).isEqualTo(new Moment.AfterStart(Duration.ofMinutes(5)));
        assertThat(burst.request().scenario()).isEqualTo("card_testing");
        assertThat(burst.request().start()).isEqualTo(Optional.empty());
        assertThat(burst.request().eventsPerSecond()).isEqualTo(50);
        assertThat(burst.request().entities()).isEqualTo(20);
        assertThat(drift.at()).isEqualTo(new Moment.StreamTime(Instant.parse("2026-01-07T00:00:00Z")));
        assertThat(drift.plan().kind()).isEqualTo(DriftPlan.Kind.GRADUAL);
        assertThat(drift.plan().target()).isEqualTo(new DriftPlan.Scale("amount", 1.5));
        assertThat(drift.plan().widthMicros()).isEqualTo(3_600_000_000L);
    }

    @Test
    void readsFaultsAndTurnsInjectionOffForThem() throws IOException {
        StreamPlan stream = JobFile.read(file("""
                        kafka: {bootstrap: "localhost:9092", registry: "http://localhost:8081"}
                        streams:
                          - name: cards
                            model: cards.model
                            backfill: 7d
                            rate: 5/s
                            faults:
                              late: {share: 1%, by: 30s}
                              duplicate: 0.1%
                              malformed: {share: 0.01%, kinds: [truncated, wrong-type]}
                        """)).streams().get(0);

        assertThat(stream.kafka().faults())
                .isEqualTo(
                        FaultPlan.parse("late=1% by=30s, duplicate=0.1%, malformed=0.01% kinds=truncated+wrong-type"));
        assertThat(stream.kafka().injection()).isFalse();
        assertThat(stream.generate().backfill()).hasValue(Duration.ofDays(7));
        assertThat(stream.generate().eventTime()).isEqualTo(EventTime.NOW);
    }

    @Test
    void takesTheDefaultsForWhatIsLeftOut() throws IOException {
        Job job = JobFile.read(file("""
                kafka: {bootstrap: "localhost:9092", registry: "http://localhost:8081"}
                streams:
                  - {name: cards, model: cards.model}
                """));

        StreamPlan stream = job.streams().get(0);
        assertThat(job.name()).isEqualTo("job");
        assertThat(stream.kafka().labels()).isEqualTo(LabelScope.RARE);
        assertThat(stream.kafka().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(stream.generate().eventTime()).isEqualTo(EventTime.MODEL);
        assertThat(stream.generate().plan().text()).isEqualTo("model");
        assertThat(stream.monitor().modelTime()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate: 1k/s for 10s, 5k/s | rtae: 5k/s | job.yaml:12 unknown key rtae; did you mean rate?",
                "bootstrap: localhost:9092 | bootstap: localhost:9092"
                        + " | job.yaml:3 unknown key bootstap; did you mean bootstrap?",
                "job: load | zzz: 1 | job.yaml:1 unknown key zzz; known keys: job, kafka, streams",
                "rate: 1k/s for 10s, 5k/s | rate: fast | job.yaml:12 rate: rate \"fast\" is not a number of events per"
                        + " s, min, h or d; write it like 5k/s, 300/min or 2.5/s",
                "entities: 10k | entities: -3 | job.yaml:9 entities: \"-3\" is not a whole number of at least 1; write"
                        + " it like 1500, 10k or 1.5M",
                "labels: all | labels: some | job.yaml:16 labels: labels \"some\" are not known; use rare or all",
                "timestamps: now | timestamps: [now] | job.yaml:14 timestamps must be one value",
                "model: cards.model | seed: 7 | job.yaml:10 seed stands here twice; keep one",
                "seed: 7 | seed: x | job.yaml:10 seed: \"x\" is not a whole number",
                "at: 5m | at: noon | job.yaml:22 at: \"noon\" is neither a time after the start, like 5m, nor a time of"
                        + " the stream, like 2026-01-05T10:00:00Z",
                "window: 500 | window: 0 | job.yaml:20 window: \"0\" is not a whole number of at least 1; write it like"
                        + " 1500, 10k or 1.5M",
                "partitions: 3 | partitions: 20k | job.yaml:7 partitions 20000 must be 1 to 10000",
                "label-delay: 14d | inject: false | job.yaml:7 bursts need the inject app; set inject: true",
                "label-delay: 14d | faults: {lat: 1%} | job.yaml:17 unknown key lat; did you mean late?",
                "label-delay: 14d | faults: {late: {share: 1%, kinds: a}} | job.yaml:17 unknown key kinds; known keys:"
                        + " share, by",
                "label-delay: 14d | faults: {late: 200%} | job.yaml:17 late: fault late: share 2.0 must be above 0 and up"
                        + " to 100%; write it like 0.1%",
                "label-delay: 14d | faults: {late: 1%} | job.yaml:7 bursts need the inject app; set inject: true",
                "label-delay: 14d | backfill: 7d | job.yaml:7 --backfill 7d begins that long before now, but --start sets"
                        + " another beginning; leave one of them out",
                "name: cards | name: my cards | job.yaml:7 name: stream name \"my cards\" cannot name a Kafka topic; use"
                        + " 1 to 242 letters, digits, dots, underscores or hyphens, and neither \".\" nor \"..\"",
                "label-delay: 14d | speed: 60 | job.yaml:7 speed is for the model's own rhythm, but rate sets another; leave one"
                        + " of them out, or write rate: model x60",
                "model: cards.model | '' | job.yaml:7 model is missing; add model: VALUE"
            })
    void saysFileLineKeyValueAndRule(String from, String to, String message) throws IOException {
        Path file = file(FULL.replace(from, to));

        assertThatThrownBy(() -> JobFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | job.yaml is empty; it must hold job, kafka, streams",
                "'job: [' | job.yaml:1 is no YAML: expected the node content, but found '<stream end>'",
                "'- a' | job.yaml:1 the file must be a list of KEY: VALUE, with keys among job, kafka, streams",
                "'job: x' | job.yaml:1 kafka is missing; add kafka: {bootstrap: HOST:PORT, registry: URL}",
                "'kafka: {bootstrap: a, registry: b}' | job.yaml:1 a job has at least one stream",
                "'kafka: {bootstrap: a}' | job.yaml:1 a job has at least one stream"
            })
    void refusesWhatIsNoJob(String text, String message) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> JobFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void refusesTwoStreamsOfOneName() throws IOException {
        Path file = file("""
                kafka: {bootstrap: "localhost:9092", registry: "http://localhost:8081"}
                streams:
                  - {name: cards, model: cards.model}
                  - {name: cards, model: other.model}
                """);

        assertThatThrownBy(() -> JobFile.read(file))
                .hasMessage("job.yaml:1 stream cards stands twice; give each a name of its own");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> JobFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("none.yaml: no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), text);
    }
}
