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

    /** Does with an event what can be done without anybody's noticing, so that the code for it is compiled. */
    default void rehearse(EventFrame frame) {}

    /**
     * Sends what {@link #accept} held back; called after each run of events that were due together. Sinks that hold
     * nothing back need not do anything.
     */
    default void release() throws IOException {}

    /**
     * Says that no further event comes before {@code streamTimeMicros}, so that readers' clocks can go on while nothing
     * happens. Sinks without readers ignore it.
     */
    default void tick(long streamTimeMicros) throws IOException {}

    /** Whether what it writes bears importance weights. */
    default boolean weighs() {
        return false;
    }

    /** Sets the importance weights, before the first event. Sinks that write none ignore it. */
    default void weigh(ClassWeights weights) {}

    /** Sends that were tried again so far. */
    default long retries() {
        return 0;
    }

    /** What keeps this sink from taking more, in a word or two: {@code output}, {@code broker}, {@code network}. */
    default String bottleneck() {
        return "output";
    }

    /** Makes all that was taken durable and visible under its name. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
