package io.understudy.model;

/**
 * How to sample.
 *
 * @param seed equal seeds give equal events
 * @param startMicros model time at which the stream begins
 * @param endMicros model time at which it ends; {@code Long.MAX_VALUE} for a stream without end, in which entities that
 *     end are followed by fresh ones in the same place
 * @param rareOdds factor on the odds of each start of a rare class, 1 for the reference's own; the law of the events
 *     given their class does not depend on it
 */
public record SamplerSettings(long seed, long startMicros, long endMicros, double rareOdds) {
    public SamplerSettings {
        if (endMicros <= startMicros) {
            throw new IllegalArgumentException("the end must lie behind the start");
        }
        if (!(rareOdds >= 0) || Double.isInfinite(rareOdds)) {
            throw new IllegalArgumentException("rare odds " + rareOdds + " must be a finite number, at least 0");
        }
    }
}
