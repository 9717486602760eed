package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EventBatch;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.KeyLaw;

/**
 * Names the keys of lanes: the keys that {@link KeyNames#of} names, step by step in all lanes. Most steps are loops of sums,
 * products and shifts that the compiler turns into vectors; how far a place lies along its class is counted bit by bit in all
 * lanes at once, since a lane by itself would branch on each bit. Scratch of one sampler.
 */
final class LaneKeys {
    private static final int MOST = Lanes.MOST;

    private final KeyNames names;
    private final int[] place = new int[MOST];
    private final int[] reversed = new int[MOST]; // the place's bits
    private final int[] shift = new int[MOST]; // of the entity's points
    private final int[] group = new int[MOST];
    private final int[] degree = new int[MOST]; // class of the key
    private final int[] from = new int[MOST]; // first point of the class
    private final int[] to = new int[MOST]; // end of its points; 0 where that is 2^32
    private final int[] point = new int[MOST];
    private final int[] belowFrom = new int[MOST]; // places before, whose points lie before the class
    private final int[] belowTo = new int[MOST]; // the same, before its end
    private final int[] nth = new int[MOST]; // place of the class
    private final long[] own = new long[MOST];
    private final long[] bits = new long[MOST];
    private final int[] near = new int[MOST]; // lanes whose keys lie in a window
    private final int[] far = new int[MOST]; // lanes whose keys lie among all of a class
    private final int[] kept = new int[MOST]; // lanes whose keys are the entity's own
    private final long[] key = new long[MOST];

    /** Names of a column's keys. */
    LaneKeys(KeyNames names) {
        this.names = names;
    }

    /** Writes the keys of the first {@code count} lanes, at {@code places[at + lane]} - 1 or missing where that is 0. */
    void write(Lanes lanes, int[] places, int at, int count, EventBatch batch, int column) {
        if (mixed(lanes, count)) {
            for (int lane = 0; lane < count; lane++) {
                key[lane] = names.of(
                        lanes.entity[lane],
                        lanes.code(CodeBook.CLUSTER, lane),
                        Math.max(0, places[at + lane] - 1),
                        population(lanes, lane));
            }
        } else {
            names.expect(population(lanes, 0));
            for (int lane = 0; lane < count; lane++) {
                place[lane] = Math.max(0, places[at + lane] - 1);
            }
            mix(lanes, count);
            find(count);
            rank(count);
            name(lanes, count);
        }
        for (int lane = 0; lane < count; lane++) {
            batch.values[lane * batch.columns + column] = places[at + lane] == 0 ? ColumnFormat.MISSING : key[lane];
        }
    }

    private static long population(Lanes lanes, int lane) {
        return lanes.words[lane][WordPlan.COUNT] >>> 32;
    }

    /** Whether not all entities are of one population. */
    private static boolean mixed(Lanes lanes, int count) {
        long differing = 0;
        for (int lane = 1; lane < count; lane++) {
            differing |= population(lanes, lane) ^ population(lanes, 0);
        }
        return differing != 0;
    }

    /** Works out what follows from the entity, and where its places lie. */
    private void mix(Lanes lanes, int count) {
        mixEntities(names.seed, lanes.entity, names.column, own, count);
        for (int lane = 0; lane < count; lane++) {
            bits[lane] = EventRandom.mix(own[lane]);
        }
        for (int lane = 0; lane < count; lane++) {
            group[lane] = names.group(lanes.code(CodeBook.CLUSTER, lane), bits[lane]);
        }
        for (int lane = 0; lane < count; lane++) {
            bits[lane] = KeyLaw.shiftBits(own[lane]);
        }
        for (int lane = 0; lane < count; lane++) {
            shift[lane] = (int) bits[lane];
        }
        reverse(place, reversed, count);
    }

    private static void mixEntities(long seed, long[] entity, long column, long[] own, int count) {
        for (int lane = 0; lane < count; lane++) {
            own[lane] = EventRandom.mix(seed ^ entity[lane] * KeyNames.GOLDEN) + column;
        }
    }

    /** {@link Integer#reverse}, whose last step is no vector's. */
    private static void reverse(int[] from, int[] to, int count) {
        for (int lane = 0; lane < count; lane++) {
            int x = from[lane];
            x = x >>> 1 & 0x5555_5555 | (x & 0x5555_5555) << 1;
            x = x >>> 2 & 0x3333_3333 | (x & 0x3333_3333) << 2;
            x = x >>> 4 & 0x0f0f_0f0f | (x & 0x0f0f_0f0f) << 4;
            x = x >>> 8 & 0x00ff_00ff | (x & 0x00ff_00ff) << 8;
            to[lane] = x >>> 16 | x << 16;
        }
    }

    /** Finds the class of each place. */
    private void find(int count) {
        for (int lane = 0; lane < count; lane++) {
            long point = (reversed[lane] ^ shift[lane]) & 0xFFFF_FFFFL;
            int at = names.find(group[lane], point);
            int itsDegree = at - group[lane] * names.classes;
            long first = itsDegree == 0 ? 0 : names.bounds[at - 1];
            long end = names.bounds[at];
            long even = (reversed[lane] & Integer.MAX_VALUE ^ shift[lane])
                    & 0xFFFF_FFFFL; // of the place less its lowest bit
            degree[lane] = itsDegree;
            from[lane] = (int) first;
            to[lane] = (int) end;
            belowFrom[lane] = (int) (even - first >>> 63) & place[lane];
            belowTo[lane] = (int) (even - end >>> 63) & place[lane];
        }
    }

    /** Counts the places of the same class before each place, as {@link KeyLaw#nth} does. */
    private void rank(int count) {
        int all = 0;
        for (int lane = 0; lane < count; lane++) {
            all |= place[lane];
        }
        for (int size = 1; all >>> size != 0; size++) {
            int lower = -1 >>> size;
            block(reversed, shift, lower, point, count);
            addBelow(from, point, lower, place, size, belowFrom, count);
            addBelow(to, point, lower, place, size, belowTo, count);
        }
        for (int lane = 0; lane < count; lane++) {
            int isWhole = ~(to[lane] | -to[lane]) >> 31; // a class that ends where all points end
            nth[lane] = (belowTo[lane] | place[lane] & isWhole) - belowFrom[lane];
        }
    }

    /** The lower bits of the points of a block of 2^size places, which has each upper bits once. */
    private static void block(int[] reversed, int[] shift, int lower, int[] point, int count) {
        int before = lower >>> 1;
        for (int lane = 0; lane < count; lane++) {
            point[lane] = (reversed[lane] & before ^ shift[lane]) & lower;
        }
    }

    /** Adds how many points of the block lie below {@code end}, in lanes whose place has the block. */
    private static void addBelow(int[] end, int[] point, int lower, int[] place, int size, int[] below, int count) {
        int up = 31 - size;
        for (int lane = 0; lane < count; lane++) {
            int points = (end[lane] >>> 1 >>> up) + (point[lane] - (end[lane] & lower) >>> 31);
            below[lane] += points & -(place[lane] >>> size & 1);
        }
    }

    private void name(Lanes lanes, int count) {
        int nears = 0;
        int fars = 0;
        int keeps = 0;
        for (int lane = 0; lane < count; lane++) {
            int isKept = 1 - (degree[lane] - names.classes >>> 31);
            int isNear = nth[lane] - names.cells[degree[lane]] >>> 31 & 1 - isKept;
            near[nears] = lane;
            far[fars] = lane;
            kept[keeps] = lane;
            nears += isNear;
            keeps += isKept;
            fars += 1 - isNear - isKept;
        }
        for (int i = 0; i < nears; i++) {
            int lane = near[i];
            key[lane] = names.near(degree[lane], lanes.entity[lane], nth[lane]);
        }
        for (int i = 0; i < fars; i++) {
            int lane = far[i];
            key[lane] = names.anywhere(own[lane], degree[lane], nth[lane], place[lane]);
        }
        for (int i = 0; i < keeps; i++) {
            int lane = kept[i];
            key[lane] = names.own(lanes.entity[lane], place[lane]);
        }
    }
}
