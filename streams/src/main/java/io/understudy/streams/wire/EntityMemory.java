package io.understudy.streams.wire;

import io.understudy.model.EntityState;
import io.understudy.model.SequenceModel;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the model remembers of the entities of one partition, by record key, in a task's store. One thread's. */
public final class EntityMemory {
    private final SequenceModel model;
    private final KeyValueStore<Bytes, byte[]> store;
    private final EntityState scratch;

    public EntityMemory(SequenceModel model, KeyValueStore<Bytes, byte[]> store) {
        this.model = model;
        this.store = store;
        this.scratch = model.newState();
    }

    /** The state of the entity called {@code key}, valid until the next call; null if it was never kept. */
    public EntityState recall(byte[] key) {
        byte[] kept = store.get(Bytes.wrap(key));
        if (kept == null) {
            return null;
        }
        scratch.restore(kept);
        return scratch;
    }

    /** The state of the entity called {@code key}, valid until the next call; that of a fresh one if it was never kept. */
    public EntityState recallOrBegin(byte[] key) {
        EntityState known = recall(key);
        return known == null ? model.newState() : known;
    }

    public void keep(byte[] key, EntityState state) {
        store.put(Bytes.wrap(key), state.toBytes());
    }
}
