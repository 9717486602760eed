package io.understudy.engine.encode;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Entity ids: the text of the entity column, several joined by {@code |}. The key of an event's record and of its
 * label's. Owned by one thread.
 */
public final class EntityKeys {
    private final int[] columns;
    private final CellText[] textByColumn; // in the order of columns
    private final WireBuffer scratch = new WireBuffer(64);

    public EntityKeys(EventLayout layout) {
        columns = layout.indexes(ColumnRole.ENTITY);
        textByColumn = new CellText[columns.length];
        for (int i = 0; i < columns.length; i++) {
            textByColumn[i] = CellText.of(layout.column(columns[i]).format());
        }
    }

    /** The id of the entity of {@code frame}. */
    public String text(EventFrame frame) {
        return new String(utf8(frame), StandardCharsets.UTF_8);
    }

    /** The id as a record key: the bytes that Kafka's {@code StringSerializer} makes of {@link #text}. */
    public byte[] utf8(EventFrame frame) {
        scratch.clear();
        write(frame, scratch);
        return scratch.toByteArray();
    }

    /** Writes the id as UTF-8, without a length before it. Does not allocate. */
    public void write(EventFrame frame, WireBuffer out) {
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                out.writeByte('|');
            }
            long value = frame.values[columns[i]];
            if (value != ColumnFormat.MISSING) {
                textByColumn[i].write(value, out);
            }
        }
    }

    /** Writes the id as an Avro string. Does not allocate. */
    void writeString(EventFrame frame, WireBuffer out) {
        scratch.clear();
        write(frame, scratch);
        out.writeLong(scratch.length());
        out.writeRaw(scratch.array(), 0, scratch.length());
    }
}
