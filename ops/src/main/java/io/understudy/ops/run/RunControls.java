package io.understudy.ops.run;

import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.pace.DurationText;
import io.understudy.engine.pace.RateChange;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import io.understudy.ops.dashboard.Controls;
import io.understudy.ops.job.ScalarText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The dials of a run's streams, for whoever may turn them. Every change is noted in one line. */
public final class RunControls implements Controls {
    private static final int PATIENCE_SECONDS = 5;

    private final Map<String, GenerateRun> runs = new LinkedHashMap<>();
    private final Consumer<String> notes;
    private final BiConsumer<String, Instant> drifted;

    /**
     * @param notes told in one line each what was changed
     * @param drifted told of the stream on which a drift was turned on, and when in the stream's time
     */
    public RunControls(Consumer<String> notes, BiConsumer<String, Instant> drifted) {
        this.notes = notes;
        this.drifted = drifted;
    }

    /** Takes in a stream. */
    public synchronized void add(String stream, GenerateRun run) {
        runs.put(stream, run);
    }

    @Override
    public RateChanged rate(String stream, String plan) {
        String name = named(stream);
        CompletableFuture<RateChange> promise = run(name).rate().turn(RatePlan.parse(plan));
        CompletableFuture<Void> noted =
                promise.thenAccept(taken -> notes.accept(name + ": rate changed: " + taken.text()));
        RateChange change = await(name, noted.thenCombine(promise, (none, taken) -> taken));
        return new RateChanged(name, change.plan().text(), change.atNanos() / 1e9);
    }

    private static RateChange await(String stream, CompletableFuture<RateChange> promise) {
        try {
            return promise.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new InputException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new InputException(
                    "stream " + stream + " has not taken the rate over within " + PATIENCE_SECONDS
                            + " s, for it does not run yet or is held up; it will when it goes on",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("the change of " + stream + " was interrupted", e);
        }
    }

    @Override
    public DriftTurned drift(String stream, String kind, String target, String at, String over) {
        String name = named(stream);
        long widthMicros = over == null ? 0 : DurationText.parse(over).toNanos() / 1_000;
        GenerateRun run = run(name);
        long startMicros =
                at == null ? Math.max(0, run.meter().eventTimeMicros()) + 1 : ScalarText.micros(ScalarText.instant(at));
        DriftPlan plan = DriftPlan.parse(kind, target, startMicros, widthMicros);
        run.drift().turn(plan);
        Instant start = Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS);
        drifted.accept(name, start);
        notes.accept(name + ": drift turned on: " + kind + " " + target);
        return new DriftTurned(name, plan.kind().name().toLowerCase(Locale.ROOT), target, start.toString());
    }

    private synchronized String named(String stream) {
        List<String> names = List.copyOf(runs.keySet());
        if (stream == null && names.size() == 1) {
            return names.get(0);
        }
        if (stream == null || !runs.containsKey(stream)) {
            String what = stream == null ? "stream is missing" : "unknown stream " + stream;
            throw new InputException(what + "; "
                    + NearestName.of(String.valueOf(stream), names)
                            .map(nearest -> "did you mean " + nearest + "?")
                            .orElse("the run has " + (names.isEmpty() ? "none yet" : String.join(", ", names))));
        }
        return stream;
    }

    private synchronized GenerateRun run(String stream) {
        return runs.get(stream);
    }
}
