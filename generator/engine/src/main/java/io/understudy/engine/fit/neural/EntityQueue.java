package io.understudy.engine.fit.neural;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The entities to learn from, in an order that is shuffled each time round, and those that are held out. */
final class EntityQueue {
    private static final int FEWEST_ENTITIES = 20; // to hold some out
    private static final long MOST_HELD_OUT_EVENTS = 20_000;

    private final SplittableRandom random;
    private final int[] learned;
    private final int[] heldOut;
    private final EventTable table;
    private int at;

    EntityQueue(EventTable table, double heldOutShare, long seed) {
        this.table = table;
        random = new SplittableRandom(seed);
        int[] all = new int[table.entities()];
        Arrays.setAll(all, i -> i);
        shuffle(all);
        int most = all.length < FEWEST_ENTITIES ? 0 : (int) (heldOutShare * all.length);
        int held = 0;
        for (long events = 0; held < most; held++) {
            events += size(all[held]);
            if (events > MOST_HELD_OUT_EVENTS && held > 0) {
                break;
            }
        }
        heldOut = Arrays.copyOf(all, held);
        learned = Arrays.copyOfRange(all, held, all.length);
        at = learned.length;
    }

    private int size(int entity) {
        return table.firstPlace[entity + 1] - table.firstPlace[entity];
    }

    private void shuffle(int[] entities) {
        for (int i = entities.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int entity = entities[i];
            entities[i] = entities[j];
            entities[j] = entity;
        }
    }

    /** The next entity to learn from. */
    int next() {
        if (at == learned.length) {
            at = 0;
            shuffle(learned);
        }
        return learned[at++];
    }

    int[] heldOut() {
        return heldOut;
    }

    long heldOutEvents() {
        return Arrays.stream(heldOut).mapToLong(this::size).sum();
    }

    /** Events of the entities to learn from. */
    long events() {
        return Arrays.stream(learned).mapToLong(this::size).sum();
    }
}
