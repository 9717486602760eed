package io.understudy.ops.command;

import io.understudy.engine.fault.Fault;
import io.understudy.engine.fault.FaultMarker;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.RecordStyle;
import io.understudy.model.InputException;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import io.understudy.ops.job.StreamPlan;
import io.understudy.ops.run.Folders;
import io.understudy.ops.run.OpenParts;
import io.understudy.streams.StreamsApp;
import io.understudy.streams.StreamsPart;
import io.understudy.streams.StreamsSettings;
import io.understudy.streams.inject.InjectFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy streams}: runs the Streams app of a job. */
@Command(
        name = "streams",
        description = "Run the Streams app of a job: inject bursts, watch for drift.",
        footer = {
            "",
            "Runs until Ctrl-C, or for as long as --for says.",
            "",
            "Example:",
            "  understudy streams load.yaml"
        })
final class StreamsCommand implements Callable<Integer> {
    private static final int CLOSE_SECONDS = 25;
    private static final int LOOK_MILLIS = 200;
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    @Mixin
    final Output output;

    @Parameters(paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    @Option(names = "--only", paramLabel = "PART", description = "inject or monitor; default both.")
    String only;

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Arguments.Span.class,
            description = "Stop after this long; default never.")
    Duration length;

    StreamsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Set<StreamsPart> parts = parts();
        Job job = JobFile.read(file);
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(stopped::countDown, CLOSE_SECONDS)) {
            int code = run(job, parts, stopped);
            return interruption.happened() ? Failure.INTERRUPTED : code;
        }
    }

    private Set<StreamsPart> parts() {
        if (only == null) {
            return EnumSet.allOf(StreamsPart.class);
        }
        for (StreamsPart part : StreamsPart.values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(only)) {
                return EnumSet.of(part);
            }
        }
        throw new InputException("--only " + only + " is not known; use inject or monitor");
    }

    private int run(Job job, Set<StreamsPart> parts, CountDownLatch stopped) throws IOException {
        try (OpenParts open = new OpenParts()) {
            Path folder = open.add(Files.createTempDirectory("understudy-streams-"), Folders::remove);
            Map<StreamPlan, StreamsApp> apps = new LinkedHashMap<>();
            for (StreamPlan stream : job.streams()) {
                Set<StreamsPart> wanted = EnumSet.copyOf(parts);
                if (!stream.kafka().injection()) {
                    wanted.remove(StreamsPart.INJECT);
                }
                if (!stream.kafka().style().equals(RecordStyle.USUAL)) {
                    throw new InputException(
                            stream.name() + ": the Streams app reads Avro keyed by strings, but the job has"
                                    + " other format, keys, subjects or cloudevents; leave them out, or do without the app");
                }
                if (!wanted.isEmpty()) {
                    apps.put(stream, open.add(app(stream, wanted, folder.resolve(stream.name())), StreamsApp::close));
                }
            }
            for (Map.Entry<StreamPlan, StreamsApp> app : apps.entrySet()) {
                app.getValue().start();
                output.note(app.getKey().name() + ": running");
            }
            await(apps.values(), stopped);
            report(apps);
            return 0;
        }
    }

    private static StreamsApp app(StreamPlan stream, Set<StreamsPart> parts, Path folder) throws IOException {
        return new StreamsApp(new StreamsSettings(
                stream.kafka().bootstrapServers(),
                stream.kafka().registryUrl(),
                stream.kafka().properties(),
                stream.topics(),
                ModelFile.read(stream.model()),
                parts,
                folder,
                stream.kafka().labelDelay(),
                stream.kafka().idSeed(),
                stream.monitor(),
                START_PATIENCE,
                faults(stream.kafka())));
    }

    /** The shares of the job's faults, for injected events too. */
    private static InjectFaults faults(KafkaSettings kafka) {
        FaultMarker marker = new FaultMarker(kafka.faults(), kafka.idSeed());
        return (frame, value) -> {
            Fault fault = marker.of(frame);
            return fault == null
                    ? null
                    : new InjectFaults.Choice(marker.text(fault, frame), marker.mark(fault, frame, value));
        };
    }

    private void await(Iterable<StreamsApp> apps, CountDownLatch stopped) throws IOException {
        long endNanos = length == null ? Long.MAX_VALUE : System.nanoTime() + length.toNanos();
        try {
            while (System.nanoTime() < endNanos && !stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                for (StreamsApp app : apps) {
                    Optional<Throwable> failure = app.failure();
                    if (failure.isPresent()) {
                        throw new IOException(
                                "the Streams app failed: " + failure.get().getMessage(), failure.get());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Map<StreamPlan, StreamsApp> apps) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        apps.forEach((stream, app) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("baseEvents", app.injectStatus().baseEvents());
            entry.put("injected", app.injectStatus().injected());
            entry.put("windows", app.monitorStatus().windows());
            entry.put("alarms", app.monitorStatus().alarms());
            entry.put(
                    "malformed",
                    app.injectStatus().malformed() + app.monitorStatus().malformed());
            json.put(stream.name(), entry);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %,d events passed on, %,d injected, %,d windows judged, %,d alarms",
                    stream.name(),
                    app.injectStatus().baseEvents(),
                    app.injectStatus().injected(),
                    app.monitorStatus().windows(),
                    app.monitorStatus().alarms()));
        });
        output.result(
                Map.of("streams", json), () -> lines.stream().collect(Collectors.joining(System.lineSeparator())));
    }
}
