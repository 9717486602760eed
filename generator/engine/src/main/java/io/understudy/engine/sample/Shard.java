package io.understudy.engine.sample;

import java.util.Objects;
import java.util.function.LongPredicate;

/**
 * A part of a population that is made on its own: the entities whose first key Kafka's partitioner sends to one
 * partition.
 *
 * @param index of the shard, from 0
 * @param count of shards; the row numbers of shard i of n are i, i + n, i + 2n and so on, so that no two shards share one
 * @param owns whether an entity, by its ordinal, belongs to the shard
 */
public record Shard(int index, int count, LongPredicate owns) {
    /** The whole population. */
    public static final Shard WHOLE = new Shard(0, 1, entity -> true);

    public Shard {
        Objects.requireNonNull(owns);
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("shard " + index + " of " + count + " does not exist");
        }
    }
}
