package io.understudy.ops.command;

import io.understudy.engine.pace.Rate;
import io.understudy.ops.dashboard.Status;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.demo.Demo;
import io.understudy.ops.demo.DemoSettings;
import io.understudy.ops.demo.DemoSummary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy demo}: everything at work on this machine. */
@Command(
        name = "demo",
        description = {
            "Show everything at work on this machine, with a dashboard.",
            "An embedded Kafka broker and schema registry, two domains simulated, fitted and published, a",
            "burst injected into each, a drift noticed, all of it read back and checked."
        },
        footer = {
            "",
            "An announced burst starts at a third of the time, an unannounced drift at two thirds. Exit code",
            "0 says that the rate was kept, every event found its label, the burst raised no drift alarm and",
            "the drift did. Ctrl-C ends it early and cleans up.",
            "",
            "Example:",
            "  understudy demo --for 60s --rate 2k/s"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int CLOSE_SECONDS = 20;

    @Mixin
    final Output output;

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Arguments.Span.class,
            defaultValue = "60s",
            description = "How long events flow; default ${DEFAULT-VALUE}.")
    Duration length;

    @Option(
            names = "--rate",
            paramLabel = "R",
            converter = Arguments.PlainRate.class,
            defaultValue = "2k/s",
            description = "Rate of both streams together; default ${DEFAULT-VALUE}.")
    Rate rate;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port of the dashboard, 0 for any that is free; default ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "2",
            description = "Equal seeds give equal events; default ${DEFAULT-VALUE}.")
    long seed;

    DemoCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Instant start =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        Demo demo = new Demo(new DemoSettings(length, rate, port, seed), start, output::note);
        try (Interruption interruption = new Interruption(demo::cancel, CLOSE_SECONDS)) {
            int code = run(demo);
            return interruption.happened() ? Failure.INTERRUPTED : code;
        }
    }

    private int run(Demo demo) throws IOException {
        try (demo) {
            Status status = runWithProgress(demo);
            output.result(status, () -> DemoSummary.text(status));
            return exitCode(status.phase());
        }
    }

    private Status runWithProgress(Demo demo) throws IOException {
        long seconds = Math.max(1, length.toSeconds());
        try (Progress progress = new Progress(output.console(), "demo", "s", seconds);
                ProgressWatch watch =
                        new ProgressWatch(() -> progress.at((long) demo.status().elapsedSeconds(), seconds))) {
            watch.start();
            return demo.run();
        }
    }

    private static int exitCode(Phase phase) {
        return phase == Phase.PASSED ? 0 : phase == Phase.INTERRUPTED ? Failure.INTERRUPTED : Failure.CHECK;
    }
}
