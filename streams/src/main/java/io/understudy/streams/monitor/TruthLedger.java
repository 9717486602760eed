package io.understudy.streams.monitor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Truths that wait for their events on one partition: which are announced, and the class of the others. A picture in
 * memory, written through to the task's store; the oldest are dropped beyond a limit, since an event may never come.
 */
final class TruthLedger {
    /** The truth of an event of an announced burst. */
    static final long ANNOUNCED = -1;

    /** What {@link #take} answers for an event that nothing is known of. */
    static final long UNKNOWN = -2;

    private record Truth(long order, long label) {
        private byte[] toBytes() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(order)
                    .putLong(label)
                    .array();
        }

        private static Truth ofBytes(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Truth(in.getLong(), in.getLong());
        }
    }

    private final KeyValueStore<Bytes, byte[]> store;
    private final int most;
    private final LongAdder dropped;
    private final Map<String, Truth> waiting = new LinkedHashMap<>(); // oldest first
    private long nextOrder;

    TruthLedger(KeyValueStore<Bytes, byte[]> store, int most, LongAdder dropped) {
        this.store = store;
        this.most = most;
        this.dropped = dropped;
        List<Map.Entry<String, Truth>> kept = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                kept.add(Map.entry(new String(entry.key.get(), StandardCharsets.UTF_8), Truth.ofBytes(entry.value)));
            }
        }
        kept.sort(Comparator.comparingLong(e -> e.getValue().order));
        for (Map.Entry<String, Truth> entry : kept) {
            waiting.put(entry.getKey(), entry.getValue());
            nextOrder = entry.getValue().order + 1;
        }
    }

    /** Remembers the class of an event to come, or {@link #ANNOUNCED}. */
    void put(String eventId, long label) {
        Truth truth = new Truth(nextOrder++, label);
        waiting.remove(eventId);
        waiting.put(eventId, truth);
        store.put(key(eventId), truth.toBytes());
        while (waiting.size() > most) {
            String oldest = waiting.keySet().iterator().next();
            waiting.remove(oldest);
            store.delete(key(oldest));
            dropped.increment();
        }
    }

    /** The class of an event that has come, {@link #ANNOUNCED} or {@link #UNKNOWN}; forgets it. */
    long take(String eventId) {
        Truth truth = waiting.remove(eventId);
        if (truth == null) {
            return UNKNOWN;
        }
        store.delete(key(eventId));
        return truth.label;
    }

    private static Bytes key(String eventId) {
        return Bytes.wrap(eventId.getBytes(StandardCharsets.UTF_8));
    }
}
