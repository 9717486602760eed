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
     * Lets {@code dial} decide on the starts of rare episodes, from before the first entity begins on. Event n of entity k then
     * depends on what the dial was told too.
     *
     * @return false if starts cannot be decided one by one, and the settings' odds stay
     */
    default boolean steer(RareDial dial) {
        return false;
    }

    /**
     * Decides the pending event, where its moment has come and a dial decides on starts. To be called before {@link #emit}.
     *
     * @return false if something else is pending now, at the same time or later, or nothing any more
     */
    default boolean decide(EntityState state) {
        return true;
    }

    /** Writes the pending event into {@code frame} and draws the time of the one behind it. */
    void emit(EntityState state, EventFrame frame);

    /**
     * How many entities {@link #emit(EntityState[], int, EventBatch)} had best be given together, {@link EventBatch#MOST}
     * at most; 1 for a sampler that draws them one by one.
     */
    default int together() {
        return 1;
    }

    /**
     * Does for the first {@code count} of {@code states}, which are of different entities, what {@link #emit} does for one:
     * the events are the same, and a lane of {@code batch} holds each.
     */
    default void emit(EntityState[] states, int count, EventBatch batch) {
        throw new UnsupportedOperationException("this sampler draws events one by one");
    }

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
