package io.understudy.engine.reference;

import io.understudy.model.EventLayout;
import java.util.List;

/**
 * A reference in memory: cells by column, rows sorted by entity, then time, then place in the source. Entity, key and
 * id columns keep the reference's own values here (as a {@code Dictionary} or {@code Decimal}).
 */
public final class EventLog {
    private final EventLayout layout;
    private final long[][] valuesByColumn; // [column][row]
    private final int[] firstRowByEntity; // [entity], one more than there are entities; the last is the number of rows
    private final String source;
    private final String sha256;
    private final List<Finding> findings;

    /** A log of which nothing is to be said. Takes the arrays as they are; the caller gives them away. */
    public EventLog(EventLayout layout, long[][] valuesByColumn, int[] firstRowByEntity, String source, String sha256) {
        this(layout, valuesByColumn, firstRowByEntity, source, sha256, List.of());
    }

    /** Takes the arrays as they are; the caller gives them away. */
    public EventLog(
            EventLayout layout,
            long[][] valuesByColumn,
            int[] firstRowByEntity,
            String source,
            String sha256,
            List<Finding> findings) {
        if (valuesByColumn.length != layout.size()) {
            throw new IllegalArgumentException(
                    "the layout has " + layout.size() + " columns, the data " + valuesByColumn.length);
        }
        this.layout = layout;
        this.valuesByColumn = valuesByColumn;
        this.firstRowByEntity = firstRowByEntity;
        this.source = source;
        this.sha256 = sha256;
        this.findings = List.copyOf(findings);
    }

    public EventLayout layout() {
        return layout;
    }

    public int rows() {
        return firstRowByEntity[firstRowByEntity.length - 1];
    }

    public int entities() {
        return firstRowByEntity.length - 1;
    }

    public int firstRow(int entity) {
        return firstRowByEntity[entity];
    }

    /** The row behind the entity's last. */
    public int endRow(int entity) {
        return firstRowByEntity[entity + 1];
    }

    public long value(int column, int row) {
        return valuesByColumn[column][row];
    }

    /** The cells of one column, by row; not to be changed. */
    public long[] column(int column) {
        return valuesByColumn[column];
    }

    public long timeMicros(int row) {
        return valuesByColumn[layout.timeIndex()][row];
    }

    /** Name of the file or topic that it came from. */
    public String source() {
        return source;
    }

    /** SHA-256 of the source, in hex. */
    public String sha256() {
        return sha256;
    }

    /** What the owner of the data should know. */
    public List<Finding> findings() {
        return findings;
    }
}
