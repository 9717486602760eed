package io.understudy.model.table;

import io.understudy.model.chain.EventRandom;
import java.util.Arrays;
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

    /** Writes an outcome of a law in each of the first {@code count} lanes from {@code to[at]} on. */
    void draw(int law, Lanes lanes, int count, int[] to, int at) {
        find(law, lanes, count);
        drawFound(law, lanes, count, to, at);
    }

    /** Writes an outcome of a law in each of the first {@code count} lanes of {@code chosen} to {@code to[lane]}. */
    void drawChosen(int law, Lanes lanes, int[] chosen, int count, int[] to) {
        for (int i = 0; i < count; i++) {
            lanes.bits[i] = lanes.bits(chosen[i]);
        }
        for (int i = 0; i < count; i++) {
            lanes.cell[i] = cell(law, lanes, chosen[i]);
        }
        locate(headByCell, lanes.cell, lanes.bits, lanes.slot, count);
        boolean isNarrow = plan[law * STRIDE] == 1;
        if (isNarrow) {
            pickNarrow(narrow, lanes.slot, lanes.bits, lanes.drawn, 0, count);
        } else {
            pickWide(slots, lanes.slot, lanes.bits, lanes.drawn, 0, count);
        }
        int open = isNarrow ? SMALL_ESCAPE : RowTable.ESCAPE;
        for (int i = 0; i < count; i++) {
            int outcome = lanes.drawn[i];
            to[chosen[i]] = outcome != open ? outcome : escape(isNarrow, headByCell[lanes.cell[i]], lanes, chosen[i]);
        }
    }

    /** An outcome of a law in one lane. */
    int draw(int law, Lanes lanes, int lane) {
        int head = headByCell[cell(law, lanes, lane)];
        return plan[law * STRIDE] == 1 ? drawNarrow(head, lanes, lane) : drawWide(head, lanes, lane);
    }

    private int cell(int law, Lanes lanes, int lane) {
        int at = law * STRIDE;
        int cell = plan[at + 1];
        int end = plan[at + 2];
        for (int i = at + HEAD; i < end; i += 2) {
            cell += map[plan[i + 1] + lanes.code[plan[i] * Lanes.MOST + lane]];
        }
        return cell;
    }

    /** Finds the cell of a law in the first {@code count} lanes: all its features in one go, since most laws have few. */
    private void find(int law, Lanes lanes, int count) {
        int at = law * STRIDE;
        int features = (plan[at + 2] - at - HEAD) / 2;
        switch (features) {
            case 0 -> Arrays.fill(lanes.cell, 0, count, plan[at + 1]);
            case 1 -> findByOne(at, lanes, count);
            case 2 -> findByTwo(at, lanes, count);
            default -> findByThree(at, lanes, count);
        }
        for (int i = 3; i < features; i++) {
            int from = plan[at + HEAD + 2 * i] * Lanes.MOST;
            int base = plan[at + HEAD + 2 * i + 1];
            for (int lane = 0; lane < count; lane++) {
                lanes.cell[lane] += map[base + lanes.code[from + lane]];
            }
        }
    }

    private void findByOne(int at, Lanes lanes, int count) {
        int[] cell = lanes.cell;
        int[] code = lanes.code;
        int first = plan[at + 1];
        int from = plan[at + HEAD] * Lanes.MOST;
        int base = plan[at + HEAD + 1];
        for (int lane = 0; lane < count; lane++) {
            cell[lane] = first + map[base + code[from + lane]];
        }
    }

    private void findByTwo(int at, Lanes lanes, int count) {
        int[] cell = lanes.cell;
        int[] code = lanes.code;
        int first = plan[at + 1];
        int from = plan[at + HEAD] * Lanes.MOST;
        int base = plan[at + HEAD + 1];
        int fromSecond = plan[at + HEAD + 2] * Lanes.MOST;
        int baseSecond = plan[at + HEAD + 3];
        for (int lane = 0; lane < count; lane++) {
            cell[lane] = first + map[base + code[from + lane]] + map[baseSecond + code[fromSecond + lane]];
        }
    }

    private void findByThree(int at, Lanes lanes, int count) {
        int[] cell = lanes.cell;
        int[] code = lanes.code;
        int first = plan[at + 1];
        int from = plan[at + HEAD] * Lanes.MOST;
        int base = plan[at + HEAD + 1];
        int fromSecond = plan[at + HEAD + 2] * Lanes.MOST;
        int baseSecond = plan[at + HEAD + 3];
        int fromThird = plan[at + HEAD + 4] * Lanes.MOST;
        int baseThird = plan[at + HEAD + 5];
        for (int lane = 0; lane < count; lane++) {
            cell[lane] = first
                    + map[base + code[from + lane]]
                    + map[baseSecond + code[fromSecond + lane]]
                    + map[baseThird + code[fromThird + lane]];
        }
    }

    /** Draws in small loops, so that the waits for the slots of many lanes overlap. */
    private void drawFound(int law, Lanes lanes, int count, int[] to, int at) {
        lanes.drawBits(count);
        locate(headByCell, lanes.cell, lanes.bits, lanes.slot, count);
        boolean isNarrow = plan[law * STRIDE] == 1;
        if (isNarrow) {
            pickNarrow(narrow, lanes.slot, lanes.bits, to, at, count);
        } else {
            pickWide(slots, lanes.slot, lanes.bits, to, at, count);
        }
        int open = isNarrow ? SMALL_ESCAPE : RowTable.ESCAPE;
        int escapes = 0;
        for (int lane = 0; lane < count; lane++) {
            lanes.escaped[escapes] = lane;
            escapes += 1 - (-(to[at + lane] ^ open) >>> 31);
        }
        for (int i = 0; i < escapes; i++) {
            int lane = lanes.escaped[i];
            to[at + lane] = escape(isNarrow, headByCell[lanes.cell[lane]], lanes, lane);
        }
    }

    /** Finds the slots that the upper bits choose. */
    private static void locate(int[] headByCell, int[] cell, long[] bits, int[] slot, int count) {
        for (int i = 0; i < count; i++) {
            int head = headByCell[cell[i]];
            slot[i] = (head >>> RowTable.LOG_BITS) + (int) (bits[i] >>> 1 >>> 63 - (head & LOG_MASK));
        }
    }

    /** Takes the sides of narrow slots that the lower bits choose. */
    private static void pickNarrow(int[] narrow, int[] slot, long[] bits, int[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            int itsSlot = narrow[slot[i]];
            int below = ((int) bits[i] & 0xffff) - (itsSlot >>> 16) >> 31;
            to[at + i] = itsSlot >>> (8 & below) & 0xff;
        }
    }

    /** Takes the sides of wide slots that the lower bits choose. */
    private static void pickWide(long[] slots, int[] slot, long[] bits, int[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            long itsSlot = slots[slot[i]];
            long below = (bits[i] & 0xffff_ffffL) - (itsSlot >>> 32) >> 63;
            to[at + i] = (int) (itsSlot >>> (16 & below)) & 0xffff;
        }
    }

    /** An outcome of the rows above one that leaves it open. */
    private int escape(boolean isNarrow, int from, Lanes lanes, int lane) {
        return isNarrow ? escapeNarrow(from, lanes, lane) : escapeWide(from, lanes, lane);
    }

    private int drawNarrow(int from, Lanes lanes, int lane) {
        int outcome = side(from, lanes.bits(lane));
        return outcome == SMALL_ESCAPE ? escapeNarrow(from, lanes, lane) : outcome;
    }

    private int escapeNarrow(int from, Lanes lanes, int lane) {
        int head = from;
        int outcome = SMALL_ESCAPE;
        while (outcome == SMALL_ESCAPE) {
            head = narrow[(head >>> RowTable.LOG_BITS) - 1];
            outcome = side(head, lanes.bits(lane));
        }
        return outcome;
    }

    private int drawWide(int from, Lanes lanes, int lane) {
        int outcome = RowTable.drawSlot(slots, from, lanes.bits(lane));
        return outcome == RowTable.ESCAPE ? escapeWide(from, lanes, lane) : outcome;
    }

    private int escapeWide(int from, Lanes lanes, int lane) {
        int head = from;
        int outcome = RowTable.ESCAPE;
        while (outcome == RowTable.ESCAPE) {
            head = (int) slots[RowTable.startOf(head) - 1];
            outcome = RowTable.drawSlot(slots, head, lanes.bits(lane));
        }
        return outcome;
    }
}
