package io.understudy.engine.generate;

import io.understudy.engine.pace.RatePlan;
import io.understudy.model.InputException;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import java.time.Duration;

/**
 * Where a stream begins and ends, in model time and in the plan's.
 *
 * @param startMicros model time of the beginning
 * @param endMicros model time of the end; {@code Long.MAX_VALUE} where the number of events or the plan ends it
 * @param spanNanos time on the plan's clock at which the run ends; {@link RatePlan#ENDLESS} where the stream ends it
 * @param events after which the run ends
 */
record Horizon(long startMicros, long endMicros, long spanNanos, long events) {

    /**
     * What the settings ask of a model with this past. What is behind {@code nowMicros} has no end of its own yet: see
     * {@link #withPlan}.
     *
     * @param nowMicros wall time of the beginning
     * @throws InputException if the end lies beyond what a time can be
     */
    static Horizon of(GenerateSettings settings, Provenance reference, long nowMicros) {
        RatePlan plan = settings.plan();
        if (settings.backfill().isPresent()) {
            long begin = nowMicros - settings.backfill().get().toNanos() / 1_000;
            return new Horizon(
                    begin, Long.MAX_VALUE, RatePlan.ENDLESS, settings.events().orElse(Long.MAX_VALUE));
        }
        long start = settings.startMicros().orElse(reference.startMicros());
        long events = settings.events().orElse(Long.MAX_VALUE);
        boolean wall = plan.ratesWallTime();
        long span = plan.durationNanos();
        if (wall && settings.length().isPresent()) {
            span = Math.min(span, settings.length().get().toNanos());
        }
        boolean endless = settings.events().isPresent() || (wall && span != RatePlan.ENDLESS);
        long end;
        if (!wall && settings.length().isPresent()) {
            end = plus(start, settings.length().get());
        } else if (endless) {
            end = Long.MAX_VALUE;
        } else {
            // one more than the last event's, so that a horizon as long as the reference can hold as many events
            end = start + (reference.endMicros() - reference.startMicros()) + 1;
        }
        return new Horizon(start, end, span, events);
    }

    private static long plus(long startMicros, Duration length) {
        try {
            return Math.addExact(startMicros, Math.max(1, length.toNanos() / 1_000));
        } catch (ArithmeticException e) {
            throw new InputException("--for " + length + " ends beyond the year 294000; use a shorter one", e);
        }
    }

    /**
     * The horizon of a run with another plan than its settings'. Its length stays, but the plan may end sooner or later.
     *
     * @param beganNanos when the first plan began, on the run's clock
     */
    Horizon withPlan(GenerateSettings settings, RatePlan plan, long beganNanos) {
        long span = plan.durationNanos();
        boolean wall = settings.plan().ratesWallTime() || settings.backfill().isPresent();
        if (wall && settings.length().isPresent()) {
            span = Math.min(span, settings.length().get().toNanos());
        }
        return new Horizon(
                startMicros, endMicros, span == RatePlan.ENDLESS ? span : Math.addExact(beganNanos, span), events);
    }

    SamplerSettings sampler(long seed, double rareOdds) {
        return new SamplerSettings(seed, startMicros, endMicros, rareOdds);
    }
}
