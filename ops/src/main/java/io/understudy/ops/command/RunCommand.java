package io.understudy.ops.command;

import io.understudy.engine.generate.GenerateResult;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import io.understudy.ops.job.StreamPlan;
import io.understudy.ops.run.DryRun;
import io.understudy.ops.run.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy run}: generates the streams of a job. */
@Command(
        name = "run",
        description = "Generate all streams of a job file, with its scheduled bursts and drifts.",
        footer = {
            "",
            "Bursts need the Streams app beside it: 'understudy streams JOB.yaml'.",
            "",
            "Examples: look first, without Kafka; then run, with a dashboard",
            "  understudy run load.yaml --dry-run",
            "  understudy run load.yaml --port 8080"
        })
final class RunCommand implements Callable<Integer> {
    private static final int CLOSE_SECONDS = 15;
    private static final int BAR_CELLS = 40;

    @Mixin
    final Output output;

    @Parameters(paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    @Option(names = "--dry-run", description = "Show sample events and the plan's curve; Kafka is not touched.")
    boolean dryRun;

    @Option(names = "--port", paramLabel = "P", description = "Serve a dashboard on this port, 0 for any that is free.")
    Integer port;

    RunCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Job job = JobFile.read(file);
        if (dryRun) {
            return tryOut(job);
        }
        OptionalInt dashboard = port == null ? OptionalInt.empty() : OptionalInt.of(port);
        JobRun run = new JobRun(job, dashboard, output::note);
        try (Interruption interruption = new Interruption(run::cancel, CLOSE_SECONDS)) {
            int code = execute(job, run);
            return interruption.happened() ? Failure.INTERRUPTED : code;
        }
    }

    private int execute(Job job, JobRun run) throws IOException {
        try (run) {
            Map<String, GenerateResult> results = runWithProgress(run);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("job", job.name());
            Map<String, Object> streams = new LinkedHashMap<>();
            results.forEach((stream, result) -> streams.put(stream, result.toJson()));
            json.put("streams", streams);
            output.result(
                    json,
                    () -> results.entrySet().stream()
                            .map(entry -> String.format(
                                    Locale.ROOT,
                                    "%s: %,d events in %.1f s, %s%s",
                                    entry.getKey(),
                                    entry.getValue().events(),
                                    entry.getValue().seconds(),
                                    entry.getValue().plan().text(),
                                    ResultText.details(entry.getValue()).replace("\n", "\n  ")))
                            .collect(Collectors.joining(System.lineSeparator())));
            boolean met =
                    results.values().stream().allMatch(result -> result.plan().met());
            return met ? 0 : Failure.CHECK;
        }
    }

    private Map<String, GenerateResult> runWithProgress(JobRun run) throws IOException {
        try (Progress progress = new Progress(output.console(), "run", "events", -1);
                ProgressWatch watch = new ProgressWatch(() -> progress.at(run.events(), -1))) {
            watch.start();
            return run.run();
        }
    }

    private int tryOut(Job job) throws IOException {
        List<DryRun> streams = new ArrayList<>();
        for (StreamPlan stream : job.streams()) {
            streams.add(DryRun.of(stream));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("job", job.name());
        json.put("dryRun", true);
        json.put("streams", streams);
        output.result(json, () -> streams.stream().map(RunCommand::text).collect(Collectors.joining()));
        return 0;
    }

    private static String text(DryRun stream) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "stream %s: %s, %d bursts and %d drifts scheduled%n",
                stream.stream(),
                stream.plan(),
                stream.bursts(),
                stream.drifts()));
        double most = stream.curve().stream()
                .filter(point -> point.eventsPerSecond() != null)
                .mapToDouble(DryRun.CurvePoint::eventsPerSecond)
                .max()
                .orElse(0);
        stream.curve().forEach(point -> text.append(text(point, most)));
        stream.sample().forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        return text.toString();
    }

    private static String text(DryRun.CurvePoint point, double most) {
        if (point.eventsPerSecond() == null) {
            return String.format(Locale.ROOT, "  %8.1f s  as many as go%n", point.atSeconds());
        }
        int cells = most > 0 ? (int) Math.round(BAR_CELLS * point.eventsPerSecond() / most) : 0;
        return String.format(
                Locale.ROOT,
                "  %8.1f s %14s %s%n",
                point.atSeconds(),
                rate(point.eventsPerSecond()),
                "#".repeat(cells));
    }

    /** Four digits or more, for rates of a day as well. */
    private static String rate(double perSecond) {
        return perSecond == 0 || perSecond >= 100
                ? String.format(Locale.ROOT, "%,.1f/s", perSecond)
                : String.format(Locale.ROOT, "%.4g/s", perSecond);
    }
}
