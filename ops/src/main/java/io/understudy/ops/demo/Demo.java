package io.understudy.ops.demo;

import io.understudy.ops.audit.StreamAudit;
import io.understudy.ops.audit.TopicAudit;
import io.understudy.ops.dashboard.DashboardServer;
import io.understudy.ops.dashboard.History;
import io.understudy.ops.dashboard.Status;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.ops.devstack.DevStack;
import io.understudy.ops.metrics.RunMetrics;
import io.understudy.ops.run.Folders;
import io.understudy.ops.run.OpenParts;
import io.understudy.ops.run.RunBoard;
import io.understudy.ops.run.RunControls;
import io.understudy.ops.run.Timetable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One demonstration, from an empty machine to the verdict. One thread runs it; any may cancel it or ask for its status. */
public final class Demo implements AutoCloseable {
    private static final int POINTS_KEPT = 40_000;
    private static final long LOOK_MILLIS = 100;
    private static final double BURST_AT = 1.0 / 3;
    private static final double DRIFT_AT = 2.0 / 3;
    private static final double DRAIN_SECONDS = 30;

    private final DemoSettings settings;
    private final Instant start;
    private final Consumer<String> notes;
    private final History history = new History(POINTS_KEPT);
    private final RunMetrics metrics = new RunMetrics();
    private final RunBoard board;
    private final RunControls controls;
    private final DashboardServer dashboard;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final OpenParts open = new OpenParts();

    /**
     * Starts the dashboard; nothing else runs yet.
     *
     * @param start from which the first event's time is counted: when the user's command began
     * @param notes told in one line each what happens
     * @throws IOException if the dashboard's port is in use
     */
    public Demo(DemoSettings settings, Instant start, Consumer<String> notes) throws IOException {
        this.settings = settings;
        this.start = start;
        this.notes = notes;
        board = new RunBoard("demo", settings.seconds(), history);
        controls = new RunControls(notes, board::driftTurnedOn);
        dashboard = new DashboardServer(settings.port(), board::status, history, metrics::scrape, controls);
        board.dashboard(dashboard.url());
    }

    /**
     * Runs to the end.
     *
     * @return the final status, whose phase is the verdict
     * @throws IOException if a part fails
     */
    public Status run() throws IOException {
        ExecutorService workers = open.add(Executors.newCachedThreadPool(Demo::daemon), ExecutorService::shutdownNow);
        try {
            Future<DevStack> stack = workers.submit(() -> startStack());
            List<Future<FittedDomain>> fits = new ArrayList<>();
            for (DemoDomain domain : DemoDomain.ALL) {
                fits.add(workers.submit(() -> FittedDomain.of(domain, settings.seed())));
            }
            DevStack running = result(stack);
            List<DemoStream> streams = openStreams(workers, fits, running);
            TopicAudit audit = openAudit(running, streams);
            streams.forEach(stream -> watch(stream, audit));
            play(streams, audit);
            return board.status();
        } catch (CancelledException e) {
            board.phase(Phase.INTERRUPTED);
            board.close();
            return board.status();
        } finally {
            workers.shutdownNow();
        }
    }

    private DevStack startStack() throws IOException {
        DevStack stack = open.add(DevStack.start(BrokerSettings.TEMPORARY, 0), DevStack::close);
        board.address("broker", stack.bootstrapServers());
        board.address("registry", String.valueOf(stack.registryUrl()));
        notes.accept("broker    " + stack.bootstrapServers());
        notes.accept("registry  " + stack.registryUrl());
        notes.accept("dashboard " + dashboard.url());
        return stack;
    }

    private List<DemoStream> openStreams(ExecutorService workers, List<Future<FittedDomain>> fits, DevStack stack)
            throws IOException {
        Path folder = open.add(Files.createTempDirectory("understudy-demo-"), Folders::remove);
        List<Future<DemoStream>> opening = new ArrayList<>();
        for (Future<FittedDomain> fit : fits) {
            opening.add(workers.submit(() -> {
                FittedDomain fitted = fit.get();
                notes.accept(
                        fitted.domain().name() + ": fitted on " + fitted.facts().get("referenceRows") + " in "
                                + fitted.facts().get("fitSeconds"));
                return open.add(
                        DemoStream.open(
                                fitted,
                                settings,
                                stack.bootstrapServers(),
                                String.valueOf(stack.registryUrl()),
                                folder.resolve(fitted.domain().name())),
                        DemoStream::close);
            }));
        }
        List<DemoStream> streams = new ArrayList<>();
        for (Future<DemoStream> stream : opening) {
            streams.add(result(stream));
        }
        return streams;
    }

    private TopicAudit openAudit(DevStack stack, List<DemoStream> streams) throws IOException {
        TopicAudit audit = open.add(
                new TopicAudit(
                        stack.bootstrapServers(),
                        String.valueOf(stack.registryUrl()),
                        Map.of(),
                        streams.stream().map(DemoStream::topics).toList(),
                        TopicAudit.Scope.JOINED,
                        history,
                        board::nowSeconds),
                TopicAudit::close);
        audit.start();
        return audit;
    }

    private void watch(DemoStream stream, TopicAudit audit) {
        board.add(
                stream.name(),
                stream.fitted().facts(),
                stream.entities(),
                stream.generator().run().meter(),
                audit.stream(stream.name()));
        metrics.watch(stream.name(), stream.generator().run().meter());
        controls.add(stream.name(), stream.generator().run());
        stream.app().clients().values().forEach(metrics::watch);
    }

    private void play(List<DemoStream> streams, TopicAudit audit) throws IOException {
        Timetable timetable = open.add(new Timetable(board::nowSeconds), Timetable::close);
        for (DemoStream stream : streams) {
            timetable.at(settings.seconds() * BURST_AT, () -> burst(stream));
            timetable.at(settings.seconds() * DRIFT_AT, () -> drift(stream));
        }
        double startedSeconds = secondsSinceStart();
        board.begin();
        board.phase(Phase.RUNNING);
        streams.forEach(stream -> stream.generator().start());
        timetable.start();
        await(() -> firstEvent(audit, startedSeconds) || over(streams));
        notes.accept(
                String.format(java.util.Locale.ROOT, "events    from %.1f s after the start on", secondsSinceStart()));
        await(() -> over(streams));
        for (DemoStream stream : streams) {
            board.finished(stream.name(), result(stream.generator()::await));
        }
        board.phase(Phase.DRAINING);
        notes.accept("draining  what is under way");
        drain(streams, audit);
        board.close();
        DemoVerdict verdict = new DemoVerdict(settings, board.status(), streams, audit, timetable.failure());
        board.checks(verdict.checks());
        board.phase(verdict.passed() ? Phase.PASSED : Phase.FAILED);
    }

    private boolean firstEvent(TopicAudit audit, double startedSeconds) {
        double first = audit.streams().stream()
                .mapToDouble(StreamAudit::firstEventSeconds)
                .filter(seconds -> !Double.isNaN(seconds))
                .min()
                .orElse(Double.NaN);
        if (Double.isNaN(first)) {
            return false;
        }
        board.firstEvent(startedSeconds + first);
        return true;
    }

    private void burst(DemoStream stream) throws IOException {
        stream.burst();
        notes.accept(stream.name() + ": burst of " + stream.fitted().domain().scenario() + " commanded");
    }

    private void drift(DemoStream stream) {
        board.driftTurnedOn(stream.name(), stream.drift());
        notes.accept(stream.name() + ": drift of " + stream.fitted().domain().drift() + " turned on, unannounced");
    }

    private static boolean over(List<DemoStream> streams) {
        return streams.stream().allMatch(stream -> stream.generator().isOver());
    }

    /** Until every base event and every injected one is on its stream, with its label, and has been judged. */
    private void drain(List<DemoStream> streams, TopicAudit audit) throws IOException {
        double deadline = secondsSinceStart() + DRAIN_SECONDS;
        await(() -> secondsSinceStart() > deadline
                || audit.failure().isPresent()
                || streams.stream()
                        .allMatch(stream -> arrived(stream, audit.stream(stream.name()))
                                && judged(stream, audit.stream(stream.name()))));
    }

    private static boolean arrived(DemoStream stream, StreamAudit audit) {
        return audit.events()
                        >= stream.generator().run().meter().events()
                                + audit.bursts().injected()
                && audit.joined().complete();
    }

    /** No further window is to come; the last one is not full. */
    private static boolean judged(DemoStream stream, StreamAudit audit) {
        long judged = audit.events() - audit.bursts().injected();
        return (audit.drift().windows() + 2) * stream.windowEvents() > judged;
    }

    private double secondsSinceStart() {
        return Duration.between(start, Instant.now()).toMillis() / 1e3;
    }

    /** Where the page is. */
    public String url() {
        return dashboard.url();
    }

    /** How it stands now. */
    public Status status() {
        return board.status();
    }

    /** Ends the demonstration soon; {@link #run} returns with what there is. */
    public void cancel() {
        cancelled.complete(null);
    }

    private void await(java.util.function.BooleanSupplier condition) throws IOException {
        while (!condition.getAsBoolean()) {
            if (cancelled.isDone()) {
                throw new CancelledException();
            }
            try {
                cancelled.get(LOOK_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                continue; // time to look again
            } catch (ExecutionException | InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private <T> T result(Future<T> future) throws IOException {
        await(() -> future.isDone());
        return result(future::get);
    }

    private static <T> T result(Callable<T> callable) throws IOException {
        try {
            return callable.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (Exception e) {
            throw interrupted(e);
        }
    }

    private static IOException rethrown(ExecutionException e) {
        Throwable cause = e.getCause();
        while (cause instanceof ExecutionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        return cause instanceof IOException failure ? failure : new IOException(String.valueOf(cause), cause);
    }

    private static IOException interrupted(Exception e) {
        IOException interrupted = new InterruptedIOException("the demo was interrupted");
        interrupted.initCause(e);
        return interrupted;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "understudy-demo");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops everything that was started, newest first, and removes what was written. */
    @Override
    public void close() throws IOException {
        try {
            open.close();
        } finally {
            metrics.close();
            dashboard.close();
        }
    }

    /** The user wants no more. */
    private static final class CancelledException extends IOException {
        private static final long serialVersionUID = 1L;

        CancelledException() {
            super("the demo was cancelled");
        }
    }
}
