package io.understudy.engine.publish;

import io.understudy.engine.encode.EntityKeys;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.schemas.WireBuffer;
import java.nio.ByteBuffer;

/** The record keys of entities. Owned by one thread. */
final class RecordKeys {
    private final RecordStyle.Keys kind;
    private final int schemaId;
    private final EntityKeys ids;
    private final int column; // of the number; -1 where keys are none
    private final long first; // of a serial column's numbers
    private final WireBuffer buffer = new WireBuffer(64);

    /**
     * @param schemaId of keys that are Avro; any number otherwise
     * @throws InputException if entities have no number, and their number is wanted
     */
    RecordKeys(EventLayout layout, RecordStyle.Keys kind, int schemaId) {
        this.kind = kind;
        this.schemaId = schemaId;
        ids = new EntityKeys(layout);
        int[] columns = layout.indexes(ColumnRole.ENTITY);
        column = kind == RecordStyle.Keys.LONG ? columns[0] : -1;
        first = kind == RecordStyle.Keys.LONG ? first(layout, columns) : 0;
    }

    private static long first(EventLayout layout, int[] columns) {
        Column entity = layout.column(columns[0]);
        if (columns.length == 1 && entity.format() instanceof ColumnFormat.Serial serial) {
            return serial.first();
        }
        if (columns.length == 1 && entity.format() instanceof ColumnFormat.Decimal decimal && decimal.scale() == 0) {
            return 0;
        }
        throw new InputException(
                "keys: long needs one entity column of whole numbers, or of names that end in one, and "
                        + entity.name() + (columns.length > 1 ? " is one of " + columns.length : " is none")
                        + "; use string or avro");
    }

    /** The key of the entity of {@code frame}. */
    byte[] of(EventFrame frame) {
        write(frame, buffer);
        return buffer.toByteArray();
    }

    /** Replaces what {@code out} holds by the key of the entity of {@code frame}. */
    void write(EventFrame frame, WireBuffer out) {
        out.clear();
        switch (kind) {
            case STRING -> ids.write(frame, out);
            case LONG -> out.writeRaw(bigEndian(first + frame.values[column]), 0, Long.BYTES);
            case AVRO -> {
                out.begin(schemaId);
                out.writeBytes(ids.utf8(frame));
            }
        }
    }

    private static byte[] bigEndian(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
