package io.understudy.ops.command;

import io.understudy.engine.pace.Rate;
import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import io.understudy.ops.job.StreamPlan;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.streams.inject.BurstCommander;
import io.understudy.streams.inject.BurstRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy burst}: commands a burst on a running job. */
@Command(
        name = "burst",
        description = "Command a burst of rare events on a stream of a running job, or end one.",
        footer = {
            "",
            "--for and --rate count in the stream's own time: with timestamps 'now' that is the wall's.",
            "",
            "Examples: 50 card-testing events a second for half a minute, on 20 cards; the end of a burst",
            "  understudy burst load.yaml card_testing --for 30s --rate 50/s --entities 20",
            "  understudy burst load.yaml --cancel card_testing-1f"
        })
final class BurstsCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Parameters(index = "0", paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCENARIO", description = "Rare class of the stream's model.")
    String scenario;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = Arguments.Time.class,
            description = "Time of the stream at which it begins; default as soon as it is seen.")
    Instant at;

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Arguments.Span.class,
            description = "Length, in the stream's time.")
    Duration length;

    @Option(
            names = "--rate",
            paramLabel = "R",
            converter = Arguments.PlainRate.class,
            description = "Injected events, in the stream's time: 50/s.")
    Rate rate;

    @Option(names = "--entities", paramLabel = "N", converter = Arguments.SmallCount.class, description = "Victims.")
    Integer entities;

    @Option(names = "--seed", paramLabel = "S", description = "Decides victims and events; default the time of day.")
    Long seed;

    @Option(names = "--stream", paramLabel = "NAME", description = "Stream, where more than one has the scenario.")
    String stream;

    @Option(names = "--cancel", paramLabel = "ID", description = "End this burst instead of starting one.")
    String cancel;

    BurstsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Job job = JobFile.read(file);
        List<StreamPlan> streams = job.streams().stream()
                .filter(plan -> stream == null || plan.name().equals(stream))
                .filter(plan -> plan.kafka().injection())
                .toList();
        if (streams.isEmpty()) {
            throw new InputException("burst: " + file + " has no stream "
                    + (stream == null ? "with inject: true" : "called " + stream + " with inject: true") + "; it has "
                    + job.streams().stream().map(StreamPlan::name).collect(Collectors.joining(", ")));
        }
        return cancel != null ? end(streams) : start(streams);
    }

    private int start(List<StreamPlan> streams) throws IOException {
        require(scenario, "SCENARIO");
        require(length, "--for");
        require(rate, "--rate");
        require(entities, "--entities");
        StreamPlan plan = withScenario(streams);
        BurstRequest request = new BurstRequest(
                Optional.empty(),
                scenario,
                Optional.ofNullable(at),
                length,
                rate.eventsPerSecond(),
                entities,
                seed == null ? System.currentTimeMillis() : seed);
        try (BurstCommander commander = connect(plan)) {
            report(plan, commander.start(request));
        }
        return 0;
    }

    private static void require(Object value, String name) {
        if (value == null) {
            throw new InputException("burst: " + name
                    + " is missing; write it like burst JOB.yaml card_testing --for 30s --rate 50/s --entities 20");
        }
    }

    private StreamPlan withScenario(List<StreamPlan> streams) throws IOException {
        if (streams.size() == 1) {
            return streams.get(0);
        }
        List<StreamPlan> able = new ArrayList<>();
        for (StreamPlan plan : streams) {
            SequenceModel model = ModelFile.read(plan.model());
            if (model.layout().labelClasses().contains(scenario)) {
                able.add(plan);
            }
        }
        if (able.size() != 1) {
            throw new InputException("burst: scenario " + scenario + " is a class of "
                    + (able.isEmpty() ? "no stream of " : "more than one stream of ") + file
                    + "; name one by --stream: "
                    + streams.stream().map(StreamPlan::name).collect(Collectors.joining(", ")));
        }
        return able.get(0);
    }

    private static BurstCommander connect(StreamPlan plan) throws IOException {
        return BurstCommander.connect(
                plan.kafka().bootstrapServers(),
                plan.kafka().registryUrl(),
                plan.topics(),
                ModelFile.read(plan.model()).layout(),
                plan.kafka().properties());
    }

    private void report(StreamPlan plan, BurstCommand command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("burstId", command.getBurstId());
        json.put("stream", plan.name());
        json.put("scenario", command.getScenario());
        json.put(
                "startTime",
                command.getStartTime() == null ? null : command.getStartTime().toString());
        json.put("seconds", command.getDurationMicros() / 1e6);
        json.put("eventsPerSecond", command.getEventsPerSecond());
        json.put("entities", command.getEntities());
        output.result(
                json,
                () -> String.format(
                        Locale.ROOT,
                        "burst %s commanded on %s: about %,.0f events of %d entities; end it by --cancel %s",
                        command.getBurstId(),
                        plan.name(),
                        command.getEventsPerSecond() * command.getDurationMicros() / 1e6,
                        command.getEntities(),
                        command.getBurstId()));
    }

    private int end(List<StreamPlan> streams) throws IOException {
        if (scenario != null) {
            throw new InputException("burst: --cancel " + cancel + " needs no SCENARIO; leave " + scenario + " out");
        }
        for (StreamPlan plan : streams) {
            try (BurstCommander commander = connect(plan)) {
                commander.cancel(cancel);
            }
        }
        output.result(Map.of("cancelled", cancel), () -> "burst " + cancel + " ends, if it was not over");
        return 0;
    }
}
