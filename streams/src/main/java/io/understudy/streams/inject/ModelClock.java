package io.understudy.streams.inject;

import java.nio.ByteBuffer;

/**
 * Maps event time to model time on one partition, where records say both: straight between the last two events. Times in
 * microseconds. Scratch of one task.
 */
final class ModelClock {
    private long eventBefore;
    private long modelBefore;
    private long eventNow;
    private long modelNow;
    private int events;

    /** An event at {@code eventMicros} was at {@code modelMicros} in the model. Steps back are left out. */
    void pass(long eventMicros, long modelMicros) {
        if (events > 0 && (eventMicros < eventNow || modelMicros < modelNow)) {
            return;
        }
        eventBefore = eventNow;
        modelBefore = modelNow;
        eventNow = eventMicros;
        modelNow = modelMicros;
        events = Math.min(events + 1, 2);
    }

    /** Model time at {@code eventMicros}; behind the last event, time runs as it ran before it. */
    long modelMicros(long eventMicros) {
        if (events == 0) {
            return eventMicros;
        }
        double speed = events < 2 || eventNow == eventBefore
                ? 1
                : (double) (modelNow - modelBefore) / (eventNow - eventBefore);
        return modelNow + Math.round((eventMicros - eventNow) * speed);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(4 * Long.BYTES + Integer.BYTES)
                .putLong(eventBefore)
                .putLong(modelBefore)
                .putLong(eventNow)
                .putLong(modelNow)
                .putInt(events)
                .array();
    }

    void restore(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        eventBefore = in.getLong();
        modelBefore = in.getLong();
        eventNow = in.getLong();
        modelNow = in.getLong();
        events = in.getInt();
    }
}
