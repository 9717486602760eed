package io.understudy.schemas;

/**
 * Makes the ids of several events at once, a lane an event: those of {@link EventIds#id}, round by round in all lanes, which
 * the compiler turns into vectors; one by one each round waits for the one before. Scratch of one thread.
 */
public final class IdLanes {
    private static final int ROUNDS_AT_ONCE = 3;

    private final EventIds ids;
    private final int[] high; // [lane]
    private final int[] low; // [lane]

    /** Room for {@code most} events, whose ids {@code ids} makes. */
    public IdLanes(EventIds ids, int most) {
        this.ids = ids;
        high = new int[most];
        low = new int[most];
    }

    /**
     * Makes event {@code sequence} of {@code entity} from {@code origin} the event of a lane.
     *
     * @throws IllegalArgumentException if one of them is negative or not below its limit
     */
    public void put(int lane, int origin, long entity, long sequence) {
        long block = EventIds.block(origin, entity, sequence);
        high[lane] = (int) (block >>> 32);
        low[lane] = (int) block;
    }

    /** Makes the ids of the first {@code count} lanes. */
    public void encrypt(int count) {
        for (int round = 0; round < EventIds.ROUNDS; round += ROUNDS_AT_ONCE) {
            encrypt(ids.roundKey(round), ids.roundKey(round + 1), ids.roundKey(round + 2), high, low, count);
        }
    }

    // Shifts instead of rotations, and arguments instead of fields: loops of few steps are made vectors, others are
    // not.
    private static void encrypt(int first, int second, int third, int[] high, int[] low, int count) {
        for (int lane = 0; lane < count; lane++) {
            int x = high[lane];
            int y = low[lane];
            x = (x >>> 8 | x << 24) + y ^ first;
            y = (y << 3 | y >>> 29) ^ x;
            x = (x >>> 8 | x << 24) + y ^ second;
            y = (y << 3 | y >>> 29) ^ x;
            x = (x >>> 8 | x << 24) + y ^ third;
            high[lane] = x;
            low[lane] = (y << 3 | y >>> 29) ^ x;
        }
    }

    /** The id of the event of a lane, once it is made. */
    public long id(int lane) {
        return (long) high[lane] << 32 | low[lane] & 0xffff_ffffL;
    }
}
