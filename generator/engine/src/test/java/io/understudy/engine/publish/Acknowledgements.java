package io.understudy.engine.publish;

import java.util.ArrayList;
import java.util.List;

/** Keeps the latencies of the events that were acknowledged. */
final class Acknowledgements implements DeliveryMeter {
    final List<Long> latencies = new ArrayList<>();

    @Override
    public void acknowledged(long latencyNanos, int events) {
        for (int i = 0; i < events; i++) {
            latencies.add(latencyNanos);
        }
    }
}
