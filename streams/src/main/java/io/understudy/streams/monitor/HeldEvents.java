package io.understudy.streams.monitor;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Events of one partition that wait for the truths of their time, oldest first. A picture in memory, written through to the
 * task's store.
 */
final class HeldEvents {

    /**
     * One that waits.
     *
     * @param record without its headers
     * @param modelMicros what the headers say of model time
     */
    record Held(Record<byte[], byte[]> record, long modelMicros) {
        private byte[] toBytes() {
            byte[] key = record.key();
            int keyBytes = key == null ? 0 : key.length;
            ByteBuffer out = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + keyBytes + record.value().length);
            out.putLong(record.timestamp()).putLong(modelMicros).putInt(key == null ? -1 : keyBytes);
            return (key == null ? out : out.put(key)).put(record.value()).array();
        }

        private static Held ofBytes(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long timestamp = in.getLong();
            long modelMicros = in.getLong();
            int keyBytes = in.getInt();
            byte[] key = keyBytes < 0 ? null : take(in, keyBytes);
            return new Held(new Record<>(key, take(in, in.remaining()), timestamp), modelMicros);
        }

        private static byte[] take(ByteBuffer in, int count) {
            byte[] taken = new byte[count];
            in.get(taken);
            return taken;
        }
    }

    private final KeyValueStore<Bytes, byte[]> store;
    private final Deque<Held> waiting = new ArrayDeque<>();
    private long first; // number of the oldest

    HeldEvents(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) { // in the order of the numbers
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                first = waiting.isEmpty() ? ByteBuffer.wrap(entry.key.get()).getLong() : first;
                waiting.add(Held.ofBytes(entry.value));
            }
        }
    }

    void add(Held event) {
        store.put(key(first + waiting.size()), event.toBytes());
        waiting.add(event);
    }

    /** The oldest, which goes on waiting; null if none does. */
    Held oldest() {
        return waiting.peek();
    }

    /** The oldest, which waits no more. */
    Held remove() {
        store.delete(key(first++));
        return waiting.remove();
    }

    int size() {
        return waiting.size();
    }

    private static Bytes key(long number) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
