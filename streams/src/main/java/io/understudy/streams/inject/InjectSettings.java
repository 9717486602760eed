package io.understudy.streams.inject;

import java.time.Duration;
import java.util.Objects;

/**
 * How to inject.
 *
 * @param partitions of the base topic, and so of the stream, its labels and its bursts
 * @param labelDelay how long after an injected event its truth would be known in the field
 * @param idSeed seed of the event ids, the generator's own
 * @param faults of injected events; those of base events stand on their records
 */
public record InjectSettings(int partitions, Duration labelDelay, long idSeed, InjectFaults faults) {
    public InjectSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("a stream has at least one partition, not " + partitions);
        }
        Objects.requireNonNull(faults);
        if (labelDelay.isNegative()) {
            throw new IllegalArgumentException("label delay " + labelDelay + " must not be negative");
        }
    }

    /** Settings of injected events of which none goes wrong. */
    public InjectSettings(int partitions, Duration labelDelay, long idSeed) {
        this(partitions, labelDelay, idSeed, InjectFaults.NONE);
    }
}
