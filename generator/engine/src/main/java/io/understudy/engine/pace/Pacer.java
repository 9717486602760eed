package io.understudy.engine.pace;

/**
 * Waits for intended times. An event that is late is due at once and moves no other: the schedule never stretches.
 * Owned by one thread.
 */
public final class Pacer {
    /** Longest single wait, so that a cancelled run ends soon and an idle stream's clock goes on. */
    public static final long LONGEST_IDLE_NANOS = 10_000_000;

    private final NanoClock clock;
    private final IdleStrategy idle;
    private long startNanos;
    private long idleNanos;

    public Pacer(NanoClock clock, IdleStrategy idle) {
        this.clock = clock;
        this.idle = idle;
        this.startNanos = clock.nanos();
    }

    /** Makes now the origin of the schedule. */
    public void start() {
        startNanos = clock.nanos();
        idleNanos = 0;
    }

    /** Nanoseconds since the start; an intended time up to this one is due. */
    public long elapsedNanos() {
        return clock.nanos() - startNanos;
    }

    /** The clock's reading at the start. */
    public long startNanos() {
        return startNanos;
    }

    /** Waits towards {@code intendedNanos} after the start, {@link #LONGEST_IDLE_NANOS} at most; not at all if it is due. */
    public void idleTowards(long intendedNanos) {
        long before = elapsedNanos();
        long wait = Math.min(intendedNanos - before, LONGEST_IDLE_NANOS);
        if (wait > 0) {
            idle.idle(wait);
            idleNanos += elapsedNanos() - before;
        }
    }

    /** Nanoseconds spent waiting since the start. */
    public long idleNanos() {
        return idleNanos;
    }
}
