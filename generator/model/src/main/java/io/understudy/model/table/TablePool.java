package io.understudy.model.table;

import io.understudy.model.chain.EventRandom;
import java.util.List;

/**
 * Laws laid out one behind the other in a few flat arrays, for the sampler's inner loop. Rows of laws with few outcomes
 * take four bytes a slot instead of eight, so that more of them fit the nearest caches; probabilities are then rounded to
 * the 65,536th part of a slot. Immutable.
 */
final class TablePool {
    private static final int STRIDE = 16; // ints of a law: its slots' width, first cell, end; feature and map of each
    private static final int HEAD = 3;
    private static final int MOST_FEATURES = (STRIDE - HEAD) / 2;
    private static final int MOST_SMALL = 254; // outcomes of a law with narrow slots
    private static final int SMALL_ESCAPE = 0xff;
    private static final int LOG_MASK = (1 << RowTable.LOG_BITS) - 1;

    private final int[] plan; // [law * STRIDE + i]
    private final char[] map;
    private final int[] headByCell; // [cell] as RowTable.rows, of the pool's slots
    private final long[] slots; // before the first of a row stands the head of its parent
    private final int[]
            narrow; // the same; threshold in the upper half, outcome below it and outcome above it in a byte each

    /** The pool of some laws, numbered from 0; those that are null cannot be drawn. */
    TablePool(List<RowTable> laws) {
        plan = new int[laws.size() * STRIDE];
        int maps = 0;
        int cells = 0;
        int[] slotCount = new int[2];
        for (RowTable law : laws) {
            if (law != null) {
                maps += law.map().length;
                cells += law.rowByCell().length;
                slotCount[small(law)] += law.slots().length + law.rows().length;
            }
        }
        map = new char[maps];
        headByCell = new int[cells];
        slots = new long[slotCount[0]];
        narrow = new int[slotCount[1]];
        maps = 0;
        cells = 0;
        slotCount = new int[2];
        for (int i = 0; i < laws.size(); i++) {
            RowTable law = laws.get(i);
            if (law != null) {
                add(i * STRIDE, law, maps, cells, slotCount[small(law)]);
                maps += law.map().length;
                cells += law.rowByCell().length;
                slotCount[small(law)] += law.slots().length + law.rows().length;
            }
        }
    }

    private static int small(RowTable law) {
        return law.outcomes() <= MOST_SMALL ? 1 : 0;
    }

    private void add(int at, RowTable law, int firstMap, int firstCell, int firstSlot) {
        int count = law.features().length;
        if (count > MOST_FEATURES) {
            throw new IllegalArgumentException("a law of " + count + " features");
        }
        plan[at] = small(law);
        plan[at + 1] = firstCell;
        plan[at + 2] = at + HEAD + 2 * count;
        for (int i = 0; i < count; i++) {
            plan[at + HEAD + 2 * i] = law.features()[i];
            plan[at + HEAD + 1 + 2 * i] = firstMap + law.mapStart()[i];
        }
        System.arraycopy(law.map(), 0, map, firstMap, law.map().length);
        int[] headByRow = new int[law.rows().length];
        int next = firstSlot;
        for (int row = 0; row < headByRow.length; row++) {
            int log = RowTable.logOf(law.rows()[row]);
            headByRow[row] = next + 1 << RowTable.LOG_BITS | log;
            for (int i = 0; i < 1 << log; i++) {
                put(small(law), next + 1 + i, law.slots()[RowTable.startOf(law.rows()[row]) + i]);
            }
            next += 1 + (1 << log);
        }
        for (int row = 0; row < headByRow.length; row++) {
            int parent = law.parentByRow()[row];
            int head = parent < 0 ? headByRow[row] : headByRow[parent];
            if (plan[at] == 1) {
                narrow[RowTable.startOf(headByRow[row]) - 1] = head;
            } else {
                slots[RowTable.startOf(headByRow[row]) - 1] = head;
            }
        }
        for (int cell = 0; cell < law.rowByCell().length; cell++) {
            headByCell[firstCell + cell] = headByRow[law.rowByCell()[cell]];
        }
    }

    private void put(int small, int at, long slot) {
        if (small == 0) {
            slots[at] = slot;
            return;
        }
        int first = (int) (slot >>> 16) & 0xffff;
        int second = (int) slot & 0xffff;
        long threshold = (slot >>> 32) + (1 << 15) >>> 16;
        if (threshold > 0xffff) { // nearly all of the slot
            threshold = 0xffff;
            second = first;
        }
        narrow[at] = (int) threshold << 16
                | (first == RowTable.ESCAPE ? SMALL_ESCAPE : first) << 8
                | (second == RowTable.ESCAPE ? SMALL_ESCAPE : second);
    }

    /** An outcome of a law in the context whose features have these codes. */
    int draw(int law, int[] code, EventRandom random) {
        int at = law * STRIDE;
        int cell = plan[at + 1];
        int end = plan[at + 2];
        for (int i = at + HEAD; i < end; i += 2) {
            cell += map[plan[i + 1] + code[plan[i]]];
        }
        int head = headByCell[cell];
        return plan[at] == 1 ? drawNarrow(head, random) : drawWide(head, random);
    }

    private int drawNarrow(int from, EventRandom random) {
        int head = from;
        while (true) {
            int outcome = side(head, random.nextLong());
            if (outcome != SMALL_ESCAPE) {
                return outcome;
            }
            head = narrow[(head >>> RowTable.LOG_BITS) - 1];
        }
    }

    /** An outcome of a narrow row: the upper bits choose a slot, the lower a side. */
    private int side(int head, long bits) {
        int slot = narrow[(head >>> RowTable.LOG_BITS) + (int) (bits >>> 1 >>> 63 - (head & LOG_MASK))];
        int below = ((int) bits & 0xffff) - (slot >>> 16) >> 31; // all ones where the outcome below it is drawn
        return slot >>> (8 & below) & 0xff;
    }

    private int drawWide(int from, EventRandom random) {
        int head = from;
        int outcome = RowTable.drawSlot(slots, head, random.nextLong());
        while (outcome == RowTable.ESCAPE) {
            head = (int) slots[RowTable.startOf(head) - 1];
            outcome = RowTable.drawSlot(slots, head, random.nextLong());
        }
        return outcome;
    }

    /** Finds the cell of a law in the first {@code count} lanes. */
    void find(int law, Lanes lanes, int count) {
        int at = law * STRIDE;
        int first = plan[at + 1];
        int end = plan[at + 2];
        int[] cell = lanes.cell;
        int[] code = lanes.code;
        for (int lane = 0; lane < count; lane++) {
            cell[lane] = first;
        }
        for (int i = at + HEAD; i < end; i += 2) {
            int from = plan[i] * Lanes.MOST;
            int base = plan[i + 1];
            for (int lane = 0; lane < count; lane++) {
                cell[lane] += map[base + code[from + lane]];
            }
        }
    }

    /** Finds the cell of a law in the first {@code count} lanes, and writes an outcome of each from {@code to[at]} on. */
    void draw(int law, Lanes lanes, int count, int[] to, int at) {
        find(law, lanes, count);
        if (plan[law * STRIDE] == 1) {
            drawNarrow(lanes.cell, lanes.random, count, to, at);
        } else {
            for (int lane = 0; lane < count; lane++) {
                to[at + lane] = drawFound(law, lanes, lane);
            }
        }
    }

    private void drawNarrow(int[] cell, long[] random, int count, int[] to, int at) {
        for (int lane = 0; lane < count; lane++) {
            int head = headByCell[cell[lane]];
            long state = random[lane] + EventRandom.GOLDEN;
            int outcome = side(head, EventRandom.mix(state));
            while (outcome == SMALL_ESCAPE) {
                head = narrow[(head >>> RowTable.LOG_BITS) - 1];
                state += EventRandom.GOLDEN;
                outcome = side(head, EventRandom.mix(state));
            }
            random[lane] = state;
            to[at + lane] = outcome;
        }
    }

    /** An outcome of a law whose cell is found, in one lane. */
    int drawFound(int law, Lanes lanes, int lane) {
        int head = headByCell[lanes.cell[lane]];
        boolean isNarrow = plan[law * STRIDE] == 1;
        while (true) {
            long bits = lanes.bits(lane);
            int outcome = isNarrow ? side(head, bits) : RowTable.drawSlot(slots, head, bits);
            if (outcome != (isNarrow ? SMALL_ESCAPE : RowTable.ESCAPE)) {
                return outcome;
            }
            head = isNarrow ? narrow[(head >>> RowTable.LOG_BITS) - 1] : (int) slots[RowTable.startOf(head) - 1];
        }
    }
}
