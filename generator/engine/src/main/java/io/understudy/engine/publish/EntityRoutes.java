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
    private static final int PARTITION_BITS = 20; // and 44 for the entity

    private final RecordKeys keys;
    private final int partitions;
    private byte[] nearByEntity =
            new byte[1 << 10]; // [entity] partition + 1, 0 where unknown: all of it in a near cache
    private byte[][] keyByPlace = new byte[1 << 10][]; // [entity modulo length]
    private long[] routeByPlace = new long[1 << 10]; // entity and partition, so that one line of memory has both

    EntityRoutes(RecordKeys keys, int partitions) {
        this.keys = keys;
        this.partitions = partitions;
        assert partitions <= 1 << PARTITION_BITS : partitions;
    }

    /** The partition of the entity of {@code frame}, without its key. */
    int partitionOf(EventFrame frame) {
        long entity = frame.entity;
        if (entity < nearByEntity.length && nearByEntity[(int) entity] != 0) {
            return (nearByEntity[(int) entity] & 0xff) - 1;
        }
        int partition = partition(keys.of(frame), partitions);
        if (entity < MOST && partition < 0xff) {
            if (entity >= nearByEntity.length) {
                nearByEntity = Arrays.copyOf(nearByEntity, 2 * Integer.highestOneBit((int) entity));
            }
            nearByEntity[(int) entity] = (byte) (partition + 1);
        }
        return partition;
    }

    /** Where in this table the entity of {@code frame} stands, until the next call. */
    int place(EventFrame frame) {
        long entity = frame.entity;
        while (entity >= keyByPlace.length && keyByPlace.length < MOST) {
            grow();
        }
        int place = (int) entity & keyByPlace.length - 1;
        if (routeByPlace[place] >>> PARTITION_BITS != entity || keyByPlace[place] == null) {
            byte[] key = keys.of(frame);
            keyByPlace[place] = key;
            routeByPlace[place] = entity << PARTITION_BITS | partition(key, partitions);
        }
        return place;
    }

    /** The record key; not to be changed. */
    byte[] key(int place) {
        return keyByPlace[place];
    }

    int partition(int place) {
        return (int) routeByPlace[place] & (1 << PARTITION_BITS) - 1;
    }

    /** Partition that Kafka's default partitioner sends {@code key} to: murmur2, positive, modulo. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    // All that is kept has entities below the old length, so their places stay.
    private void grow() {
        int length = keyByPlace.length * 2;
        keyByPlace = Arrays.copyOf(keyByPlace, length);
        routeByPlace = Arrays.copyOf(routeByPlace, length);
    }
}
