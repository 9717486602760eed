package io.understudy.model;

/** Draws the events of single entities. Scratch of one thread; any number of states may pass through it. */
public interface EntitySampler {

    /** {@link #nextTimeMicros} of an entity that has no further event. */
    long ENDED = Long.MAX_VALUE;

    /** Makes {@code state} entity number {@code entity} of {@code population}, before its first event. */
    void begin(EntityState state, long entity, long population);

    /** Model time of the pending event, or {@link #ENDED}. */
    long nextTimeMicros(EntityState state);

    /**
     * Says that {@link #emit} of {@code state} will be called soon: a sampler that waits for memory may touch what it will
     * need. Called for several states one after the other, so that their waits overlap; changes nothing that is drawn.
     */
    default void warm(EntityState state) {}

    /** Writes the pending event into {@code frame} and draws the time of the one behind it. */
    void emit(EntityState state, EventFrame frame);

    /**
     * Writes an event of class {@code label} at {@code timeMicros} into {@code frame} and makes it the last event of
     * {@code state}, as a burst does to its victim. The state may come from {@link EntityScorer#observe}.
     *
     * @param randomSeed decides the event together with the state
     */
    void emitForced(EntityState state, long label, long timeMicros, long randomSeed, EventFrame frame);

    /**
     * A gap, in microseconds, that an entity in {@code state} would leave before its next event of class
     * {@code label}.
     */
    long forcedGapMicros(EntityState state, long label, long randomSeed);
}
