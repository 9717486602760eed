package io.understudy.engine.publish;

import io.understudy.model.EventFrame;
import java.io.IOException;

/** Where events go. Owned by one thread. A sink that is closed without {@link #finish} leaves nothing behind. */
public interface EventSink extends AutoCloseable {

    /**
     * Takes one event.
     *
     * @param frame the event, whose cells are complete; copied or encoded before the method returns
     * @param intendedNanos when the rate plan wanted it out, on the pacer's clock
     * @throws IOException if the event cannot be kept; the sink takes no more
     */
    void accept(EventFrame frame, long intendedNanos) throws IOException;

    /** Makes all that was taken durable and visible under its name. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
