package io.understudy.model.file;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads layouts. */
final class LayoutCodec {
    private static final int DICTIONARY = 0;
    private static final int DECIMAL = 1;
    private static final int SERIAL = 2;
    private static final int EMPTY = 3;
    private static final int TIMESTAMP = 4;

    private LayoutCodec() {}

    static void write(EventLayout layout, DataOutput out) throws IOException {
        Cells.text(layout.name(), out);
        out.writeInt(layout.labelIndex());
        out.writeLong(layout.normalLabel());
        Cells.list(layout.columns(), LayoutCodec::column, out);
    }

    static EventLayout read(DataInput in) throws IOException {
        String name = Cells.text(in);
        int labelIndex = in.readInt();
        long normal = in.readLong();
        return new EventLayout(name, Cells.list(LayoutCodec::column, in), labelIndex, normal);
    }

    private static void column(Column column, DataOutput out) throws IOException {
        Cells.text(column.name(), out);
        Cells.text(column.role().name(), out);
        out.writeBoolean(column.constantPerEntity());
        out.writeBoolean(column.nullable());
        format(column.format(), out);
    }

    private static Column column(DataInput in) throws IOException {
        return new Column(
                Cells.text(in), ColumnRole.valueOf(Cells.text(in)), in.readBoolean(), in.readBoolean(), format(in));
    }

    private static void format(ColumnFormat format, DataOutput out) throws IOException {
        if (format instanceof ColumnFormat.Dictionary dictionary) {
            out.writeByte(DICTIONARY);
            Cells.list(dictionary.values(), Cells::text, out);
        } else if (format instanceof ColumnFormat.Decimal decimal) {
            out.writeByte(DECIMAL);
            out.writeInt(decimal.scale());
            out.writeInt(decimal.leastFractionDigits());
        } else if (format instanceof ColumnFormat.Serial serial) {
            out.writeByte(SERIAL);
            Cells.text(serial.prefix(), out);
            out.writeInt(serial.width());
            out.writeLong(serial.first());
        } else if (format instanceof Timestamp stamp) {
            out.writeByte(TIMESTAMP);
            Cells.text(stamp.style().name(), out);
            Cells.text(stamp.pattern(), out);
            Cells.text(stamp.zone(), out);
        } else {
            out.writeByte(EMPTY);
        }
    }

    private static ColumnFormat format(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case DICTIONARY -> new ColumnFormat.Dictionary(Cells.list(Cells::text, in));
            case DECIMAL -> new ColumnFormat.Decimal(in.readInt(), in.readInt());
            case SERIAL -> new ColumnFormat.Serial(Cells.text(in), in.readInt(), in.readLong());
            case TIMESTAMP -> new Timestamp(Timestamp.Style.valueOf(Cells.text(in)), Cells.text(in), Cells.text(in));
            case EMPTY -> new ColumnFormat.Empty();
            default -> throw new IOException("a column format of kind " + kind);
        };
    }
}
