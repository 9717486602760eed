package io.understudy.engine.pace;

import io.understudy.model.InputException;

/**
 * When events are wanted: an open-loop schedule, which does not wait for the events before to be done. Immutable; each
 * run takes a {@link Schedule} of its own.
 */
public sealed interface RatePlan
        permits ConstantPlan,
                RampPlan,
                StepPlan,
                DiurnalPlan,
                PoissonPlan,
                RhythmPlan,
                MaxPlan,
                PlanSequence,
                ChangingPlan {

    /** Duration of a plan that does not end by itself. */
    long ENDLESS = Long.MAX_VALUE;

    /** A fresh schedule of a run that begins at {@code origin}. */
    Schedule schedule(Origin origin);

    /** How long the plan lasts, or {@link #ENDLESS}. */
    long durationNanos();

    /** False where events are wanted as fast as they can be had, so that nothing can be late. */
    boolean paced();

    /** True where wall time rules, false where the model's time does or none at all. */
    boolean ratesWallTime();

    /** True where intended times depend on neither the stream nor the clock, so that they can be counted beforehand. */
    boolean countable();

    /** The plan with its chances drawn from {@code seed}. */
    default RatePlan seeded(long seed) {
        return this;
    }

    /**
     * Model time that a plan which follows this one begins at.
     *
     * @param nanos for which this plan ran
     * @param startMicros model time at its start
     * @param nextMicros model time of the next event
     */
    default long modelMicrosAfter(long nanos, long startMicros, long nextMicros) {
        return nextMicros;
    }

    /** The plan as {@link #parse} reads it. */
    String text();

    /**
     * Reads a plan: parts joined by commas, each but the last with {@code for DURATION}. A part is a rate ({@code 5k/s},
     * {@code 300/min}, {@code 0}), a ramp ({@code 1k/s..5k/s}), a staircase ({@code 1k/s..5k/s in 5 steps}), the hours of
     * a day ({@code diurnal 1k/s..5k/s peak 20:00 zone Europe/Berlin}, {@code diurnal 04:00=100/s 12:00=2k/s}), Poisson
     * arrivals ({@code poisson 5k/s}), the model's own rhythm at a speed ({@code model}, {@code model x10}) or {@code max}.
     * Example: {@code 1k/s for 60s, 1k/s..5k/s for 30s, 5k/s}. Behind semicolons, plans may take over whatever runs:
     * {@code 5k/s; at 90s 8k/s; at 2m 5k/s}.
     *
     * @throws InputException if the text is no plan
     */
    static RatePlan parse(String text) {
        return new RatePlanText(text).parse();
    }

    /** What runs where nobody asked for a rate: the model's own rhythm for a live stream, otherwise all that goes. */
    static RatePlan defaultFor(boolean live, Speed speed) {
        return live ? new RhythmPlan(speed, ENDLESS) : new MaxPlan(ENDLESS);
    }

    /** The check that every plan's constructor does. */
    static void requireDuration(long durationNanos) {
        if (durationNanos < 1) {
            throw new IllegalArgumentException("a plan of " + durationNanos + " ns must last at least 1 ns");
        }
    }

    /** How {@link #text} ends. */
    static String forText(long durationNanos) {
        return durationNanos == ENDLESS ? "" : " for " + DurationText.of(durationNanos);
    }
}
