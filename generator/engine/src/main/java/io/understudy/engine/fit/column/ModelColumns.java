package io.understudy.engine.fit.column;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reference's columns as the model sees them: names that fewer than k entities have are dropped, identities are
 * made anew, cells are recoded to match.
 */
public final class ModelColumns {
    private static final int MOST_KEPT_KEYS = 250;
    private static final double LEAST_COVER = 0.9;
    private static final int MOST_NOTED_CLASSES = 8;

    private final EventLog log;
    private final int k;
    public final EventLayout layout;
    public final long[][] cells; // [column][row] in the encoding of the layout; as in the reference where made anew
    private final List<String> notes = new ArrayList<>();

    public ModelColumns(EventLog log, int k) {
        this.log = log;
        this.k = k;
        int size = log.layout().size();
        cells = new long[size][];
        List<Column> columns = new ArrayList<>();
        int firstEntity = log.layout().indexes(ColumnRole.ENTITY)[0];
        for (int c = 0; c < size; c++) {
            columns.add(column(c, firstEntity));
        }
        EventLayout old = log.layout();
        dropClassesWithoutTuple(columns);
        long normal = old.labelIndex() < 0 ? 0 : recodedNormal(columns.get(old.labelIndex()));
        layout = new EventLayout(old.name(), columns, old.labelIndex(), normal);
    }

    /** What was dropped or changed on the way, one line each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Drops classes that k entities have, but in no combination with the other label columns that k entities have: the
     * model holds combinations, so it could not make such a class, and must not promise it.
     */
    private void dropClassesWithoutTuple(List<Column> columns) {
        int[] labels = log.layout().indexes(ColumnRole.LABEL);
        int at = log.layout().labelIndex();
        if (labels.length < 2 || at < 0) {
            return;
        }
        int place = Arrays.binarySearch(labels, at);
        List<String> values = ((ColumnFormat.Dictionary) columns.get(at).format()).values();
        int normal = (int) recodedNormal(columns.get(at));
        long[] tuples = new TupleBook(log, cells, labels, k, place, normal).values;
        boolean[] held = new boolean[values.size()];
        held[normal] = true;
        for (int i = place; i < tuples.length; i += labels.length) {
            if (tuples[i] != ColumnFormat.MISSING) {
                held[(int) tuples[i]] = true;
            }
        }
        long[] recoded = new long[values.size()];
        List<String> left = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            recoded[i] = left.size();
            if (held[i]) {
                left.add(values.get(i));
            } else {
                notes.add(columns.get(at).name() + ": class \"" + values.get(i) + "\" is dropped and counts as \""
                        + values.get(normal) + "\", no combination of the label columns with it is had by " + k
                        + " entities, on which a class must rest; lower --k, or name that label column alone");
            }
        }
        for (int i = 0; i < held.length; i++) {
            recoded[i] = held[i] ? recoded[i] : recoded[normal];
        }
        if (left.size() < values.size()) {
            recode(at, recoded);
            columns.set(at, columns.get(at).withFormat(new ColumnFormat.Dictionary(left)));
        }
    }

    private void recode(int column, long[] recoded) {
        cells[column] = Arrays.stream(cells[column])
                .map(value -> value == ColumnFormat.MISSING ? value : recoded[(int) value])
                .toArray();
    }

    private void noteDropped(Column column, List<String> old, int[] owners, long normal, int dropped) {
        if (normal < 0) {
            notes.add(column.name() + ": " + dropped + " of " + old.size() + " values dropped, fewer than " + k
                    + " entities have them");
            return;
        }
        int told = 0;
        for (int i = 0; i < old.size() && told < MOST_NOTED_CLASSES; i++) {
            if (owners[i] < k && i != normal) {
                told++;
                notes.add(column.name() + ": class \"" + old.get(i) + "\" is dropped and counts as \""
                        + old.get((int) normal) + "\", " + owners[i]
                        + (owners[i] == 1 ? " entity has" : " entities have")
                        + " it and a class must rest on " + k + "; give a longer reference, or --k "
                        + Math.max(1, owners[i]) + " to keep it");
            }
        }
        if (told < dropped) {
            notes.add(column.name() + ": " + (dropped - told) + " further classes are dropped for the same reason");
        }
    }

    private long recodedNormal(Column label) {
        String text = log.layout()
                .column(log.layout().labelIndex())
                .format()
                .text(log.layout().normalLabel());
        return label.format().parse(text);
    }

    private Column column(int c, int firstEntity) {
        Column column = log.layout().column(c);
        cells[c] = log.column(c);
        ColumnFormat format = column.format();
        boolean dictionary = format instanceof ColumnFormat.Dictionary;
        return switch (column.role()) {
            case ID -> made(column, ColumnRole.ID);
            case IGNORED -> new Column(column.name(), ColumnRole.IGNORED, false, true, new ColumnFormat.Empty());
            case ENTITY ->
                dictionary && c != firstEntity && covered(c, k) ? kept(column, c) : made(column, ColumnRole.ENTITY);
            case KEY -> dictionary && covered(c, Math.max(k, 2)) ? kept(column, c) : made(column, ColumnRole.KEY);
            case TYPE, LABEL, CATEGORICAL, NUMERIC, DERIVED -> dictionary ? kept(column, c) : column;
            case TIME -> column;
        };
    }

    private static Column made(Column column, ColumnRole role) {
        return new Column(
                column.name(),
                role,
                role == ColumnRole.ENTITY || column.constantPerEntity(),
                column.nullable(),
                SerialStyle.of(column.name(), column.format()));
    }

    /** Entities by dictionary value. */
    private int[] owners(int c) {
        int[] owners = new int
                [((ColumnFormat.Dictionary) log.layout().column(c).format())
                        .values()
                        .size()];
        int[] last = new int[owners.length];
        Arrays.fill(last, -1);
        for (int e = 0; e < log.entities(); e++) {
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long value = log.value(c, row);
                if (value != ColumnFormat.MISSING && last[(int) value] != e) {
                    last[(int) value] = e;
                    owners[(int) value]++;
                }
            }
        }
        return owners;
    }

    /** True if values that {@code fewest} entities have make up nearly all cells: a key that one entity has names it. */
    private boolean covered(int c, int fewest) {
        int[] owners = owners(c);
        int kept = 0;
        for (int n : owners) {
            kept += n >= fewest ? 1 : 0;
        }
        if (kept == 0 || kept > MOST_KEPT_KEYS || owners.length > 4 * MOST_KEPT_KEYS) {
            return false;
        }
        long there = 0;
        long covered = 0;
        for (long value : log.column(c)) {
            if (value != ColumnFormat.MISSING) {
                there++;
                covered += owners[(int) value] >= fewest ? 1 : 0;
            }
        }
        return covered >= LEAST_COVER * there;
    }

    private Column kept(Column column, int c) {
        List<String> old = ((ColumnFormat.Dictionary) column.format()).values();
        int[] owners = owners(c);
        long normal = column.role() == ColumnRole.LABEL && c == log.layout().labelIndex()
                ? log.layout().normalLabel()
                : -1;
        long[] recoded = new long[old.size()];
        List<String> values = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            boolean keep = owners[i] >= k || i == normal;
            recoded[i] = keep ? values.size() : ColumnFormat.MISSING;
            if (keep) {
                values.add(old.get(i));
            }
        }
        for (int i = 0; normal >= 0 && i < recoded.length; i++) {
            // a class too rare to learn counts as normal: an event without a class would say more than it may
            recoded[i] = recoded[i] == ColumnFormat.MISSING ? recoded[(int) normal] : recoded[i];
        }
        if (values.size() < old.size()) {
            noteDropped(column, old, owners, normal, old.size() - values.size());
            recode(c, recoded);
        }
        boolean nullable = column.nullable() || normal < 0 && values.size() < old.size();
        return new Column(
                column.name(),
                column.role(),
                column.constantPerEntity(),
                nullable,
                new ColumnFormat.Dictionary(values));
    }
}
