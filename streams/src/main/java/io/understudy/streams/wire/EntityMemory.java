package io.understudy.streams.wire;

import io.understudy.model.EntityState;
import io.understudy.model.SequenceModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of the entities of one partition, by record key, in a task's store: the model's state, and when the
 * last event was. Recall an entity, look at it, then keep it. One thread's.
 */
public final class EntityMemory {
    /** {@link #lastMicros} of an entity that was never kept. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(EntityMemory.class);

    private final KeyValueStore<Bytes, byte[]> store;
    private final EntityState state;
    private final byte[] fresh;
    private long lastMicros;
    private boolean foreign;

    public EntityMemory(SequenceModel model, KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.state = model.newState();
        this.fresh = model.newState().toBytes();
    }

    /** The state of the entity called {@code key}, valid until the next call; that of a fresh one if it was never kept. */
    public EntityState recall(byte[] key) {
        byte[] kept = store.get(Bytes.wrap(key));
        lastMicros = NEVER;
        if (kept != null && restored(kept)) {
            lastMicros = ByteBuffer.wrap(kept).getLong();
        } else {
            state.restore(fresh);
        }
        return state;
    }

    /** False if the bytes are of another model, as after a new fit: what it knew of its entities is of no use to this. */
    private boolean restored(byte[] kept) {
        try {
            state.restore(Arrays.copyOfRange(kept, Long.BYTES, kept.length));
            return true;
        } catch (IllegalArgumentException e) {
            if (!foreign) {
                LOG.warn(
                        "entities are taken up anew, since what is kept of them is another model's: {}",
                        e.getMessage());
            }
            foreign = true;
            return false;
        }
    }

    /** Model time of the recalled entity's last event, in microseconds, or {@link #NEVER}. */
    public long lastMicros() {
        return lastMicros;
    }

    /** Keeps the recalled entity, whose name is {@code key}, with its last event at {@code timeMicros}. */
    public void keep(byte[] key, long timeMicros) {
        byte[] bytes = state.toBytes();
        store.put(
                Bytes.wrap(key),
                ByteBuffer.allocate(Long.BYTES + bytes.length)
                        .putLong(timeMicros)
                        .put(bytes)
                        .array());
    }
}
