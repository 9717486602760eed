package io.understudy.ops.run;

import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.audit.TopicAudit;
import io.understudy.ops.dashboard.DashboardServer;
import io.understudy.ops.dashboard.History;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.Moment;
import io.understudy.ops.job.ScheduledBurst;
import io.understudy.ops.job.ScheduledDrift;
import io.understudy.ops.job.StreamPlan;
import io.understudy.ops.metrics.RunMetrics;
import io.understudy.streams.inject.BurstCommander;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A worker: generates all streams of a job, commands its scheduled bursts and turns on its scheduled drifts. */
public final class JobRun implements AutoCloseable {
    private static final int POINTS_KEPT = 40_000;

    private final Job job;
    private final Consumer<String> notes;
    private final OpenParts open = new OpenParts();
    private final Map<String, StreamGenerator> generators = new LinkedHashMap<>();
    private final RunBoard board;
    private final History history = new History(POINTS_KEPT);
    private final Timetable timetable;
    private final RunControls controls;
    private RunMetrics metrics; // null where no dashboard is served

    /**
     * Makes topics and schemas of all streams ready; nothing is sent yet.
     *
     * @param port of the dashboard on 127.0.0.1; empty for none
     * @param notes told in one line each what happens
     * @throws io.understudy.model.InputException if a model, the broker, the registry or a topic is not fit
     * @throws IOException if the port is in use, or the registry cannot be reached
     */
    public JobRun(Job job, OptionalInt port, Consumer<String> notes) throws IOException {
        this.job = job;
        this.notes = notes;
        board = new RunBoard(job.name(), plannedSeconds(job), history);
        timetable = new Timetable(board::nowSeconds);
        controls = new RunControls(notes, board::driftTurnedOn);
        try {
            open.add(board, RunBoard::close);
            open.add(timetable, Timetable::close);
            Map<StreamPlan, SequenceModel> models = new LinkedHashMap<>();
            for (StreamPlan stream : job.streams()) {
                SequenceModel model = ModelFile.read(stream.model());
                stream.requireFits(model.layout());
                models.put(stream, model);
            }
            if (port.isPresent()) {
                openDashboard(port.getAsInt());
            }
            for (Map.Entry<StreamPlan, SequenceModel> entry : models.entrySet()) {
                open(entry.getKey(), entry.getValue());
            }
            if (port.isPresent()) {
                watch(models);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The longest of the plans' lengths; null where one is not known beforehand. */
    private static Double plannedSeconds(Job job) {
        double longest = 0;
        for (StreamPlan stream : job.streams()) {
            boolean known = stream.generate().plan().ratesWallTime()
                    && stream.generate().length().isPresent();
            if (!known) {
                return null;
            }
            longest = Math.max(
                    longest, stream.generate().length().orElse(Duration.ZERO).toNanos() / 1e9);
        }
        return longest;
    }

    private void openDashboard(int port) throws IOException {
        metrics = open.add(new RunMetrics(), RunMetrics::close);
        DashboardServer dashboard = open.add(
                new DashboardServer(port, board::status, history, metrics::scrape, controls), DashboardServer::close);
        board.dashboard(dashboard.url());
        notes.accept("dashboard " + dashboard.url());
    }

    private void open(StreamPlan stream, SequenceModel model) throws IOException {
        generators.put(
                stream.name(),
                open.add(StreamGenerator.open(model, stream.kafka(), stream.generate()), StreamGenerator::close));
        if (!stream.bursts().isEmpty()) {
            BurstCommander commander = open.add(
                    BurstCommander.connect(
                            stream.kafka().bootstrapServers(),
                            stream.kafka().registryUrl(),
                            stream.topics(),
                            model.layout(),
                            stream.kafka().properties()),
                    BurstCommander::close);
            stream.bursts().forEach(burst -> schedule(stream, burst, commander));
        }
        stream.drifts().forEach(drift -> schedule(stream, drift));
    }

    private void schedule(StreamPlan stream, ScheduledBurst burst, BurstCommander commander) {
        timetable.at(seconds(burst.at()), () -> {
            String id = commander.start(burst.request()).getBurstId();
            notes.accept(stream.name() + ": burst " + id + " commanded");
        });
    }

    private void schedule(StreamPlan stream, ScheduledDrift drift) {
        timetable.at(seconds(drift.at()), () -> {
            var run = generators.get(stream.name()).run();
            boolean dated = drift.plan().startMicros() != DriftPlan.AT_ONCE;
            long startMicros =
                    dated ? drift.plan().startMicros() : Math.max(0, run.meter().eventTimeMicros()) + 1;
            run.drift().turn(drift.plan().startingAt(startMicros));
            if (metrics != null) {
                board.driftTurnedOn(stream.name(), Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS));
            }
            notes.accept(stream.name() + ": drift turned on");
        });
    }

    /** Commands that name a time of the stream are given at once. */
    private static double seconds(Moment at) {
        return at instanceof Moment.AfterStart after ? after.offset().toNanos() / 1e9 : 0;
    }

    private void watch(Map<StreamPlan, SequenceModel> models) throws IOException {
        StreamPlan first = job.streams().get(0);
        TopicAudit audit = open.add(
                new TopicAudit(
                        first.kafka().bootstrapServers(),
                        first.kafka().registryUrl(),
                        first.kafka().properties(),
                        job.streams().stream().map(StreamPlan::topics).toList(),
                        TopicAudit.Scope.COUNTED,
                        history,
                        board::nowSeconds),
                TopicAudit::close);
        board.address("broker", first.kafka().bootstrapServers());
        board.address("registry", first.kafka().registryUrl());
        for (StreamPlan stream : job.streams()) {
            SequenceModel model = models.get(stream);
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put(
                    "referenceRows",
                    String.format(Locale.ROOT, "%,d rows", model.provenance().rows()));
            facts.put("modelSize", model.scorer().features().size() + " features");
            var meter = generators.get(stream.name()).run().meter();
            long entities =
                    stream.generate().entities().orElse(model.provenance().entities());
            board.add(stream.name(), facts, entities, meter, audit.stream(stream.name()));
            metrics.watch(stream.name(), meter);
            controls.add(stream.name(), generators.get(stream.name()).run());
        }
        audit.start();
    }

    /**
     * Generates until every stream is over or the run is cancelled.
     *
     * @return what each stream did, by name
     * @throws IOException if a stream or something scheduled failed; the others are stopped
     */
    public Map<String, GenerateResult> run() throws IOException {
        board.begin();
        board.phase(Phase.RUNNING);
        // or a stream without end would hide for ever that another one has failed
        generators.values().forEach(generator -> generator.onFailure(this::cancel));
        generators.values().forEach(StreamGenerator::start);
        timetable.start();
        Map<String, GenerateResult> results = new LinkedHashMap<>();
        try {
            for (String stream : generators.keySet()) {
                GenerateResult result = generators.get(stream).await();
                results.put(stream, result);
                if (metrics != null) {
                    board.finished(stream, result);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the job was interrupted");
        }
        if (timetable.failure().isPresent()) {
            Exception failure = timetable.failure().get();
            throw new IOException("on schedule: " + failure.getMessage(), failure);
        }
        boolean met = results.values().stream().allMatch(result -> result.plan().met());
        board.phase(met ? Phase.PASSED : Phase.FAILED);
        return results;
    }

    /** Events sent so far, over all streams. */
    public long events() {
        return generators.values().stream()
                .mapToLong(generator -> generator.run().meter().events())
                .sum();
    }

    /** Ends all streams soon; {@link #run} returns with what they did. */
    public void cancel() {
        generators.values().forEach(StreamGenerator::cancel);
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
