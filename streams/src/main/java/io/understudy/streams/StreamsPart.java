package io.understudy.streams;

/** A topology that the Streams app can run. */
public enum StreamsPart {
    /** Injects bursts: S.base and S.bursts in, S and S.labels out. */
    INJECT,
    /** Watches for drift: S and S.labels in, S.drift out. */
    MONITOR
}
