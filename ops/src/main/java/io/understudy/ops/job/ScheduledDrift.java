package io.understudy.ops.job;

import io.understudy.engine.sample.DriftPlan;
import java.util.Objects;

/** A drift that a job turns on by itself. */
public record ScheduledDrift(Moment at, DriftPlan plan) {
    public ScheduledDrift {
        Objects.requireNonNull(at);
        Objects.requireNonNull(plan);
    }
}
