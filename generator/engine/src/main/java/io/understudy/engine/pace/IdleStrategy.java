package io.understudy.engine.pace;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits when nothing is due. */
@FunctionalInterface
public interface IdleStrategy {

    /** Parks the thread; wakes 50 to 100 microseconds late on a usual Linux. */
    IdleStrategy PARK = LockSupport::parkNanos;

    /** Waits about {@code nanos}, more than 0; may return early. */
    void idle(long nanos);
}
