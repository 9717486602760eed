package io.understudy.engine.simulate;

import io.understudy.model.Timestamp;

/** How simulated logs write time: ISO 8601 in UTC, with milliseconds. */
final class LogTime {
    static final Timestamp FORMAT = new Timestamp(Timestamp.Style.OFFSET, "yyyy-MM-dd'T'HH:mm:ss.SSSX", "UTC");

    private LogTime() {}
}
