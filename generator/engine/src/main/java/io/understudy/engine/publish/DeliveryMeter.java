package io.understudy.engine.publish;

/**
 * What a sink reports of events that leave it. Reports that a meter has no method for are dropped. Called by any thread; must
 * not wait.
 */
public interface DeliveryMeter {

    /** Reports that nobody reads. */
    DeliveryMeter NONE = (latencyNanos, events) -> {};

    /** {@code events} were acknowledged, each {@code latencyNanos} after its intended time. */
    void acknowledged(long latencyNanos, int events);

    /** A label was sent. */
    default void labelled() {}

    /** An event got a fault on purpose. */
    default void faulted(String fault) {}

    /** An event or label was not taken. */
    default void failed() {}
}
