package io.understudy.engine.pace;

import java.util.Locale;

/**
 * Whether a run kept its rate plan.
 *
 * @param askedPerSecond events a second that the plan wanted on average; NaN where it wanted as many as go
 * @param achievedPerSecond events a second that were sent
 * @param met true where no less than {@code 1 - TOLERANCE} of what was asked for was achieved
 * @param limitedBy what took the time where the plan was not met; empty otherwise
 */
public record PlanVerdict(double askedPerSecond, double achievedPerSecond, boolean met, String limitedBy) {
    /** Share of the rate that may be missing. */
    public static final double TOLERANCE = 0.01;

    /** Lag of the last event that never counts, so that a run of a second is not judged by its first connection. */
    public static final long GRACE_NANOS = 250_000_000;

    /**
     * Judges a run.
     *
     * @param plannedEvents events with an intended time inside the plan's span
     * @param sentEvents of them, how many were sent
     * @param spanNanos how long the plan took by its own schedule
     * @param tookNanos when the last event was sent, or the span if that is longer
     * @param bottleneck what took most of the time
     */
    public static PlanVerdict of(
            long plannedEvents, long sentEvents, long spanNanos, long tookNanos, String bottleneck) {
        double asked = perSecond(plannedEvents, spanNanos);
        long lagNanos = tookNanos - spanNanos;
        double achieved = perSecond(sentEvents, sentEvents == plannedEvents && lagNanos <= 0 ? spanNanos : tookNanos);
        boolean complete = sentEvents >= plannedEvents && lagNanos <= GRACE_NANOS;
        boolean met = complete || achieved >= asked * (1 - TOLERANCE);
        return new PlanVerdict(asked, achieved, met, met ? "" : bottleneck);
    }

    /** The verdict on a run that had no plan to keep. */
    public static PlanVerdict unpaced(long sentEvents, long tookNanos) {
        return new PlanVerdict(Double.NaN, perSecond(sentEvents, tookNanos), true, "");
    }

    private static double perSecond(long events, long nanos) {
        return nanos <= 0 ? 0 : events * 1e9 / nanos;
    }

    /** By how much the plan was missed, in percent of what was asked for; 0 where it was met. */
    public double shortPercent() {
        return met ? 0 : 100 * (1 - achievedPerSecond / askedPerSecond);
    }

    /** One line for people. */
    public String text() {
        if (Double.isNaN(askedPerSecond)) {
            return String.format(Locale.ROOT, "%.1f events/s, as fast as it went", achievedPerSecond);
        }
        String numbers =
                String.format(Locale.ROOT, "asked for %.1f events/s, achieved %.1f", askedPerSecond, achievedPerSecond);
        return met
                ? numbers + ": met"
                : numbers
                        + String.format(
                                Locale.ROOT,
                                ": not met (%.1f %% short, tolerance %.0f %%), limited by the %s",
                                shortPercent(),
                                100 * TOLERANCE,
                                limitedBy);
    }
}
