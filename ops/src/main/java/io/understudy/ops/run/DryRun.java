package io.understudy.ops.run;

import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.ChangingPlan;
import io.understudy.engine.pace.Origin;
import io.understudy.engine.pace.PlanSequence;
import io.understudy.engine.pace.PlannedEvents;
import io.understudy.engine.pace.RateChange;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.RhythmPlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.file.FileSinks;
import io.understudy.model.Provenance;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.StreamPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a stream of a job would be, found without a broker.
 *
 * @param stream its name
 * @param plan its rate plan
 * @param curve mean rate in each of some equal parts of the plan; in each of its own parts where one follows the model or the
 *     machine
 * @param sample the first events, as CSV with a header
 * @param bursts how many are scheduled
 * @param drifts how many are scheduled
 */
public record DryRun(String stream, String plan, List<CurvePoint> curve, List<String> sample, int bursts, int drifts) {
    private static final int SAMPLE_EVENTS = 5;
    private static final int CURVE_POINTS = 20;
    private static final Duration USUAL_LENGTH = Duration.ofMinutes(1); // shown of a plan without end

    public DryRun {
        curve = List.copyOf(curve);
        sample = List.copyOf(sample);
    }

    /**
     * Mean rate from {@code atSeconds} to the next point, or the end.
     *
     * @param eventsPerSecond of wall time; null where as many are wanted as go
     */
    public record CurvePoint(double atSeconds, Double eventsPerSecond) {}

    /** A plan that takes over at a time. */
    private record Phase(long atNanos, RatePlan plan) {}

    /**
     * Tries a stream.
     *
     * @throws io.understudy.model.InputException if its model is not fit, or bursts or drifts ask for what it does not have
     */
    public static DryRun of(StreamPlan stream) throws IOException {
        SequenceModel model = ModelFile.read(stream.model());
        stream.requireFits(model.layout());
        RatePlan plan = stream.generate().plan().seeded(stream.generate().seed());
        return new DryRun(
                stream.name(),
                plan.text(),
                plan.countable() ? curve(stream, plan) : steps(plan, ownRate(stream, model.provenance())),
                sample(stream, model),
                stream.bursts().size(),
                stream.drifts().size());
    }

    private static List<CurvePoint> curve(StreamPlan stream, RatePlan plan) {
        Duration usual = plan.text().contains("diurnal") ? Duration.ofDays(1) : USUAL_LENGTH;
        long length = stream.generate().length().orElse(usual).toNanos();
        long span = Math.min(length, plan.durationNanos());
        PlannedEvents planned = new PlannedEvents(plan, Origin.EPOCH);
        List<CurvePoint> curve = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < CURVE_POINTS; i++) {
            long from = span / CURVE_POINTS * i;
            long to = i == CURVE_POINTS - 1 ? span : span / CURVE_POINTS * (i + 1);
            long events = planned.before(to);
            curve.add(new CurvePoint(from / 1e9, (events - before) * 1e9 / (to - from)));
            before = events;
        }
        return curve;
    }

    /** Events a second of model time that the population makes on average. */
    private static double ownRate(StreamPlan stream, Provenance past) {
        double seconds = Math.max(1, (past.endMicros() - past.startMicros()) / 1e6);
        long entities = stream.generate().entities().orElse(past.entities());
        return past.rows() / seconds * entities / past.entities();
    }

    /** A point for each part of a plan of which some cannot be counted beforehand. */
    private static List<CurvePoint> steps(RatePlan plan, double ownRate) {
        return phases(plan, 0).stream()
                .map(phase -> new CurvePoint(phase.atNanos() / 1e9, mean(phase.plan(), ownRate)))
                .toList();
    }

    private static List<Phase> phases(RatePlan plan, long atNanos) {
        List<Phase> phases = new ArrayList<>();
        if (plan instanceof PlanSequence sequence) {
            long start = atNanos;
            for (RatePlan part : sequence.parts()) {
                phases.add(new Phase(start, part));
                start += part.durationNanos();
            }
        } else if (plan instanceof ChangingPlan changing) {
            phases.addAll(phases(changing.first(), atNanos));
            for (RateChange change : changing.changes()) {
                phases.removeIf(phase -> phase.atNanos() >= change.atNanos());
                phases.addAll(phases(change.plan(), change.atNanos()));
            }
        } else {
            phases.add(new Phase(atNanos, plan));
        }
        return phases;
    }

    private static Double mean(RatePlan plan, double ownRate) {
        if (plan instanceof RhythmPlan rhythm) {
            return ownRate * rhythm.speed().modelTime() / rhythm.speed().wallTime();
        }
        if (!plan.countable()) {
            return null;
        }
        long span = Math.min(USUAL_LENGTH.toNanos(), plan.durationNanos());
        return new PlannedEvents(plan, Origin.EPOCH).before(span) * 1e9 / span;
    }

    private static List<String> sample(StreamPlan stream, SequenceModel model) throws IOException {
        GenerateSettings asked = stream.generate();
        GenerateSettings few = new GenerateSettings(
                asked.seed(),
                asked.entities(),
                OptionalLong.of(SAMPLE_EVENTS),
                Optional.empty(),
                asked.startMicros(),
                Optional.empty(),
                RatePlan.defaultFor(false, Speed.REAL),
                EventTime.MODEL,
                asked.rare(),
                asked.drifts(),
                asked.shard());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (EventSink sink = FileSinks.csv(text, model.layout())) {
            new GenerateRun(model, few, sink, new RunMeter()).execute();
        }
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
