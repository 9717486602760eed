package io.understudy.engine.publish;

import io.understudy.engine.pace.NanoClock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One callback for all events of a partition that are sent together: Kafka acknowledges them in the order in which they
 * were sent. Each event's latency counts from its own intended time. Those that come in one batch are called for
 * {@linkplain Part at once}. Of others the clock is read for up to 8 at once, at
 * the last one's acknowledgement, so that no latency is understated: events of one batch are acknowledged within
 * microseconds, and where the eight are of two batches, those of the first bear the time of the second. Called by Kafka's
 * thread, and by the sink's for an event that Kafka refuses at once.
 */
final class RunCallback implements Callback {
    private static final int AT_ONCE = 8;

    private final long[] intendedNanos; // [event]
    private final NanoClock clock;
    private final DeliveryMeter meter;
    private final Consumer<Exception> failed;
    private int acknowledged;
    private int metered;

    /**
     * The callback of some events.
     *
     * @param intendedNanos of each event, in the order of sending; kept
     * @param failed takes the error of an event that was not taken
     */
    RunCallback(long[] intendedNanos, NanoClock clock, DeliveryMeter meter, Consumer<Exception> failed) {
        this.intendedNanos = intendedNanos;
        this.clock = clock;
        this.meter = meter;
        this.failed = failed;
    }

    /** The next events that are of one batch. */
    final class Part implements Callback {
        private final int events;
        private boolean apart;

        private Part(int events) {
            this.events = events;
        }

        /** From now on, each event is called for by itself; how many there are. */
        int takeApart() {
            apart = true;
            return events;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception error) {
            completed(apart ? 1 : events, error);
        }
    }

    /** The callback of the next {@code events}, of those that are not in a part yet. */
    Part part(int events) {
        return new Part(events);
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception error) {
        completed(1, error);
    }

    private void completed(int events, Exception error) {
        if (error != null) { // which ends the sink: what is acknowledged behind it need not be metered to the last
            for (int i = 0; i < events; i++) {
                failed.accept(error);
            }
            return;
        }
        acknowledged += events;
        if (events > 1 || acknowledged % AT_ONCE == 0 || acknowledged == intendedNanos.length) {
            meterUntil(acknowledged, clock.nanos());
        }
    }

    private void meterUntil(int end, long nowNanos) {
        while (metered < end) {
            int first = metered;
            while (metered < end && intendedNanos[metered] == intendedNanos[first]) {
                metered++;
            }
            meter.acknowledged(nowNanos - intendedNanos[first], metered - first);
        }
    }
}
