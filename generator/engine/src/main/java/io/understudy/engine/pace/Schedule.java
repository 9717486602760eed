package io.understudy.engine.pace;

/** The intended times of one run of a plan, event by event. Scratch of one thread; allocates nothing. */
public interface Schedule {

    /** Intended time of an event that the plan does not want. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Intended time of the next event, in nanoseconds since the start, never less than that of the event before; {@link
     * #NEVER} when the plan is over.
     *
     * @param modelMicros model time of the next event, which the model's own rhythm goes by
     * @param elapsedNanos what the pacer's clock shows, which {@code max} goes by
     */
    long nextNanos(long modelMicros, long elapsedNanos);

    /**
     * Passes over events before {@code nanos} of a schedule whose times depend on nothing, as many as can be counted at
     * once; those left are made one by one.
     *
     * @return how many
     */
    default long skip(long nanos) {
        return 0;
    }
}
