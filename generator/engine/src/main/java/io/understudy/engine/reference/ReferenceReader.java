package io.understudy.engine.reference;

import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.model.Timestamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads a reference: finds formats and roles of its columns, and sorts its rows by entity and time. */
public final class ReferenceReader {
    private static final int ROWS_PER_PROGRESS = 1 << 16;
    private static final int MOST_ROWS = 200_000_000;

    private final Source source;
    private final ReferenceSpec spec;
    private final LongConsumer progress;
    private final List<Finding> findings = new ArrayList<>();

    private ReferenceReader(Source source, ReferenceSpec spec, LongConsumer progress) {
        this.source = source;
        this.spec = spec;
        this.progress = progress;
    }

    /**
     * Reads files.
     *
     * @param files CSV, Parquet or JSON, by their names
     * @param progress is told now and then how many rows were read
     * @throws InputException if the files or the specification break a rule
     * @throws IOException if reading fails
     */
    public static EventLog read(List<Path> files, ReferenceSpec spec, LongConsumer progress) throws IOException {
        String name = spec.name().isEmpty() ? FileKind.stem(files.get(0)) : spec.name();
        try (Source source = open(files, spec)) {
            return read(source, name, spec, progress);
        }
    }

    /** Reads {@code source}, which stays open. */
    static EventLog read(Source source, String name, ReferenceSpec spec, LongConsumer progress) throws IOException {
        return new ReferenceReader(source, spec, progress).read(name);
    }

    private static Source open(List<Path> files, ReferenceSpec spec) throws IOException {
        List<FileKind> kinds = files.stream().map(FileKind::of).distinct().toList();
        if (spec.sql().isEmpty() && kinds.equals(List.of(FileKind.CSV))) {
            return new CsvSource(files);
        }
        return new TableSource(files, spec.sql());
    }

    private EventLog read(String name) throws IOException {
        spec.checkColumns(source.name(), source.columns());
        List<Cells> columns = collect();
        for (Cells cells : columns) {
            cells.notes().forEach(note -> findings.add(new Finding(cells.name(), note)));
        }
        int timeIndex = new TimeFinder(source, columns, spec, findings).find();
        List<Integer> entityIndexes = new EntityFinder(source, columns, spec, findings).find();
        EntityOrder order = EntityOrder.of(
                entityIndexes.stream().map(i -> columns.get(i).values()).toList(),
                columns.get(timeIndex).values());
        List<SortedCells> sorted = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            sorted.add(SortedCells.of(columns.get(i), order));
            columns.set(i, null); // the sorted copy takes its place in memory
        }
        ColumnRole[] roles = new RoleFinder(sorted, order, timeIndex, spec, findings).find(entityIndexes);
        return log(name, sorted, roles, order);
    }

    private List<Cells> collect() throws IOException {
        List<String> names = source.columns();
        ColumnCollector[] collectors = new ColumnCollector[names.size()];
        for (int i = 0; i < collectors.length; i++) {
            collectors[i] = ColumnCollector.of(names.get(i), spec);
        }
        Pass first = new Pass(collectors);
        source.read(first);
        if (first.rows == 0) {
            throw new InputException(source.name() + " has a header but no rows; an event log has one row an event");
        }
        progress.accept(first.rows);
        List<Cells> columns = new ArrayList<>();
        ColumnCollector[] again = new ColumnCollector[names.size()];
        boolean any = false;
        for (int i = 0; i < collectors.length; i++) {
            Cells cells = collectors[i].finish(source, i);
            columns.add(cells);
            collectors[i] = null;
            if (cells == null) {
                again[i] = ColumnCollector.ofTexts(names.get(i), spec);
                any = true;
            }
        }
        if (any) {
            source.read(new Pass(again));
            for (int i = 0; i < again.length; i++) {
                if (again[i] != null) {
                    columns.set(i, again[i].finish(source, i));
                }
            }
        }
        return columns;
    }

    /** Hands the cells of one reading to the collectors of their columns. */
    private final class Pass implements CellHandler {
        private final ColumnCollector[] collectors; // [column], null where the column is not wanted
        private int rows;

        Pass(ColumnCollector[] collectors) {
            this.collectors = collectors;
        }

        @Override
        public void cell(int column, char[] text, int from, int length) {
            if (collectors[column] != null) {
                collectors[column].add(text, from, length);
            }
        }

        @Override
        public void endRow() {
            if (++rows % ROWS_PER_PROGRESS == 0) {
                progress.accept(rows);
            }
            if (rows > MOST_ROWS) {
                throw new InputException(
                        source.name() + " has more than " + MOST_ROWS + " rows; take some of the entities by --sql");
            }
        }
    }

    private EventLog log(String name, List<SortedCells> sorted, ColumnRole[] roles, EntityOrder order)
            throws IOException {
        List<Column> columns = new ArrayList<>();
        long[][] values = new long[roles.length][];
        for (int i = 0; i < roles.length; i++) {
            SortedCells column = sorted.get(i);
            Cells cells = RoleFormat.of(column.cells(), roles[i]);
            boolean said = spec.statics().contains(column.name());
            if (said) {
                requireConstant(column.cells(), order);
            }
            boolean constant = column.constantPerEntity() || said;
            columns.add(new Column(cells.name(), roles[i], constant, cells.missing() > 0, cells.format()));
            values[i] = cells.values();
        }
        LabelChoice label = LabelChoice.of(columns, values, spec, findings);
        EventLayout layout = new EventLayout(name, columns, label.index(), label.normal());
        describeTimes(layout.timestamp(), values[layout.timeIndex()], order);
        return new EventLog(layout, values, order.firstRowByEntity(), source.name(), source.sha256(), findings);
    }

    private void requireConstant(Cells cells, EntityOrder order) throws IOException {
        int[] firstRow = order.firstRowByEntity();
        for (int entity = 0; entity < order.entities(); entity++) {
            for (int row = firstRow[entity] + 1; row < firstRow[entity + 1]; row++) {
                if (cells.values()[row] != cells.values()[row - 1]) {
                    int column = source.columns().indexOf(cells.name());
                    throw new InputException(source.place(order.sourceRows()[row], column) + " " + cells.name() + " \""
                            + cells.format().text(cells.values()[row]) + "\" differs from the entity's \""
                            + cells.format().text(cells.values()[row - 1])
                            + "\" before; a static column is constant within an entity; take it from --static");
                }
            }
        }
    }

    private void describeTimes(Timestamp format, long[] times, EntityOrder order) {
        int ties = 0;
        int single = 0;
        for (int entity = 0; entity < order.entities(); entity++) {
            int from = order.firstRowByEntity()[entity];
            int to = order.firstRowByEntity()[entity + 1];
            single += to - from == 1 ? 1 : 0;
            for (int row = from + 1; row < to; row++) {
                ties += times[row] == times[row - 1] ? 1 : 0;
            }
        }
        if (format.dateOnly()) {
            findings.add(new Finding("", "times are dates without a time of day"));
        }
        if (ties > 0) {
            findings.add(new Finding(
                    "", ties + " events have the time of the event before them; the order of the source is kept"));
        }
        if (single > 0) {
            findings.add(new Finding("", single + " of " + order.entities() + " entities have a single event"));
        }
    }
}
