package io.understudy.engine.reference;

import java.util.List;

/**
 * The rows of a log by entity, then time, then place in the source. Entities stand in the order of their first row.
 *
 * @param sourceRows // [row] place of the row in the source
 * @param firstRowByEntity // [entity], one more than there are entities; the last is the number of rows
 */
record EntityOrder(int[] sourceRows, int[] firstRowByEntity) {

    /**
     * Sorts rows.
     *
     * @param entityColumns // [column][row] cells whose tuple names the entity
     * @param times // [row]
     */
    static EntityOrder of(List<long[]> entityColumns, long[] times) {
        int rows = times.length;
        int[] entities = new int[rows];
        int count = 1;
        for (long[] column : entityColumns) {
            count = refine(entities, column);
        }
        int[] firstRow = new int[count + 1];
        for (int entity : entities) {
            firstRow[entity + 1]++;
        }
        for (int entity = 0; entity < count; entity++) {
            firstRow[entity + 1] += firstRow[entity];
        }
        int[] next = firstRow.clone();
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[next[entities[row]]++] = row;
        }
        int[] scratch = new int[rows];
        for (int entity = 0; entity < count; entity++) {
            sortByTime(order, scratch, firstRow[entity], firstRow[entity + 1], times);
        }
        return new EntityOrder(order, firstRow);
    }

    /** Splits the groups in {@code entities} by the values of one more column; returns how many there are now. */
    private static int refine(int[] entities, long[] column) {
        LongIndex values = new LongIndex();
        LongIndex pairs = new LongIndex();
        for (int row = 0; row < entities.length; row++) {
            long value = values.index(column[row]);
            entities[row] = pairs.index((long) entities[row] << 32 | value);
        }
        return pairs.size();
    }

    /** Merge sort: stable, and one pass over rows that are in order already. */
    private static void sortByTime(int[] order, int[] scratch, int from, int to, long[] times) {
        if (sorted(order, from, to, times)) {
            return;
        }
        int middle = from + to >>> 1;
        sortByTime(order, scratch, from, middle, times);
        sortByTime(order, scratch, middle, to, times);
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean takeRight = right < to && times[order[right]] < times[scratch[left]];
            order[at] = takeRight ? order[right++] : scratch[left++];
        }
    }

    private static boolean sorted(int[] order, int from, int to, long[] times) {
        for (int i = from + 1; i < to; i++) {
            if (times[order[i]] < times[order[i - 1]]) {
                return false;
            }
        }
        return true;
    }

    /** The cells of a column in this order. */
    long[] apply(long[] column) {
        long[] sorted = new long[column.length];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = column[sourceRows[row]];
        }
        return sorted;
    }

    int entities() {
        return firstRowByEntity.length - 1;
    }
}
