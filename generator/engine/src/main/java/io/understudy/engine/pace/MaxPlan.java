package io.understudy.engine.pace;

/** As fast as it goes: every event is wanted at once. */
public record MaxPlan(long durationNanos) implements RatePlan {
    public MaxPlan {
        RatePlan.requireDuration(durationNanos);
    }

    @Override
    public Schedule schedule(Origin origin) {
        return (modelMicros, elapsedNanos) -> elapsedNanos >= durationNanos ? Schedule.NEVER : elapsedNanos;
    }

    @Override
    public boolean paced() {
        return false;
    }

    @Override
    public boolean ratesWallTime() {
        return false;
    }

    @Override
    public boolean countable() {
        return false;
    }

    @Override
    public String text() {
        return "max" + RatePlan.forText(durationNanos);
    }
}
