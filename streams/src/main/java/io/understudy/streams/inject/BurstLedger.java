package io.understudy.streams.inject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The live bursts of one partition: a picture in memory, written through to the task's stores. Burst entries hold the
 * command as it stood on the topic and the progress; victim entries hang on the burst's id.
 */
final class BurstLedger {
    private static final int PROGRESS_BYTES = 2 * Long.BYTES;

    private final KeyValueStore<Bytes, byte[]> bursts;
    private final KeyValueStore<Bytes, byte[]> victims;
    private final Map<String, ActiveBurst> live = new TreeMap<>();
    private final Map<String, byte[]> commands = new TreeMap<>();

    /**
     * The bursts that the stores hold.
     *
     * @param activate makes a burst, without progress, of its command's bytes; null where the model no longer knows it
     */
    BurstLedger(
            KeyValueStore<Bytes, byte[]> bursts,
            KeyValueStore<Bytes, byte[]> victims,
            Function<byte[], ActiveBurst> activate) {
        this.bursts = bursts;
        this.victims = victims;
        List<Bytes> dead = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = bursts.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                if (!revive(ByteBuffer.wrap(entry.value), activate)) {
                    dead.add(entry.key);
                }
            }
        }
        dead.forEach(bursts::delete);
        reviveVictims();
    }

    private boolean revive(ByteBuffer entry, Function<byte[], ActiveBurst> activate) {
        byte[] command = new byte[entry.remaining() - PROGRESS_BYTES];
        ByteBuffer progress = entry.slice(0, PROGRESS_BYTES);
        entry.position(PROGRESS_BYTES).get(command);
        ActiveBurst burst = activate.apply(command);
        if (burst == null) {
            return false;
        }
        burst.resume(progress);
        live.put(burst.order.id(), burst);
        commands.put(burst.order.id(), command);
        return true;
    }

    private void reviveVictims() {
        List<Bytes> dead = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = victims.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                ActiveBurst burst = live.get(burstOf(entry.key));
                if (burst != null) {
                    burst.add(Victim.ofBytes(entry.value));
                } else {
                    dead.add(entry.key);
                }
            }
        }
        dead.forEach(victims::delete);
    }

    /** The live bursts by id. */
    Collection<ActiveBurst> live() {
        return live.values();
    }

    boolean holds(String id) {
        return live.containsKey(id);
    }

    void begin(ActiveBurst burst, byte[] command) {
        live.put(burst.order.id(), burst);
        commands.put(burst.order.id(), command);
        save(burst);
    }

    void save(ActiveBurst burst) {
        byte[] progress = burst.progress();
        byte[] command = commands.get(burst.order.id());
        bursts.put(
                burstKey(burst.order.id()),
                ByteBuffer.allocate(progress.length + command.length)
                        .put(progress)
                        .put(command)
                        .array());
    }

    void save(ActiveBurst burst, Victim victim) {
        victims.put(victimKey(burst.order.id(), victim.key), victim.toBytes());
    }

    void end(String id) {
        ActiveBurst burst = live.remove(id);
        commands.remove(id);
        for (Victim victim : burst.victims()) {
            victims.delete(victimKey(id, victim.key));
        }
        bursts.delete(burstKey(id));
    }

    private static Bytes burstKey(String id) {
        return Bytes.wrap(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Length of the id, the id, the entity's key. */
    private static Bytes victimKey(String id, byte[] entity) {
        byte[] burst = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + burst.length + entity.length)
                .putInt(burst.length)
                .put(burst)
                .put(entity)
                .array());
    }

    private static String burstOf(Bytes victimKey) {
        ByteBuffer key = ByteBuffer.wrap(victimKey.get());
        byte[] id = new byte[key.getInt()];
        key.get(id);
        return new String(id, StandardCharsets.UTF_8);
    }
}
