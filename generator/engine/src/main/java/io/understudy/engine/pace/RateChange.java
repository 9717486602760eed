package io.understudy.engine.pace;

import java.util.Objects;

/**
 * A plan that takes over from the one before.
 *
 * @param atNanos when, since the start of the run, at least 0
 * @param plan that begins anew then
 */
public record RateChange(long atNanos, RatePlan plan) {
    public RateChange {
        Objects.requireNonNull(plan);
        if (atNanos < 0) {
            throw new IllegalArgumentException("a change at " + atNanos + " ns comes before the start");
        }
        if (plan instanceof ChangingPlan) {
            throw new IllegalArgumentException("the plan of a change changes itself; write the changes in one row");
        }
    }

    /** The change as {@link RatePlan#parse} reads it. */
    public String text() {
        return "at " + DurationText.of(atNanos) + " " + plan.text();
    }
}
