package io.understudy.model.table;

import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.KeyLaw;
import java.util.stream.IntStream;

/**
 * Names the keys at the places of entities' pools as {@link KeyLaw} describes them, with all that does not depend on the
 * entity worked out beforehand. A key follows from (seed, entity, place) alone. Scratch of one thread.
 */
final class KeyNames {
    private static final int STEPS = 64; // through a window, of which an entity has one
    static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int GUIDE_BITS = 8;

    private final KeyLaw law;
    final long seed;
    final int column;
    final int classes;
    private final int groups;
    private final RowSlots slots = new RowSlots();
    private final int[] groupsOf; // [cluster] a row of slots
    final long[] bounds; // [group * classes + class] upper end of the class's points; and one more
    private final char[]
            guide; // [group << GUIDE_BITS | upper bits of a point] the first class that may have it, as bounds
    private final long[] slot;
    private long population = -1;
    private final long[] count; // [class] keys
    private final long[] offset; // [class] first key; behind them that of private keys
    final int[] cells; // [class] keys of a window; 0 where keys lie among all, and for private keys
    private final int[] width; // [class] of a window
    private final int[] columns; // [class] of the plane
    private final int[] rows; // [class]
    private final int[] steps; // [class * STEPS + i] that reach all cells of a window

    KeyNames(KeyLaw law, long seed, int column) {
        this.law = law;
        this.seed = seed;
        this.column = column;
        classes = law.sharedKeys().length;
        groups = classes == 0 ? 1 : law.sharedShares().length / classes;
        groupsOf = groups == 1 ? new int[0] : rows(law.groupShares(), groups, groups);
        bounds = new long[law.sharedShares().length + 1];
        for (int i = 0; i < law.sharedShares().length; i++) {
            bounds[i] = KeyLaw.bound(law.sharedShares()[i]);
        }
        guide = guide();
        slot = slots.toArray();
        count = new long[classes];
        offset = new long[classes + 1];
        cells = new int[classes + 1];
        width = new int[classes];
        columns = new int[classes];
        rows = new int[classes];
        steps = new int[classes * STEPS];
    }

    /** A row for each list of some ascending shares; an outcome beyond a list has the rest. */
    private int[] rows(double[] shares, int width, int outcomes) {
        int[] rows = new int[width == 0 ? 1 : shares.length / width];
        for (int list = 0; list < rows.length; list++) {
            double[] weights = new double[outcomes];
            double below = 0;
            for (int i = 0; i < outcomes; i++) {
                double share = i < width && i < outcomes - 1 ? shares[list * width + i] : 1;
                weights[i] = Math.max(0, share - below);
                below = Math.max(below, share);
            }
            rows[list] = slots.add(IntStream.range(0, outcomes).toArray(), weights);
        }
        return rows;
    }

    private char[] guide() {
        char[] at = new char[groups << GUIDE_BITS];
        for (int i = 0; i < at.length; i++) {
            int group = i >>> GUIDE_BITS;
            long point = (long) (i & (1 << GUIDE_BITS) - 1) << Integer.SIZE - GUIDE_BITS;
            at[i] = (char) walk(group, point, group * classes);
        }
        return at;
    }

    private int walk(int group, long point, int from) {
        int at = from;
        while (at < (group + 1) * classes && bounds[at] <= point) {
            at++;
        }
        return at;
    }

    /** Makes ready for entities of a population of that size. */
    void expect(long itsPopulation) {
        if (itsPopulation != population) {
            prepare(itsPopulation);
        }
    }

    private void prepare(long itsPopulation) {
        population = itsPopulation;
        for (int i = 0; i < classes; i++) {
            count[i] = law.keys(i, population);
            offset[i + 1] = offset[i] + count[i];
            long window = (long) Math.ceil(law.windows()[i]);
            cells[i] = 0;
            if (window > 0 && window < count[i]) {
                columns[i] = (int) Math.max(1, (long) Math.sqrt(count[i]));
                rows[i] = (int) ((count[i] + columns[i] - 1) / columns[i]);
                width[i] = (int) Math.min(columns[i], Math.max(1, Math.round(Math.sqrt(window))));
                cells[i] = (int) (width[i] * ((window + width[i] - 1) / width[i]));
                prepareSteps(i);
            }
        }
    }

    private void prepareSteps(int itsClass) {
        for (int i = 0; i < STEPS; i++) {
            int step = 1 + (int) Math.floorMod(EventRandom.mix(i + 1L), (long) cells[itsClass]);
            while (common(step, cells[itsClass]) > 1) {
                step++;
            }
            steps[itsClass * STEPS + i] = step;
        }
    }

    /** The greatest common divisor. */
    private static int common(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** Ordinal of the key at {@code place} of the pool of {@code entity}. */
    long of(long entity, int cluster, int place, long itsPopulation) {
        expect(itsPopulation);
        long own = EventRandom.mix(seed ^ entity * GOLDEN) + column;
        int group = group(cluster, EventRandom.mix(own));
        int shift = KeyLaw.shift(own);
        int at = find(group, KeyLaw.point(place, shift));
        int degree = at - group * classes;
        if (degree == classes) {
            return own(entity, place);
        }
        int nth = KeyLaw.nth(place, shift, degree == 0 ? 0 : bounds[at - 1], bounds[at]);
        return nth < cells[degree] ? near(degree, entity, nth) : anywhere(own, degree, nth, place);
    }

    /** The group of an entity of a cluster, by uniform bits. */
    int group(int cluster, long bits) {
        return groups == 1 ? 0 : RowTable.drawSlot(slot, groupsOf[cluster], bits);
    }

    /** Where {@link #bounds} has the class of a point of an entity of a group; behind the group's where the key is private. */
    int find(int group, long point) {
        return walk(group, point, guide[group << GUIDE_BITS | (int) (point >>> Integer.SIZE - GUIDE_BITS)]);
    }

    /** A key that no other entity has. */
    long own(long entity, int place) {
        return offset[classes] + entity * (KeyLaw.MOST_PLACES + 1L) + place;
    }

    /** A key of all of a class. */
    long anywhere(long own, int degree, int nth, int place) {
        return offset[degree] + KeyLaw.anywhere(own, degree, nth, place, count[degree]);
    }

    /** The key at a place of the window of an entity: each place has another key. */
    long near(int degree, long entity, int place) {
        long bits = EventRandom.mix(seed + entity * 0xD1342543DE82EF95L);
        long further = EventRandom.mix(bits + 1);
        int step = steps[degree * STEPS + (int) (further & STEPS - 1)];
        long first = ValueDraw.below(further, cells[degree]);
        int cell = (int) ((first + (long) place * step) % cells[degree]);
        int down = cell / width[degree];
        long x = ValueDraw.below(bits, columns[degree]) + cell - down * width[degree];
        long y = ValueDraw.below(EventRandom.mix(bits + 3), rows[degree]) + down;
        x -= x >= columns[degree] ? columns[degree] : 0;
        long key = (y >= rows[degree] ? y % rows[degree] : y) * columns[degree] + x;
        return offset[degree] + (key >= count[degree] ? key - count[degree] : key);
    }
}
