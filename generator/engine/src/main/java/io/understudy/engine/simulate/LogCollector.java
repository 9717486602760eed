package io.understudy.engine.simulate;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.EventLayout;
import java.util.ArrayList;
import java.util.List;

/** Gathers rows in time order and sorts them by entity. */
final class LogCollector implements RowConsumer {
    private static final int ENTITY = 1;

    private final EventLayout layout;
    private final int entities;
    private final List<long[]> rows = new ArrayList<>();

    LogCollector(EventLayout layout, int entities) {
        this.layout = layout;
        this.entities = entities;
    }

    @Override
    public void accept(long[] cells) {
        rows.add(cells);
    }

    /** The log so far; {@code source} names where it came from, and its digest is that of the cells. */
    EventLog log(String source) {
        int[] firstRow = new int[entities + 1];
        for (long[] row : rows) {
            firstRow[(int) row[ENTITY] + 1]++;
        }
        for (int i = 0; i < entities; i++) {
            firstRow[i + 1] += firstRow[i];
        }
        int[] nextRow = firstRow.clone();
        long[][] values = new long[layout.size()][rows.size()];
        CellDigest digest = new CellDigest();
        for (long[] row : rows) {
            digest.add(row);
            int place = nextRow[(int) row[ENTITY]]++;
            for (int column = 0; column < values.length; column++) {
                values[column][place] = row[column];
            }
        }
        return new EventLog(layout, values, firstRow, source, digest.hex());
    }
}
