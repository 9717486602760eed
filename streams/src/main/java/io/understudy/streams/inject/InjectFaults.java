package io.understudy.streams.inject;

import io.understudy.model.EventFrame;
import io.understudy.schemas.FaultMark;

/** Decides which injected events go wrong on purpose. Asked by all threads of an app; the answer follows from the event alone. */
public interface InjectFaults {
    /** Nothing goes wrong. */
    InjectFaults NONE = (frame, value) -> null;

    /**
     * What goes wrong with an event; null if nothing does.
     *
     * @param frame whose entity and sequence are the event's own, no other's
     * @param value of its record
     */
    Choice of(EventFrame frame, byte[] value);

    /**
     * A fault.
     *
     * @param label what the event's label says of it
     * @param mark what happens to the record
     */
    record Choice(String label, FaultMark mark) {}
}
