package io.understudy.schemas;

/**
 * Event ids: a keyed permutation of (origin, entity, sequence) over 64 bits, so that ids are unique for one key, are
 * the same in every run, and tell nothing about what they are made of. The permutation is the block cipher Speck64/128
 * (Beaulieu, Shors, Smith, Treatman-Clark, Weeks and Wingers, "The SIMON and SPECK Families of Lightweight Block
 * Ciphers", IACR ePrint 2013/404). Immutable; does not allocate after construction.
 */
public final class EventIds {
    /** Origin of the events that the model's own sampling makes. Bursts take the others. */
    public static final int BASE = 0;

    /** Origins lie below this: 2^4. */
    public static final int ORIGINS = 1 << 4;

    /** Entity ordinals lie below this: 2^34. */
    public static final long ENTITIES = 1L << 34;

    /** Sequence numbers within an entity lie below this: 2^26. */
    public static final long SEQUENCES = 1L << 26;

    /** Length of an id as text, in hex digits. */
    public static final int TEXT_LENGTH = 16;

    static final int ROUNDS = 27;

    private final int[] roundKeys = new int[ROUNDS];

    /**
     * Ids under the 128-bit key that {@code keyHigh} and {@code keyLow} make up. Whoever knows the key can tell an
     * injected event by its id.
     */
    public EventIds(long keyHigh, long keyLow) {
        int k = (int) keyLow;
        int[] l = {(int) (keyLow >>> 32), (int) keyHigh, (int) (keyHigh >>> 32)};
        for (int i = 0; i < ROUNDS; i++) {
            roundKeys[i] = k;
            int next = (k + Integer.rotateRight(l[i % 3], 8)) ^ i;
            l[i % 3] = next;
            k = Integer.rotateLeft(k, 3) ^ next;
        }
    }

    /** Ids under a key that follows from {@code seed}. */
    public static EventIds ofSeed(long seed) {
        return new EventIds(mix(seed ^ 0x6576_656e_7420_6964L), mix(seed + 0x9e37_79b9_7f4a_7c15L));
    }

    // Finaliser of SplittableRandom: Stafford's variant 13 (Steele, Lea and Flood 2014, "Fast splittable PRNGs").
    private static long mix(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /**
     * The id of event {@code sequence} of {@code entity} from {@code origin}.
     *
     * @throws IllegalArgumentException if one of them is negative or not below its limit
     */
    public long id(int origin, long entity, long sequence) {
        return encrypt(block(origin, entity, sequence));
    }

    /** What the id of an event is the encryption of. */
    static long block(int origin, long entity, long sequence) {
        if ((origin & -ORIGINS | entity & -ENTITIES | sequence & -SEQUENCES) != 0) {
            throw beyond(origin, entity, sequence);
        }
        return (long) origin << 60 | entity << 26 | sequence;
    }

    int roundKey(int round) {
        return roundKeys[round];
    }

    private static IllegalArgumentException beyond(int origin, long entity, long sequence) {
        return new IllegalArgumentException("event " + sequence + " of entity " + entity + " from origin " + origin
                + " has no event id; origins lie in 0.." + (ORIGINS - 1) + ", entities in 0.." + (ENTITIES - 1)
                + ", events of one entity in 0.." + (SEQUENCES - 1));
    }

    /** Origin of the event called {@code id}. */
    public int origin(long id) {
        return (int) (decrypt(id) >>> 60);
    }

    /** Entity of the event called {@code id}. */
    public long entity(long id) {
        return decrypt(id) >>> 26 & ENTITIES - 1;
    }

    /** Sequence number of the event called {@code id}. */
    public long sequence(long id) {
        return decrypt(id) & SEQUENCES - 1;
    }

    /** The id as it stands in events and labels: 16 lower-case hex digits. */
    public static String text(long id) {
        String digits = Long.toHexString(id);
        return "0".repeat(TEXT_LENGTH - digits.length()) + digits;
    }

    /**
     * The id that {@link #text} wrote as {@code text}.
     *
     * @throws IllegalArgumentException if the text is not 16 hex digits
     */
    public static long parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("\"" + text + "\" is no event id: it has 16 hex digits");
        }
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no event id: it has 16 hex digits");
        }
    }

    long encrypt(long block) {
        int x = (int) (block >>> 32);
        int y = (int) block;
        for (int key : roundKeys) {
            x = (Integer.rotateRight(x, 8) + y) ^ key;
            y = Integer.rotateLeft(y, 3) ^ x;
        }
        return (long) x << 32 | y & 0xffff_ffffL;
    }

    long decrypt(long block) {
        int x = (int) (block >>> 32);
        int y = (int) block;
        for (int i = ROUNDS - 1; i >= 0; i--) {
            y = Integer.rotateRight(y ^ x, 3);
            x = Integer.rotateLeft((x ^ roundKeys[i]) - y, 8);
        }
        return (long) x << 32 | y & 0xffff_ffffL;
    }
}
