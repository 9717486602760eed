package io.understudy.engine.pace;

/** The model's own rhythm: an event is wanted when its model time has come, at a speed. */
public record RhythmPlan(Speed speed, long durationNanos) implements RatePlan {
    public RhythmPlan {
        RatePlan.requireDuration(durationNanos);
    }

    @Override
    public Schedule schedule(Origin origin) {
        return (modelMicros, elapsedNanos) -> {
            long nanos = speed.wallNanos(Math.max(0, modelMicros - origin.modelMicros()));
            return nanos >= durationNanos ? Schedule.NEVER : nanos;
        };
    }

    @Override
    public long modelMicrosAfter(long nanos, long startMicros, long nextMicros) {
        return startMicros + speed.modelMicros(nanos);
    }

    @Override
    public boolean paced() {
        return true;
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
        return (speed.equals(Speed.REAL) ? "model" : "model x" + speed.text()) + RatePlan.forText(durationNanos);
    }
}
