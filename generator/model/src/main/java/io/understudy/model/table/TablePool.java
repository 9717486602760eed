package io.understudy.model.table;

import io.understudy.model.chain.EventRandom;
import java.util.List;

/** Laws laid out one behind the other in a few flat arrays, for the sampler's inner loop. Immutable. */
final class TablePool {
    private static final int STRIDE = 16; // ints of a law: number of features, first cell, then feature and map of each
    private static final int MOST_FEATURES = (STRIDE - 2) / 2;

    private final int[] plan; // [law * STRIDE + i]
    private final char[] map;
    private final int[] heads; // [cell] as RowTable.rows, of the pool's slots
    private final long[] slots; // before the first of a row stands the head of its parent

    /** The pool of some laws, numbered from 0; those that are null cannot be drawn. */
    TablePool(List<RowTable> laws) {
        plan = new int[laws.size() * STRIDE];
        int maps = 0;
        int cells = 0;
        int slotCount = 0;
        for (RowTable law : laws) {
            if (law != null) {
                maps += law.map().length;
                cells += law.rowByCell().length;
                slotCount += law.slots().length + law.rows().length;
            }
        }
        map = new char[maps];
        heads = new int[cells];
        slots = new long[slotCount];
        maps = 0;
        cells = 0;
        slotCount = 0;
        for (int i = 0; i < laws.size(); i++) {
            RowTable law = laws.get(i);
            if (law != null) {
                add(i * STRIDE, law, maps, cells, slotCount);
                maps += law.map().length;
                cells += law.rowByCell().length;
                slotCount += law.slots().length + law.rows().length;
            }
        }
    }

    private void add(int at, RowTable law, int firstMap, int firstCell, int firstSlot) {
        int count = law.features().length;
        if (count > MOST_FEATURES) {
            throw new IllegalArgumentException("a law of " + count + " features");
        }
        plan[at] = count;
        plan[at + 1] = firstCell;
        for (int i = 0; i < count; i++) {
            plan[at + 2 + 2 * i] = law.features()[i];
            plan[at + 3 + 2 * i] = firstMap + law.mapStart()[i];
        }
        System.arraycopy(law.map(), 0, map, firstMap, law.map().length);
        int[] headByRow = new int[law.rows().length];
        int next = firstSlot;
        for (int row = 0; row < headByRow.length; row++) {
            int log = RowTable.logOf(law.rows()[row]);
            headByRow[row] = next + 1 << RowTable.LOG_BITS | log;
            System.arraycopy(law.slots(), RowTable.startOf(law.rows()[row]), slots, next + 1, 1 << log);
            next += 1 + (1 << log);
        }
        for (int row = 0; row < headByRow.length; row++) {
            int parent = law.parentByRow()[row];
            slots[RowTable.startOf(headByRow[row]) - 1] = parent < 0 ? headByRow[row] : headByRow[parent];
        }
        for (int cell = 0; cell < law.rowByCell().length; cell++) {
            heads[firstCell + cell] = headByRow[law.rowByCell()[cell]];
        }
    }

    /** An outcome of a law in the context whose features have these codes. */
    int draw(int law, int[] code, EventRandom random) {
        int at = law * STRIDE;
        int cell = plan[at + 1];
        int end = at + 2 + 2 * plan[at];
        for (int i = at + 2; i < end; i += 2) {
            cell += map[plan[i + 1] + code[plan[i]]];
        }
        int head = heads[cell];
        int outcome = RowTable.drawSlot(slots, head, random.nextLong());
        while (outcome == RowTable.ESCAPE) {
            head = (int) slots[RowTable.startOf(head) - 1];
            outcome = RowTable.drawSlot(slots, head, random.nextLong());
        }
        return outcome;
    }

    /** Bytes of all arrays. */
    long bytes() {
        return 4L * plan.length + 2L * map.length + 4L * heads.length + 8L * slots.length;
    }
}
