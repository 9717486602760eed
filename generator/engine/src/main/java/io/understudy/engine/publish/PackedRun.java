package io.understudy.engine.publish;

import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.WireBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The events of one partition between acceptance and release, in order, one behind the other in one array: objects for each
 * would cost more than to write it. What is there is the end of Kafka's record format, version 2, which does not hang on
 * the batch: length and bytes of the key, of the value, and that there are no headers. Owned by the sink's thread.
 */
final class PackedRun {
    private static final int NUMBER_BYTES = 5; // most of a length

    private byte[] bytes = new byte[1 << 14];
    private long[] timestampsMillis = new long[64]; // [event]
    private long[] intendedNanos = new long[64]; // [event]
    private int[] keyEnds = new int[64]; // [event]
    private int[] valueEnds = new int[64]; // [event]
    private int[] starts = new int[65]; // [event], and the end of the last
    private int size;

    /** Adds an event, whose key and value, {@code length} bytes from {@code from} on, are copied. */
    void add(WireBuffer key, long timestampMillis, byte[] value, int from, int length, long eventIntendedNanos) {
        if (size == timestampsMillis.length) {
            timestampsMillis = Arrays.copyOf(timestampsMillis, size * 2);
            intendedNanos = Arrays.copyOf(intendedNanos, size * 2);
            keyEnds = Arrays.copyOf(keyEnds, size * 2);
            valueEnds = Arrays.copyOf(valueEnds, size * 2);
            starts = Arrays.copyOf(starts, size * 2 + 1);
        }
        int most = starts[size] + key.length() + length + 2 * NUMBER_BYTES + AvroBinary.SLACK_BYTES;
        if (most > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, most));
        }
        keyEnds[size] = write(key.array(), 0, key.length(), starts[size]);
        valueEnds[size] = write(value, from, length, keyEnds[size]);
        bytes[valueEnds[size]] = 0;
        timestampsMillis[size] = timestampMillis;
        intendedNanos[size] = eventIntendedNanos;
        size++;
        starts[size] = valueEnds[size - 1] + 1;
    }

    private int write(byte[] part, int from, int length, int to) {
        int at = AvroBinary.writeLong(bytes, to, length);
        System.arraycopy(part, from, bytes, at, length);
        return at + length;
    }

    int size() {
        return size;
    }

    long timestampMillis(int event) {
        return timestampsMillis[event];
    }

    /** Bytes of an event's record behind its number. */
    int tailBytes(int event) {
        return starts[event + 1] - starts[event];
    }

    /** Copies an event's record, as far as it stands here, to {@code at}, and gives the place behind it. */
    int copyTail(int event, byte[] out, int at) {
        int length = tailBytes(event);
        System.arraycopy(bytes, starts[event], out, at, length);
        return at + length;
    }

    /** When the rate plan wanted each event out; a copy. */
    long[] intendedNanos() {
        return Arrays.copyOf(intendedNanos, size);
    }

    /** An event as a record of its own. */
    ProducerRecord<byte[], byte[]> record(int event, String topic, int partition) {
        byte[] key = part(starts[event], keyEnds[event]);
        byte[] value = part(keyEnds[event], valueEnds[event]);
        return new ProducerRecord<>(topic, partition, timestampsMillis[event], key, value);
    }

    private byte[] part(int start, int end) {
        int from = start;
        while (bytes[from] < 0) { // the length goes on
            from++;
        }
        return Arrays.copyOfRange(bytes, from + 1, end);
    }

    void clear() {
        size = 0;
    }
}
