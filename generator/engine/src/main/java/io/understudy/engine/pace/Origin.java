package io.understudy.engine.pace;

/**
 * Where a schedule begins.
 *
 * @param modelMicros model time, which the model's own rhythm counts from
 * @param wallMicros wall time, microseconds since 1970, which decides the hour of a day
 */
public record Origin(long modelMicros, long wallMicros) {
    /** 1970 on both clocks. */
    public static final Origin EPOCH = new Origin(0, 0);

    /** The origin of a plan that begins {@code nanos} later, when the model's time has come to {@code micros}. */
    Origin later(long nanos, long micros) {
        return new Origin(micros, wallMicros + nanos / 1_000);
    }
}
