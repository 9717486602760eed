package io.understudy.engine.publish;

import io.understudy.model.EventFrame;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * The record key and the partition of each entity, worked out at its first event. Equal to what Kafka's own partitioner
 * makes of the key, so that others who write or join by that key meet. Owned by one thread; keeps the last {@value
 * #MOST} or so entities and about 50 bytes for each.
 */
final class EntityRoutes {
    private static final int MOST = 1 << 20;

    private final RecordKeys keys;
    private final int partitions;
    private byte[][] keyByPlace = new byte[1 << 10][]; // [entity modulo length]
    private long[] entityByPlace = new long[1 << 10];
    private int[] partitionByPlace = new int[1 << 10];

    EntityRoutes(RecordKeys keys, int partitions) {
        this.keys = keys;
        this.partitions = partitions;
    }

    /** Where in this table the entity of {@code frame} stands, until the next call. */
    int place(EventFrame frame) {
        long entity = frame.entity;
        while (entity >= keyByPlace.length && keyByPlace.length < MOST) {
            grow();
        }
        int place = (int) entity & keyByPlace.length - 1;
        if (keyByPlace[place] == null || entityByPlace[place] != entity) {
            byte[] key = keys.of(frame);
            keyByPlace[place] = key;
            entityByPlace[place] = entity;
            partitionByPlace[place] = partition(key, partitions);
        }
        return place;
    }

    /** The record key; not to be changed. */
    byte[] key(int place) {
        return keyByPlace[place];
    }

    int partition(int place) {
        return partitionByPlace[place];
    }

    /** Partition that Kafka's default partitioner sends {@code key} to: murmur2, positive, modulo. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    // All that is kept has entities below the old length, so their places stay.
    private void grow() {
        int length = keyByPlace.length * 2;
        keyByPlace = Arrays.copyOf(keyByPlace, length);
        entityByPlace = Arrays.copyOf(entityByPlace, length);
        partitionByPlace = Arrays.copyOf(partitionByPlace, length);
    }
}
