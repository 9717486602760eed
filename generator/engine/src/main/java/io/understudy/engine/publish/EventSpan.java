package io.understudy.engine.publish;

/**
 * The event times that a run will write, as far as they are known before it starts.
 *
 * @param live true where events bear the time they are made at, so that no topic minds
 * @param firstMicros earliest event time
 * @param lastMicros latest event time; {@code Long.MAX_VALUE} where it is not known
 */
public record EventSpan(boolean live, long firstMicros, long lastMicros) {
    /** Events of now. */
    public static final EventSpan NOW = new EventSpan(true, 0, Long.MAX_VALUE);

    /** Events of simulated time. */
    public static EventSpan simulated(long firstMicros, long lastMicros) {
        return new EventSpan(false, firstMicros, lastMicros);
    }
}
