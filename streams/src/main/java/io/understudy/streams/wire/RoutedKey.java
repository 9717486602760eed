package io.understudy.streams.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A record key with the partition it must go to: the one it came from, whatever the key is.
 *
 * @param bytes the key as it stands on the topic; null for a record without one
 */
public record RoutedKey(byte[] bytes, int partition) {

    /** Writes the key's bytes alone. */
    public static Serializer<RoutedKey> serializer() {
        return (topic, key) -> key.bytes;
    }

    /** Sends each record to its key's partition. */
    public static <V> StreamPartitioner<RoutedKey, V> partitioner() {
        return (topic, key, value, partitions) -> Optional.of(Set.of(key.partition));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutedKey that && partition == that.partition && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + partition;
    }

    @Override
    public String toString() {
        return "partition " + partition + ", key of " + (bytes == null ? 0 : bytes.length) + " bytes";
    }
}
