package io.understudy.model.chain;

/**
 * Places of a population's entities on the unit interval: each draws from a stretch of its own, in random order, so that
 * the population as a whole has every kind of entity as often as its law says, up to one.
 */
public final class Seats {
    private static final int ROUNDS = 4;

    private Seats() {}

    /** A number of [0, 1) for {@code entity} of {@code population}; {@code u} says where in its stretch. */
    public static double of(long seed, long entity, long population, double u) {
        long size = Math.max(1, population);
        long key = EventRandom.mix(seed ^ (entity / size) * 0x9E3779B97F4A7C15L);
        return Math.min((permuted(entity % size, size, key) + u) / size, Math.nextDown(1.0));
    }

    /** A {@code seat} among {@code size} entities, in another order: for what is to hang on nothing else that seats decide. */
    static double shuffled(long seed, double seat, long size) {
        double place = seat * Math.max(1, size);
        return of(EventRandom.mix(~seed), (long) place, Math.max(1, size), place - (long) place);
    }

    /** A permutation of 0 .. size - 1: rounds of Feistel, walked along until they fall into range (Black, Rogaway 2002). */
    private static long permuted(long place, long size, long key) {
        int half = (65 - Long.numberOfLeadingZeros(size - 1)) / 2;
        long mask = (1L << half) - 1;
        long at = place;
        do {
            long left = at >>> half;
            long right = at & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ EventRandom.mix(right + key + round * 0xD1342543DE82EF95L) & mask;
                left = right;
                right = next;
            }
            at = left << half | right;
        } while (at >= size);
        return at;
    }
}
