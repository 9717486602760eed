package io.understudy.engine.generate;

import io.understudy.engine.pace.Origin;
import io.understudy.engine.pace.PlannedEvents;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.util.SplittableRandom;

/**
 * Draws the beginning of a stream in silence to count its rare events, and finds the odds at which they are as frequent as
 * asked. The sample is the stream itself where that is short, with its own seed, so that the share comes out as near as
 * the episodes' sizes let it; of longer streams it is some of their entities, and the share is met in expectation. The
 * factor is the same for all shards. Where the model lets starts be decided one by one it is what the {@link
 * io.understudy.model.RareDial} of a shard begins with; else it holds for the whole stream. No event is dropped or relabelled.
 *
 * <p>Costs at most {@link #MOST_PASSES} passes of about {@link #MOST_EVENTS} events.
 */
final class RarePilot {
    static final int MOST_PASSES = 12;
    static final long MOST_EVENTS = 200_000;
    private static final long FEWEST_EVENTS = 50_000; // or as many as there are
    private static final long FEWEST_ENTITIES = 200; // or as many as there are
    private static final long MOST_PLANNED = 10_000_000; // further ones change the sample no more
    private static final double LIMIT = 20; // of the logarithm of the odds' factor: half a billion
    private static final double TOLERANCE = 0.005; // of the odds of the share, relative
    private static final double NARROWEST = 1e-5; // of the bracket around the factor's logarithm, relative

    private final SequenceModel model;
    private final long seed;
    private final Horizon horizon;
    private final long entities;
    private final double fraction; // of the entities that are drawn
    private final long mostEvents;

    /**
     * A pilot of one run.
     *
     * @param entities of the population
     * @param plan of the rate, seeded
     */
    RarePilot(SequenceModel model, long seed, Horizon horizon, long entities, RatePlan plan) {
        this.model = model;
        this.seed = seed;
        this.horizon = horizon;
        this.entities = entities;
        boolean timed = horizon.endMicros() != Long.MAX_VALUE;
        double expected = timed ? ownEvents(model.provenance(), horizon, entities) : Double.MAX_VALUE;
        expected = Math.max(FEWEST_EVENTS, Math.min(expected, planned(plan, horizon)));
        double least = (double) FEWEST_ENTITIES / entities;
        fraction = Math.min(1, Math.max(least, MOST_EVENTS / expected));
        boolean whole = horizon.events() == Long.MAX_VALUE && timed; // its end in time ends it
        mostEvents = whole ? 2 * MOST_EVENTS : (long) Math.min(MOST_EVENTS, Math.ceil(expected * fraction));
    }

    private static double ownEvents(Provenance past, Horizon horizon, long entities) {
        double spans = (horizon.endMicros() - horizon.startMicros())
                / (double) Math.max(1, past.endMicros() - past.startMicros());
        return past.rows() * spans * entities / past.entities();
    }

    private static long planned(RatePlan plan, Horizon horizon) {
        if (!plan.countable() || horizon.spanNanos() == RatePlan.ENDLESS) {
            return Math.min(MOST_PLANNED, horizon.events());
        }
        PlannedEvents planned = new PlannedEvents(plan, Origin.EPOCH);
        long events = 0;
        for (long nanos = 1_000_000; events < MOST_PLANNED; nanos *= 2) {
            events = planned.before(Math.min(nanos, horizon.spanNanos()));
            if (nanos >= horizon.spanNanos()) {
                break;
            }
        }
        return Math.min(events, horizon.events());
    }

    /**
     * The odds at which the share of rare events is {@code share}.
     *
     * @throws InputException if no odds give it
     */
    RareOdds forShare(double share) {
        requireRareClass(share);
        double learned = share(0);
        double wanted = logit(share);
        double x = 0; // logarithm of the factor
        double at = learned; // the share there
        double bestX = x;
        double best = at;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int pass = 1; Math.abs(logit(at) - wanted) > TOLERANCE && pass < MOST_PASSES; pass++) {
            double off = logit(at) - wanted;
            if (off < 0 ? x == LIMIT : x == -LIMIT) {
                throw outOfReach(share, at);
            }
            if (off < 0) {
                low = x;
            } else {
                high = x;
            }
            if (high - low < NARROWEST) {
                break; // one episode more or less is all that is left
            }
            x = next(x, off, low, high, pass);
            at = share(x);
            if (Math.abs(logit(at) - wanted) < Math.abs(logit(best) - wanted)) {
                best = at;
                bestX = x;
            }
        }
        return new RareOdds(StrictMath.exp(bestX), learned, best);
    }

    /**
     * Where rare events are few, the odds of their share go about as the factor does: a step of that size, and ever larger
     * ones until the share lies between two factors; then the same within them, and every third time their middle.
     */
    private static double next(double x, double off, double low, double high, int pass) {
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            double step = (1.2 * Math.abs(off) + 0.02) * (1L << pass - 1);
            return Math.max(-LIMIT, Math.min(LIMIT, off < 0 ? x + step : x - step));
        }
        double guess = x - off;
        return guess > low && guess < high && pass % 3 != 0 ? guess : (low + high) / 2;
    }

    /** The odds with {@code factor}, with their weights. */
    RareOdds forFactor(double factor) {
        return new RareOdds(factor, share(0), sampleShare(factor));
    }

    private double share(double logFactor) {
        return sampleShare(StrictMath.exp(logFactor));
    }

    /** The share of rare events at {@code factor} in the sample. */
    private double sampleShare(double factor) {
        SamplerSettings settings = new SamplerSettings(seed, horizon.startMicros(), horizon.endMicros(), factor);
        Shard drawn =
                fraction == 1 ? Shard.WHOLE : new Shard(0, 1, e -> new SplittableRandom(e).nextDouble() < fraction);
        Population population = new Population(model, settings, entities, drawn);
        EventFrame frame = new EventFrame(model.layout().size());
        long events = 0;
        long rare = 0;
        while (events < mostEvents && population.nextTimeMicros() < horizon.endMicros() && population.next(frame)) {
            events++;
            rare += frame.label == model.layout().normalLabel() ? 0 : 1;
        }
        return events == 0 ? 0 : (double) rare / events;
    }

    private static double logit(double share) {
        double inside = Math.max(1e-9, Math.min(1 - 1e-9, share)); // none or all of a sample is not never or always
        return StrictMath.log(inside / (1 - inside));
    }

    private void requireRareClass(double share) {
        if (model.layout().labelClasses().size() < 2) {
            throw new InputException("--rare " + percent(share) + "%: model "
                    + model.layout().name()
                    + " has no rare class; fit it on a reference with a label column, or with a smaller --k");
        }
    }

    private InputException outOfReach(double share, double reached) {
        boolean above = reached < share;
        return new InputException("--rare " + percent(share) + "%: of model "
                + model.layout().name() + "'s events " + (above ? "at most " : "at least ") + percent(reached)
                + "% are rare, however " + (above ? "high" : "low") + " the odds; ask for "
                + (above ? "less" : "more"));
    }

    private static double percent(double share) {
        return Math.round(share * 100_000) / 1_000.0;
    }
}
