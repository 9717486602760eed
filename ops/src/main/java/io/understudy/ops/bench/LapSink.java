package io.understudy.ops.bench;

import io.understudy.engine.publish.EventSink;
import io.understudy.model.EventFrame;
import java.io.IOException;

/** Passes events on, and meters from the first one to the moment when all are durable. */
final class LapSink implements EventSink {
    private final EventSink next;
    private final LapMeter meter = new LapMeter();
    private final long bytes;
    private long records;
    private Lap lap;

    /**
     * A meter in front of a sink.
     *
     * @param bytes that the records of the lap have
     */
    LapSink(EventSink next, long bytes) {
        this.next = next;
        this.bytes = bytes;
    }

    @Override
    public void accept(EventFrame frame, long intendedNanos) throws IOException {
        if (records++ == 0) {
            meter.start();
        }
        next.accept(frame, intendedNanos);
    }

    @Override
    public void release() throws IOException {
        next.release();
    }

    @Override
    public void tick(long streamTimeMicros) throws IOException {
        next.tick(streamTimeMicros);
    }

    @Override
    public void finish() throws IOException {
        next.finish();
        lap = meter.stop(records, bytes);
    }

    Lap lap() {
        return lap;
    }

    @Override
    public void close() throws IOException {
        next.close();
    }
}
