package io.understudy.engine.fit;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnFormat.Decimal;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** A log written down row by row, entity after entity: entity, time, then the columns that a test adds. */
public final class SmallLog {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long START_MICROS = 1_700_000_000_000_000L;

    private final List<Column> columns = new ArrayList<>();
    private final List<long[]> rows = new ArrayList<>();
    private final List<Integer> firstRows = new ArrayList<>();
    private int labelIndex = -1;

    private final long startMicros;

    public SmallLog() {
        this(new Timestamp(Timestamp.Style.EPOCH_MICROS, "", "UTC"), START_MICROS);
    }

    private SmallLog(Timestamp timestamp, long startMicros) {
        this.startMicros = startMicros;
        columns.add(null); // the entity's names are known when all are
        columns.add(new Column("time", ColumnRole.TIME, false, false, timestamp));
    }

    /** A log of dates without time of day. */
    static SmallLog ofDates() {
        return new SmallLog(
                new Timestamp(Timestamp.Style.DATE, "yyyy-MM-dd", "UTC"), START_MICROS - START_MICROS % DAY_MICROS);
    }

    public SmallLog column(String name, ColumnRole role, String... values) {
        if (role == ColumnRole.LABEL && labelIndex < 0) {
            labelIndex = columns.size();
        }
        columns.add(new Column(name, role, false, false, new Dictionary(List.of(values))));
        return this;
    }

    public SmallLog number(String name, ColumnRole role) {
        columns.add(new Column(name, role, false, false, new Decimal(2, 2)));
        return this;
    }

    public SmallLog entity() {
        firstRows.add(rows.size());
        return this;
    }

    /** A row of the last entity, {@code seconds} behind the start. */
    public SmallLog row(long seconds, long... cells) {
        long[] row = new long[columns.size()];
        row[0] = firstRows.size() - 1;
        row[1] = startMicros + seconds * 1_000_000;
        System.arraycopy(cells, 0, row, 2, cells.length);
        rows.add(row);
        return this;
    }

    public EventLog build() {
        List<String> names = new ArrayList<>();
        for (int e = 0; e < firstRows.size(); e++) {
            names.add("e" + (100 + e));
        }
        columns.set(0, new Column("entity", ColumnRole.ENTITY, true, false, new ColumnFormat.Dictionary(names)));
        long[][] cells = new long[columns.size()][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c][row] = rows.get(row)[c];
            }
        }
        int[] first = new int[firstRows.size() + 1];
        for (int e = 0; e < firstRows.size(); e++) {
            first[e] = firstRows.get(e);
        }
        first[firstRows.size()] = rows.size();
        return new EventLog(new EventLayout("small", columns, labelIndex, 0), cells, first, "small", "00");
    }
}
