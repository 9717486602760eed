package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a key that is made anew. An entity has a pool of keys, numbered in the order in which it first uses them; the
 * tree says which of the pool comes next, and a fixed law, decided by (seed, entity, place in the pool) alone, says
 * which key that is: one of the entity's own, or one that other entities share. Entities differ in how much they share:
 * each belongs to a group.
 *
 * @param kind outcomes {@link #MISSING} to {@link #FRESH}; null where the model says in another way which comes next
 * @param groupShares // [cluster * groups + group] cumulative share of the cluster's entities
 * @param sharedShares // [group * classes + class] cumulative share of pool places whose key is of the degree class; what
 *     is left is private
 * @param sharedKeys // [class] number of keys in the degree class, per entity of the population
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyLaw(ProbabilityTree kind, double[] groupShares, double[] sharedShares, double[] sharedKeys) {
    public static final int MISSING = 0;
    /** The key of the entity's last event of the same token. */
    public static final int OWN = 1;
    /** The key of the entity's last event. */
    public static final int LAST = 2;
    /** Another key that the entity used before. */
    public static final int OLD = 3;
    /** A key that is new to the entity. */
    public static final int FRESH = 4;

    public static final int KINDS = 5;

    /** Pool places of an entity; a pool that is full draws from itself. */
    public static final int MOST_PLACES = 30_000;

    /** Ordinal of the key at {@code place} of the pool of {@code entity}, of {@code cluster}; unknown clusters count as 0. */
    public long key(long seed, int column, long entity, int cluster, int place, long population) {
        long own = EventRandom.mix(seed ^ entity * 0x9E3779B97F4A7C15L) + column;
        int classes = sharedKeys.length;
        int groups = classes == 0 ? 1 : sharedShares.length / classes;
        int group = find(groupShares, Math.max(0, cluster) * groups, groups - 1, unit(EventRandom.mix(own)));
        long bits = EventRandom.mix(own + (place + 1) * 0x632BE59BD9B4E019L);
        int degree = find(sharedShares, group * classes, classes, unit(bits));
        long offset = 0;
        for (int i = 0; i < classes; i++) {
            long count = Math.max(1, (long) (sharedKeys[i] * population));
            if (i == degree) {
                return offset + Math.floorMod(EventRandom.mix(bits + 1), count);
            }
            offset += count;
        }
        return offset + entity * (MOST_PLACES + 1L) + place;
    }

    /** Uniform on [0, 1) from the upper bits. */
    static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** The first of {@code count} cumulative shares above {@code u}; {@code count} if there is none. */
    private static int find(double[] cumulative, int from, int count, double u) {
        int at = 0;
        while (at < count && cumulative[from + at] <= u) {
            at++;
        }
        return at;
    }
}
