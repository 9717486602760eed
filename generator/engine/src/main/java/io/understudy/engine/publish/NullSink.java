package io.understudy.engine.publish;

import io.understudy.model.EventFrame;

/** Takes everything and keeps nothing: for measuring what comes before. */
public final class NullSink implements EventSink {
    @Override
    public void accept(EventFrame frame, long intendedNanos) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
