package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;

/**
 * The cells of one column by entity and time, and what can be seen of them.
 *
 * @param distinct number of distinct values, missing cells not counted
 * @param increasing true where the source's order is that of the values
 * @param constantPerEntity true where no entity has two values, and some entity has two events
 */
record SortedCells(Cells cells, int distinct, boolean increasing, boolean constantPerEntity) {

    static SortedCells of(Cells source, EntityOrder order) {
        LongIndex index = new LongIndex();
        boolean increasing = true;
        long last = Long.MIN_VALUE;
        for (long value : source.values()) {
            if (value != ColumnFormat.MISSING) {
                index.index(value);
                increasing &= value > last;
                last = value;
            }
        }
        long[] sorted = order.apply(source.values());
        return new SortedCells(
                new Cells(source.name(), source.format(), sorted, source.missing(), source.notes()),
                index.size(),
                increasing && !source.isText(),
                constantPerEntity(sorted, order.firstRowByEntity()));
    }

    private static boolean constantPerEntity(long[] values, int[] firstRow) {
        for (int entity = 0; entity + 1 < firstRow.length; entity++) {
            for (int row = firstRow[entity] + 1; row < firstRow[entity + 1]; row++) {
                if (values[row] != values[row - 1]) {
                    return false;
                }
            }
        }
        return values.length >= firstRow.length;
    }

    String name() {
        return cells.name();
    }

    int present() {
        return cells.values().length - cells.missing();
    }

    /** True where no two rows have the same value and none is missing. */
    boolean unique() {
        return distinct == cells.values().length;
    }
}
