package io.understudy.engine.publish;

/** What a sink reports of events that leave it. Called by any thread; must not wait. */
public interface DeliveryMeter {

    /** Reports that nobody reads. */
    DeliveryMeter NONE = new DeliveryMeter() {
        @Override
        public void acknowledged(long latencyNanos, int events) {}

        @Override
        public void labelled() {}

        @Override
        public void faulted(String fault) {}

        @Override
        public void failed() {}
    };

    /** {@code events} were acknowledged, each {@code latencyNanos} after its intended time. */
    void acknowledged(long latencyNanos, int events);

    /** A label was sent. */
    void labelled();

    /** An event got a fault on purpose. */
    void faulted(String fault);

    /** An event or label was not taken. */
    void failed();
}
