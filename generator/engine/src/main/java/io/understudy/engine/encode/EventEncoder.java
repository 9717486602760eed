package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.schemas.WireBuffer;

/** Turns events into the values of records. Owned by one thread. */
public interface EventEncoder {

    /**
     * Replaces what {@code out} holds by the event in {@code frame}.
     *
     * @param origin who made the event: {@link io.understudy.schemas.EventIds#BASE}, or a burst's
     * @return the event's id
     */
    long encode(EventFrame frame, int origin, WireBuffer out);
}
