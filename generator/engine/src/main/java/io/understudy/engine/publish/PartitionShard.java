package io.understudy.engine.publish;

import io.understudy.engine.encode.EntityKeys;
import io.understudy.engine.sample.Shard;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import java.util.function.LongPredicate;

/** Shards of a population by the partition of Kafka that their entities' keys belong to. */
public final class PartitionShard {
    private PartitionShard() {}

    /**
     * The entities that Kafka's own partitioner sends to {@code partition}. In an endless stream the entities that
     * follow in the places of these are made by the same shard, under keys of their own.
     *
     * @param layout whose entity columns hold the entity's ordinal
     * @param partitions of the stream
     */
    public static Shard of(EventLayout layout, int partition, int partitions) {
        EntityKeys keys = new EntityKeys(layout);
        EventFrame frame = new EventFrame(layout.size());
        int[] columns = layout.indexes(ColumnRole.ENTITY);
        LongPredicate owns = entity -> {
            for (int column : columns) {
                frame.values[column] = entity;
            }
            return EntityRoutes.partition(keys.utf8(frame), partitions) == partition;
        };
        return new Shard(partition, partitions, owns);
    }
}
