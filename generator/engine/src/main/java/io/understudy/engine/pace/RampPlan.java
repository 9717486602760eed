package io.understudy.engine.pace;

import java.util.List;

/**
 * A rate that changes along a straight line. Event n comes when the expected count r0 t + (r1 - r0) t^2 / 2D reaches n,
 * to the nanosecond.
 */
public record RampPlan(Rate from, Rate to, long durationNanos) implements RatePlan {
    public RampPlan {
        RatePlan.requireDuration(durationNanos);
        if (durationNanos == ENDLESS) {
            throw new IllegalArgumentException("a ramp must end; say for how long");
        }
        RateScale.of(List.of(from, to));
    }

    @Override
    public Schedule schedule(Origin origin) {
        RateScale scale = RateScale.of(List.of(from, to));
        CurveSchedule.Piece line =
                new CurveSchedule.Piece(scale.events().get(0), scale.events().get(1), durationNanos);
        return new CurveSchedule(List.of(line).iterator(), scale.perNanos(), 0);
    }

    @Override
    public boolean paced() {
        return true;
    }

    @Override
    public boolean ratesWallTime() {
        return true;
    }

    @Override
    public boolean countable() {
        return true;
    }

    @Override
    public String text() {
        return from.text() + ".." + to.text() + RatePlan.forText(durationNanos);
    }
}
