package io.understudy.ops.command;

import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RareAim;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.KafkaSink;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.publish.NullSink;
import io.understudy.engine.publish.RecordStyle;
import io.understudy.engine.publish.file.FileSinks;
import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.ScalarText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy generate}: draws events from a model and writes them to Kafka or a file. */
@Command(
        name = "generate",
        description = "Draw events from a model and write them to Kafka, a file or standard output.",
        footer = {
            "",
            "Without --events or --for a stream is as long as the reference, in model time. --for is wall",
            "time under a rate and model time without one. Files are written as fast as they can be, Kafka",
            "gets the model's own rhythm.",
            "",
            "Examples: as much as the reference holds, as CSV; a minute of 2,000 events a second, to Kafka",
            "  understudy generate --model cards.model --to file:cards.csv.gz",
            "  understudy generate --model cards.model --rate 2k/s --for 60s --timestamps now --to kafka:cards"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final int CLOSE_SECONDS = 15;

    @Mixin
    final Output output;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--model", paramLabel = "M.model", required = true, description = "Model file, made by fit.")
    Path model;

    @Option(
            names = "--entities",
            paramLabel = "N",
            converter = Arguments.Count.class,
            description = "Population; default as many as were fitted.")
    Long entities;

    @Option(
            names = "--events",
            paramLabel = "N",
            converter = Arguments.Count.class,
            description = "Stop after this many events.")
    Long events;

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Arguments.Span.class,
            description = "Stop after this long: 60s, 10m, 30d.")
    Duration length;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Equal seeds give equal events; default ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--start",
            paramLabel = "T",
            converter = Arguments.Time.class,
            description = "Model time of the beginning; default the reference's.")
    Instant start;

    @Option(
            names = "--rate",
            paramLabel = "R",
            converter = Arguments.Plan.class,
            description = {
                "5k/s, 300/min, 0, max, or a plan of parts such as",
                "'1k/s for 60s, 1k/s..5k/s for 30s, poisson 5k/s';",
                "parts: RATE, RATE..RATE, RATE..RATE in N steps,",
                "poisson RATE, model [xSPEED], max, and diurnal",
                "RATE..RATE [peak HH:MM] [zone Z]."
            })
    RatePlan rate;

    @Option(
            names = "--speed",
            paramLabel = "X",
            converter = Arguments.Factor.class,
            description = "The model's own rhythm, this much faster; instead of --rate.")
    Speed speed;

    @Option(
            names = "--timestamps",
            paramLabel = "W",
            converter = Arguments.Stamps.class,
            description = "Event time: model (simulated, from --start) or now; default model, and now with --backfill.")
    EventTime timestamps;

    @Option(
            names = "--backfill",
            paramLabel = "D",
            converter = Arguments.Span.class,
            description = "Begin this long before now, as fast as it goes, then run live: 7d.")
    Duration backfill;

    @Option(
            names = "--faults",
            paramLabel = "F",
            converter = Arguments.Faults.class,
            description = {
                "Go wrong on purpose, to Kafka, such as 'late=1%% by=30s, duplicate=0.1%%,",
                "out-of-order=1%% events=3, dropped=0.1%%, malformed=0.01%%",
                "kinds=truncated+schema-id+wrong-type, tombstone=0.1%%, headers=1%%,",
                "oversize=0.01%% bytes=500k, key-skew=20%% exponent=1.2'."
            })
    FaultPlan faults;

    @Option(
            names = "--rare",
            paramLabel = "K",
            converter = Arguments.Rare.class,
            defaultValue = "1x",
            description = {
                "Factor on the odds of rare classes, such as 5x, or their share of the events,",
                "such as 2%%, which is held all along the stream by letting rare episodes",
                "start or not, so that events depend on those before them too. The network,",
                "and classes that keys or itineraries bring, keep to it on average alone;",
                "default ${DEFAULT-VALUE}."
            })
    RareAim rare;

    @Option(
            names = "--labels",
            paramLabel = "W",
            converter = Arguments.Labels.class,
            defaultValue = "rare",
            description = "Events with a record on TOPIC.labels: rare or all; default ${DEFAULT-VALUE}.")
    LabelScope labels;

    @Option(
            names = "--label-delay",
            paramLabel = "D",
            converter = Arguments.Delay.class,
            defaultValue = "0",
            description = "How long after an event its truth is known in the field; default ${DEFAULT-VALUE}.")
    Duration labelDelay;

    @Option(
            names = "--delivery",
            paramLabel = "W",
            converter = Arguments.Deliveries.class,
            defaultValue = "exactly-once",
            description = "exactly-once or at-least-once; default ${DEFAULT-VALUE}.")
    Delivery delivery;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            converter = Arguments.SmallCount.class,
            defaultValue = "6",
            description = "Partitions of topics that are created; default ${DEFAULT-VALUE}.")
    int partitions;

    @Option(
            names = "--format",
            paramLabel = "W",
            converter = Arguments.Formats.class,
            defaultValue = "avro",
            description = "Values on Kafka: avro, json, json-schema or protobuf; default ${DEFAULT-VALUE}.")
    RecordStyle.Format format;

    @Option(
            names = "--keys",
            paramLabel = "W",
            converter = Arguments.RecordKeys.class,
            defaultValue = "string",
            description = "Keys on Kafka: string, long or avro; default ${DEFAULT-VALUE}.")
    RecordStyle.Keys keys;

    @Option(
            names = "--subjects",
            paramLabel = "W",
            converter = Arguments.SubjectNames.class,
            defaultValue = "topic",
            description = "Subject name strategy: topic, record or topic-record; default ${DEFAULT-VALUE}.")
    RecordStyle.Subjects subjects;

    @Option(names = "--cloudevents", description = "Add the headers of CloudEvents' binary mode.")
    boolean cloudEvents;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            required = true,
            converter = Arguments.To.class,
            description = "kafka:TOPIC, file:OUT.csv (.csv.gz, .jsonl, .avro, .parquet), stdout or null.")
    Target target;

    GenerateCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        if (target instanceof Target.Stdout && output.json) {
            throw new InputException("--json and --to stdout both want standard output; leave one of them out");
        }
        GenerateSettings settings = settings();
        SequenceModel read = ModelFile.read(model);
        RunMeter meter = new RunMeter();
        try (EventSink sink = sink(read, settings, meter)) {
            GenerateRun run = new GenerateRun(read, settings, sink, meter);
            return target instanceof Target.File ? execute(run) : executeUntilInterrupted(run);
        }
    }

    private GenerateSettings settings() {
        if (rate != null && speed != null) {
            throw new InputException("--speed " + speed.text() + " is for the model's own rhythm, but --rate "
                    + rate.text() + " sets another; leave one of them out");
        }
        if (backfill != null && timestamps == EventTime.MODEL) {
            throw new InputException("--backfill ends in events of now, but --timestamps model asks for simulated time;"
                    + " leave one of them out");
        }
        if (faults != null && !(target instanceof Target.Topic)) {
            throw new InputException("--faults are for Kafka topics, and --to names none; write --to kafka:TOPIC");
        }
        boolean rhythm = target instanceof Target.Topic || speed != null || backfill != null;
        RatePlan plan = rate != null ? rate : RatePlan.defaultFor(rhythm, speed == null ? Speed.REAL : speed);
        GenerateSettings settings = GenerateSettings.of(seed)
                .withPlan(plan)
                .withEventTime(eventTime())
                .withRare(rare);
        settings = entities == null ? settings : settings.withEntities(entities);
        settings = events == null ? settings : settings.withEvents(events);
        settings = length == null ? settings : settings.withLength(length);
        settings = start == null ? settings : settings.withStartMicros(ScalarText.micros(start));
        return backfill == null ? settings : settings.withBackfill(backfill);
    }

    private EventTime eventTime() {
        return timestamps != null ? timestamps : backfill != null ? EventTime.NOW : EventTime.MODEL;
    }

    private EventSink sink(SequenceModel read, GenerateSettings settings, RunMeter meter) throws IOException {
        if (target instanceof Target.Topic topic) {
            KafkaSettings stream = KafkaSettings.of(kafka.bootstrapServer, kafka.registry, topic.name())
                    .withProperties(kafka.load())
                    .withPartitions(partitions)
                    .withLabels(labels, labelDelay)
                    .withDelivery(delivery)
                    .withEventTime(eventTime())
                    .withStyle(new RecordStyle(format, keys, subjects, cloudEvents))
                    .withFaults(faults == null ? FaultPlan.NONE : faults)
                    .withIdSeed(seed);
            return KafkaSink.open(read.layout(), stream, settings.eventSpan(read.provenance(), Instant.now()), meter);
        }
        if (target instanceof Target.File file) {
            return FileSinks.open(file.path(), read.layout());
        }
        return target instanceof Target.Stdout ? FileSinks.csv(output.console().out(), read.layout()) : new NullSink();
    }

    /** An unfinished file is not a file: a signal leaves nothing behind. */
    private int execute(GenerateRun run) throws IOException {
        try (Progress progress = new Progress(output.console(), "generate", "events", expected());
                ProgressWatch watch =
                        new ProgressWatch(() -> progress.at(run.meter().events(), expected()))) {
            watch.start();
            return report(run.execute());
        }
    }

    /** What has been published stays: a signal ends the stream early, with its summary. */
    private int executeUntilInterrupted(GenerateRun run) throws IOException {
        try (Interruption interruption = new Interruption(run::cancel, CLOSE_SECONDS)) {
            int code = execute(run);
            return interruption.happened() ? Failure.INTERRUPTED : code;
        }
    }

    private long expected() {
        return events != null ? events : -1;
    }

    private int report(GenerateResult result) {
        if (target instanceof Target.Stdout) {
            output.note(text(result));
        } else {
            output.result(result.toJson(), () -> text(result));
        }
        return result.plan().met() ? 0 : Failure.CHECK;
    }

    private static String text(GenerateResult result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d events of %,d entities, %,d of them rare, in %.1f s: %s",
                result.events(),
                result.entities(),
                result.rareEvents(),
                result.seconds(),
                result.plan().text()));
        return text.append(ResultText.details(result)).toString();
    }
}
