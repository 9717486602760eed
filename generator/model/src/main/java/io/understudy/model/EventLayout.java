package io.understudy.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of an event log, in the reference's order. An event is a {@code long[]} with one value a column.
 *
 * @param name of the data, such as {@code payments} or the file's stem; names the Avro record
 * @param labelIndex the column whose values are the classes of events, with a {@code Dictionary} format; -1 if there is
 *     none. Other columns of role {@code LABEL} follow from it or tell as much, and are kept off event topics too
 * @param normalLabel the value of the label column that means "nothing happened"; 0 if there is no label column
 */
public record EventLayout(String name, List<Column> columns, int labelIndex, long normalLabel) {
    public EventLayout {
        columns = List.copyOf(columns);
        long times = columns.stream().filter(c -> c.role() == ColumnRole.TIME).count();
        if (times != 1) {
            throw new IllegalArgumentException("a layout has one time column, not " + times);
        }
        if (columns.stream().noneMatch(c -> c.role() == ColumnRole.ENTITY)) {
            throw new IllegalArgumentException("a layout has at least one entity column");
        }
        if (labelIndex >= 0 && columns.get(labelIndex).role() != ColumnRole.LABEL) {
            throw new IllegalArgumentException("column " + labelIndex + " is no label");
        }
    }

    public int size() {
        return columns.size();
    }

    public Column column(int index) {
        return columns.get(index);
    }

    /** Indexes of the columns of one role, ascending. */
    public int[] indexes(ColumnRole role) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).role() == role)
                .toArray();
    }

    /** Index of the time column; does not allocate. */
    public int timeIndex() {
        int index = 0;
        while (columns.get(index).role() != ColumnRole.TIME) {
            index++;
        }
        return index;
    }

    /** The format of the time column. */
    public Timestamp timestamp() {
        return (Timestamp) columns.get(timeIndex()).format();
    }

    /** Index of the column called {@code name}, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The classes of the label column by label value; a single class {@code normal} where there is none. A class is
     * also the name of the scenario that a burst command asks for.
     */
    public List<String> labelClasses() {
        return labelIndex < 0
                ? List.of("normal")
                : ((ColumnFormat.Dictionary) columns.get(labelIndex).format()).values();
    }
}
