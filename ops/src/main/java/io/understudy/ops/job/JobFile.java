package io.understudy.ops.job;

import io.understudy.engine.fault.Fault;
import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RareAim;
import io.understudy.engine.pace.DurationText;
import io.understudy.engine.pace.Rate;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.publish.RecordStyle;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.model.InputException;
import io.understudy.schemas.Topics;
import io.understudy.streams.inject.BurstRequest;
import io.understudy.streams.monitor.MonitorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a job file. Rates, durations and times are written as on the command line; the README lists the keys.
 */
public final class JobFile {
    static final List<String> JOB_KEYS = List.of("job", "kafka", "streams");
    static final List<String> KAFKA_KEYS = List.of("bootstrap", "registry", "properties");
    static final List<String> STREAM_KEYS = List.of(
            "name",
            "model",
            "entities",
            "seed",
            "partitions",
            "rate",
            "speed",
            "for",
            "events",
            "timestamps",
            "start",
            "backfill",
            "labels",
            "label-delay",
            "rare",
            "delivery",
            "inject",
            "faults",
            "format",
            "keys",
            "subjects",
            "cloudevents",
            "monitor",
            "bursts",
            "drift");
    static final List<String> MONITOR_KEYS = List.of("window", "threshold", "tolerance");
    static final List<String> BURST_KEYS = List.of("id", "scenario", "at", "for", "rate", "entities", "seed");
    static final List<String> DRIFT_KEYS = List.of("kind", "target", "at", "over");
    static final List<String> FAULT_KEYS = List.copyOf(FaultPlan.OPTIONS_BY_KEY.keySet());
    private static final int USUAL_PARTITIONS = 6;

    private final Path folder;

    private JobFile(Path folder) {
        this.folder = folder;
    }

    /**
     * The job in {@code file}. Model files are looked for beside it.
     *
     * @throws InputException if the file breaks a rule; the message names the file, the line and the key
     */
    public static Job read(Path file) throws IOException {
        YamlSection job = YamlSection.read(file, JOB_KEYS);
        Path folder = file.toAbsolutePath().getParent();
        return new JobFile(folder).job(job, nameOf(file));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private Job job(YamlSection section, String fileName) {
        String name = section.value("job", ScalarText::word, fileName);
        YamlSection kafka = section.section("kafka", KAFKA_KEYS)
                .orElseThrow(
                        () -> section.refused("kafka is missing; add kafka: {bootstrap: HOST:PORT, registry: URL}"));
        List<StreamPlan> streams = section.sections("streams", STREAM_KEYS).stream()
                .map(stream -> stream.checked(() -> stream(stream, kafka)))
                .toList();
        return section.checked(() -> new Job(name, streams));
    }

    private StreamPlan stream(YamlSection section, YamlSection kafka) {
        GenerateSettings generate = generate(section);
        return new StreamPlan(
                folder.resolve(section.required("model", ScalarText::word)),
                kafka(section, kafka, generate),
                generate,
                section.section("monitor", MONITOR_KEYS).map(JobFile::monitor).orElse(MonitorSettings.DEFAULT),
                section.sections("bursts", BURST_KEYS).stream()
                        .map(JobFile::burst)
                        .toList(),
                section.sections("drift", DRIFT_KEYS).stream()
                        .map(JobFile::drift)
                        .toList());
    }

    private static KafkaSettings kafka(YamlSection section, YamlSection kafka, GenerateSettings generate) {
        FaultPlan faults = section.section("faults", FAULT_KEYS)
                .map(part -> part.checked(() -> faults(part)))
                .orElse(FaultPlan.NONE);
        RecordStyle style = style(section);
        return KafkaSettings.of(
                        kafka.required("bootstrap", ScalarText::word),
                        kafka.required("registry", ScalarText::word),
                        section.required("name", text -> Topics.of(text).events()))
                .withProperties(kafka.texts("properties"))
                .withPartitions(section.value("partitions", ScalarText::smallCount, USUAL_PARTITIONS))
                .withFaults(faults)
                .withStyle(style)
                .withInjection(
                        section.value("inject", JobFile::yesOrNo, faults.isEmpty() && style.equals(RecordStyle.USUAL)))
                .withLabels(
                        section.value("labels", LabelScope::parse, LabelScope.RARE),
                        section.value("label-delay", ScalarText::delay, Duration.ZERO))
                .withDelivery(section.value("delivery", Delivery::parse, Delivery.EXACTLY_ONCE))
                .withEventTime(generate.eventTime())
                .withIdSeed(generate.seed());
    }

    private static GenerateSettings generate(YamlSection section) {
        Optional<Duration> backfill = section.optional("backfill", DurationText::parse);
        EventTime usual = backfill.isPresent() ? EventTime.NOW : EventTime.MODEL;
        Speed speed = section.value("speed", Speed::parse, Speed.REAL);
        if (section.has("speed") && section.has("rate")) {
            throw new InputException(
                    "speed is for the model's own rhythm, but rate sets another; leave one of them out, or write rate: model x"
                            + speed.text());
        }
        GenerateSettings settings = GenerateSettings.of(section.value("seed", ScalarText::whole, 1L))
                .withPlan(section.value("rate", RatePlan::parse, RatePlan.defaultFor(true, speed)))
                .withEventTime(section.value("timestamps", EventTime::parse, usual))
                .withRare(section.value("rare", RareAim::parse, RareAim.UNCHANGED));
        settings = section.optional("entities", ScalarText::count)
                .map(settings::withEntities)
                .orElse(settings);
        settings = section.optional("events", ScalarText::count)
                .map(settings::withEvents)
                .orElse(settings);
        settings = section.optional("for", DurationText::parse)
                .map(settings::withLength)
                .orElse(settings);
        settings = section.optional("start", ScalarText::instant)
                .map(ScalarText::micros)
                .map(settings::withStartMicros)
                .orElse(settings);
        if (backfill.isPresent() && settings.eventTime() == EventTime.MODEL) {
            throw new InputException(
                    "backfill ends in events of now, but timestamps: model asks for simulated time; leave one of them out");
        }
        return backfill.map(settings::withBackfill).orElse(settings);
    }

    private static RecordStyle style(YamlSection section) {
        return new RecordStyle(
                section.value("format", RecordStyle.Format::parse, RecordStyle.USUAL.format()),
                section.value("keys", RecordStyle.Keys::parse, RecordStyle.USUAL.keys()),
                section.value("subjects", RecordStyle.Subjects::parse, RecordStyle.USUAL.subjects()),
                section.value("cloudevents", JobFile::yesOrNo, RecordStyle.USUAL.cloudEvents()));
    }

    private static FaultPlan faults(YamlSection section) {
        List<Fault> faults = new ArrayList<>();
        FaultPlan.OPTIONS_BY_KEY.forEach((key, options) -> {
            if (section.has(key) && section.isScalar(key)) {
                faults.add(section.required(key, share -> FaultPlan.fault(key, share, Map.of())));
            } else if (section.has(key)) {
                List<String> known = new ArrayList<>(List.of("share"));
                known.addAll(options);
                YamlSection fault = section.section(key, known).orElseThrow();
                faults.add(fault.checked(() -> fault(key, fault, options)));
            }
        });
        return new FaultPlan(faults);
    }

    private static Fault fault(String key, YamlSection section, List<String> options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : options) {
            if (section.has(option)) {
                given.put(option, String.join("+", section.words(option)));
            }
        }
        return FaultPlan.fault(key, section.required("share", ScalarText::word), given);
    }

    private static MonitorSettings monitor(YamlSection section) {
        MonitorSettings settings = MonitorSettings.DEFAULT;
        settings = section.optional("window", ScalarText::smallCount)
                .map(settings::withWindowEvents)
                .orElse(settings);
        settings = section.optional("threshold", ScalarText::number)
                .map(settings::withThreshold)
                .orElse(settings);
        return section.optional("tolerance", ScalarText::number)
                .map(settings::withTolerance)
                .orElse(settings);
    }

    private static ScheduledBurst burst(YamlSection section) {
        Moment at = section.value("at", Moment::parse, new Moment.AfterStart(Duration.ZERO));
        return new ScheduledBurst(
                at,
                new BurstRequest(
                        section.optional("id", ScalarText::word),
                        section.required("scenario", ScalarText::word),
                        at.streamTime(),
                        section.required("for", DurationText::parse),
                        section.required("rate", Rate::parse).eventsPerSecond(),
                        section.required("entities", ScalarText::smallCount),
                        section.value("seed", ScalarText::whole, 1L)));
    }

    private static ScheduledDrift drift(YamlSection section) {
        Moment at = section.value("at", Moment::parse, new Moment.AfterStart(Duration.ZERO));
        long startMicros = at.streamTime().map(ScalarText::micros).orElse(DriftPlan.AT_ONCE);
        long widthMicros =
                section.value("over", ScalarText::delay, Duration.ZERO).toNanos() / 1_000;
        String kind = section.value("kind", ScalarText::word, widthMicros == 0 ? "abrupt" : "gradual");
        return new ScheduledDrift(
                at, section.required("target", text -> DriftPlan.parse(kind, text, startMicros, widthMicros)));
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new InputException("\"" + text + "\" is neither true nor false");
        };
    }
}
