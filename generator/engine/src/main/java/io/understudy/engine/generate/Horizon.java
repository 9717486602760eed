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
     * What the settings ask of a model with this past.
     *
     * @throws InputException if the end lies beyond what a time can be
     */
    static Horizon of(GenerateSettings settings, Provenance reference) {
        RatePlan plan = settings.plan();
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

    /** The horizon of a run whose plan was changed: its length stays, but another plan may end sooner or later. */
    Horizon withPlan(GenerateSettings settings, RatePlan changed) {
        long span = changed.durationNanos();
        if (settings.plan().ratesWallTime() && settings.length().isPresent()) {
            span = Math.min(span, settings.length().get().toNanos());
        }
        return new Horizon(startMicros, endMicros, span, events);
    }

    SamplerSettings sampler(GenerateSettings settings) {
        return new SamplerSettings(settings.seed(), startMicros, endMicros, settings.rareOdds());
    }
}
