package io.understudy.engine.pace;

/** A monotonic clock. */
@FunctionalInterface
public interface NanoClock {

    /** The JVM's own. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since an origin of the clock's own. */
    long nanos();
}
