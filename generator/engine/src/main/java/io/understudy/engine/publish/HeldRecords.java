package io.understudy.engine.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of one partition between acceptance and release, in order. Owned by the sink's thread. */
final class HeldRecords {
    private final List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> labels = new ArrayList<>();
    private long[] intendedNanos = new long[64]; // [event]

    void addEvent(ProducerRecord<byte[], byte[]> event, long eventIntendedNanos) {
        if (events.size() == intendedNanos.length) {
            intendedNanos = Arrays.copyOf(intendedNanos, events.size() * 2);
        }
        intendedNanos[events.size()] = eventIntendedNanos;
        events.add(event);
    }

    void addLabel(ProducerRecord<byte[], byte[]> label) {
        labels.add(label);
    }

    /** Not to be kept. */
    List<ProducerRecord<byte[], byte[]>> events() {
        return events;
    }

    /** Not to be kept. */
    List<ProducerRecord<byte[], byte[]>> labels() {
        return labels;
    }

    /** When the rate plan wanted each event out; a copy. */
    long[] intendedNanos() {
        return Arrays.copyOf(intendedNanos, events.size());
    }

    void clearEvents() {
        events.clear();
    }

    void clearLabels() {
        labels.clear();
    }
}
