package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a key that is made anew. An entity has a pool of keys, numbered in the order in which it first uses them; the
 * tree says which of the pool comes next, and a fixed law, decided by (seed, entity, place in the pool) alone, says
 * which key that is: one of the entity's own, or one that other entities share. Entities differ in how much they share:
 * each belongs to a group.
 *
 * @param kind outcomes {@link #MISSING} to {@link #STANDING}; null where the model says in another way which comes next
 * @param groupShares // [cluster * groups + group] cumulative share of the cluster's entities
 * @param sharedShares // [group * classes + class] cumulative share of pool places whose key is of the degree class; what
 *     is left is private
 * @param sharedKeys // [class] number of keys in the degree class, per entity of the population
 * @param windows // [class] keys of the class among which all of an entity's lie; 0 where they lie among all. The keys
 *     form a plane that is closed in itself, an entity has a place on it, and its window is a square there, so that
 *     entities share with their neighbours
 * @param strata where other columns follow from the key, else null; takes the place of the pool
 * @param byToken which tokens' keys are shared in a way of their own; null where all are shared alike
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyLaw(
        ProbabilityTree kind,
        double[] groupShares,
        double[] sharedShares,
        double[] sharedKeys,
        double[] windows,
        KeyStrata strata,
        KeyTokens byToken) {
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

    /** The key that the token had with the order of this day of the month. */
    public static final int STANDING = 5;

    /** Kinds where orders are remembered. */
    public static final int KINDS_OF_ORDERS = 6;

    /** A law of keys that lie among all. */
    public KeyLaw(ProbabilityTree kind, double[] groupShares, double[] sharedShares, double[] sharedKeys) {
        this(kind, groupShares, sharedShares, sharedKeys, new double[sharedKeys.length]);
    }

    /** A law of keys that nothing follows from. */
    public KeyLaw(
            ProbabilityTree kind, double[] groupShares, double[] sharedShares, double[] sharedKeys, double[] windows) {
        this(kind, groupShares, sharedShares, sharedKeys, windows, null, null);
    }

    /** The same with what follows from the key. */
    public KeyLaw with(KeyStrata other) {
        return new KeyLaw(kind, groupShares, sharedShares, sharedKeys, windows, other, byToken);
    }

    /** The same with tokens whose keys are shared in a way of their own. */
    public KeyLaw with(KeyTokens tokens) {
        return new KeyLaw(kind, groupShares, sharedShares, sharedKeys, windows, strata, tokens);
    }

    /** Keys of a class up to which an entity has each once before it has one again. */
    private static final long LISTED = 1024;

    /** Pool places of an entity; a pool that is full draws from itself. */
    public static final int MOST_PLACES = 30_000;

    /**
     * Ordinal of the key at {@code place} of the pool of {@code entity}, of {@code cluster}; unknown clusters count as 0. The
     * places of an entity go through the degree classes evenly, and those of one class have keys of their own as long as
     * it has as many.
     */
    public long key(long seed, int column, long entity, int cluster, int place, long population) {
        return key(seed, column, entity, cluster, -1, place, population);
    }

    /** The same of the key that an event of {@code token} has; -1 where that is not known. */
    public long key(long seed, int column, long entity, int cluster, int token, int place, long population) {
        long own = EventRandom.mix(seed ^ entity * 0x9E3779B97F4A7C15L) + column;
        int classes = sharedKeys.length;
        int row = byToken == null ? -1 : byToken.row(token);
        double[] shares = row < 0 ? sharedShares : byToken.shares();
        int groups = classes == 0 ? 1 : sharedShares.length / classes;
        int group = row < 0
                ? find(groupShares, Math.max(0, cluster) * groups, groups - 1, unit(EventRandom.mix(own)))
                : row;
        int shift = shift(own);
        int degree = 0;
        while (degree < classes && bound(shares[group * classes + degree]) <= point(place, shift)) {
            degree++;
        }
        long offset = 0;
        for (int i = 0; i < degree; i++) {
            offset += keys(i, population);
        }
        if (degree == classes) {
            return offset + entity * (MOST_PLACES + 1L) + place;
        }
        int nth = nth(
                place,
                shift,
                degree == 0 ? 0 : bound(shares[group * classes + degree - 1]),
                bound(shares[group * classes + degree]));
        long count = keys(degree, population);
        long window = (long) Math.ceil(windows[degree]);
        boolean near = window > 0 && window < count && nth < cells(window, count);
        return offset
                + (near
                        ? near(EventRandom.mix(seed + entity * 0xD1342543DE82EF95L), nth, window, count)
                        : anywhere(own, degree, nth, place, count));
    }

    /** What the points of an entity's places are shifted by. */
    public static int shift(long own) {
        return (int) shiftBits(own);
    }

    /** Bits of which the lower half are the shift. */
    public static long shiftBits(long own) {
        return EventRandom.mix(own ^ 0x5851F42D4C957F2DL);
    }

    /** Where a place lies on the unit interval, in 2^-32: van der Corput's sequence, shifted by bits. */
    public static long point(int place, int shift) {
        return (Integer.reverse(place) ^ shift) & 0xFFFFFFFFL;
    }

    /** A cumulative share in 2^-32. */
    public static long bound(double share) {
        return (long) Math.ceil(Math.min(1, share) * 0x1.0p32);
    }

    /** Places before {@code place} whose points lie from {@code from} to below {@code to}. */
    public static int nth(int place, int shift, long from, long to) {
        return below(place, shift, to) - below(place, shift, from);
    }

    /** Block by block, as the bits of {@code place} say: the points of a block of 2^i places have each upper i bits once. */
    private static int below(int place, int shift, long bound) {
        int sum = 0;
        for (int rest = place; rest != 0; rest &= rest - 1) {
            int size = Integer.numberOfTrailingZeros(rest);
            long lower = point(rest & rest - 1, shift) & (1L << 32 - size) - 1;
            sum += (int) (bound >>> 32 - size) + (lower < (bound & (1L << 32 - size) - 1) ? 1 : 0);
        }
        return sum;
    }

    /** A key of all of a class; the first {@link #LISTED} of an entity differ where the class is small. */
    public static long anywhere(long own, int degree, int nth, int place, long count) {
        if (count > LISTED || nth >= count) {
            return Math.floorMod(EventRandom.mix(EventRandom.mix(own + (place + 1) * 0x632BE59BD9B4E019L) + 1), count);
        }
        long bits = EventRandom.mix(own - (degree + 1) * 0x632BE59BD9B4E019L);
        int half = (33 - Integer.numberOfLeadingZeros((int) count - 1)) / 2;
        int mask = (1 << 32 - Integer.numberOfLeadingZeros((int) count - 1)) - 1;
        int at = nth;
        do { // a permutation of the numbers up to the mask, walked along until one is in range
            at = (at ^ at >>> half) * ((int) bits | 1) + (int) (bits >>> 32) & mask;
        } while (at >= count);
        return at;
    }

    /** Keys of a degree class that {@code population} entities share. */
    public long keys(int degree, long population) {
        return Math.max(1, Math.round(sharedKeys[degree] * population));
    }

    /** The key at {@code place} of the window of an entity: each place has another key. */
    private static long near(long entityBits, long place, long window, long count) {
        long columns = Math.max(1, (long) Math.sqrt(count));
        long rows = (count + columns - 1) / columns;
        long width = width(window, count);
        long cells = cells(window, count);
        long step = 1 + Math.floorMod(EventRandom.mix(entityBits + 1), cells);
        while (common(step, cells) > 1) {
            step++;
        }
        long cell = Math.floorMod(EventRandom.mix(entityBits + 2) % cells + place * step, cells);
        long column = ((long) (unit(entityBits) * columns) + cell % width) % columns;
        long row = ((long) (unit(EventRandom.mix(entityBits + 3)) * rows) + cell / width) % rows;
        return (row * columns + column) % count;
    }

    private static long width(long window, long count) {
        return Math.min(Math.max(1, (long) Math.sqrt(count)), Math.max(1, Math.round(Math.sqrt(window))));
    }

    /** Keys of a window, of which the last row is whole. */
    private static long cells(long window, long count) {
        long width = width(window, count);
        return width * ((window + width - 1) / width);
    }

    /** The greatest common divisor. */
    private static long common(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
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
