package io.understudy.ops.command;

import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy simulate}: writes a labelled reference log made by rules. */
@Command(
        name = "simulate",
        description = "Write a labelled event log made by rules, to fit where you have no data.",
        footer = {
            "",
            "Example: a month of 2,000 cards, with fraud among their payments",
            "  understudy simulate payments --entities 2000 --days 30 --seed 1 -o payments.csv.gz"
        })
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Parameters(paramLabel = "DOMAIN", description = "payments (cards) or access (accounts).")
    String domain;

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "1000",
            converter = Arguments.SmallCount.class,
            description = "Cards or accounts; default ${DEFAULT-VALUE}.")
    int entities;

    @Option(names = "--days", paramLabel = "D", defaultValue = "30", description = "Days; default ${DEFAULT-VALUE}.")
    int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Equal seeds give equal files; default ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--start",
            paramLabel = "T",
            converter = Arguments.Time.class,
            description = "First day; default 2026-01-05, a Monday.")
    Instant start;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "File to write, .csv or .csv.gz.")
    Path file;

    SimulateCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        long startNanos = System.nanoTime();
        Simulation simulation = Simulation.of(
                domain,
                new SimulationSettings(entities, days, seed, start == null ? SimulationSettings.DEFAULT_START : start));
        long events = write(simulation);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("events", events);
        result.put("entities", entities);
        result.put("days", days);
        result.put("seconds", seconds);
        result.put("eventsPerSecond", events / seconds);
        result.put("file", file.toString());
        output.result(
                result,
                () -> String.format(
                        Locale.ROOT,
                        "%s: %,d events of %,d entities over %d days, in %.1f s; nobody's privacy is at stake, so fit it"
                                + " with --k 1 to keep the rarest classes",
                        file,
                        events,
                        entities,
                        days,
                        seconds));
        return 0;
    }

    private long write(Simulation simulation) {
        try (Progress progress = new Progress(output.console(), "simulate", "days", days)) {
            return simulation.writeTo(file, (done, all, events) -> progress.at(done, all));
        }
    }
}
