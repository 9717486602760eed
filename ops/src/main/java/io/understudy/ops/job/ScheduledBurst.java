package io.understudy.ops.job;

import io.understudy.streams.inject.BurstRequest;
import java.util.Objects;

/** A burst that a job commands by itself. */
public record ScheduledBurst(Moment at, BurstRequest request) {
    public ScheduledBurst {
        Objects.requireNonNull(at);
        Objects.requireNonNull(request);
    }
}
