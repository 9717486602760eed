package io.understudy.model.file;

import io.understudy.model.chain.ChainShape;
import io.understudy.model.table.RowTable;
import io.understudy.model.table.TableLaws;
import io.understudy.model.table.TableModel;
import io.understudy.model.table.TimeGrid;
import io.understudy.model.table.ValueGrid;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads tables, each part in the order of its record's components. */
final class TableCodec {
    private TableCodec() {}

    static void write(TableModel model, DataOutput out) throws IOException {
        ChainCodec.provenance(model.provenance(), out);
        LayoutCodec.write(model.shape().layout(), out);
        ChainCodec.shape(model.shape(), out);
        laws(model.laws(), out);
        ProfileCodec.write(model.profile(), out);
    }

    static TableModel read(DataInput in) throws IOException {
        var provenance = ChainCodec.provenance(in);
        ChainShape shape = ChainCodec.shape(in);
        return new TableModel(shape, laws(in), provenance, ProfileCodec.read(in));
    }

    private static void laws(TableLaws laws, DataOutput out) throws IOException {
        ArrivalCodec.arrival(laws.arrival(), out);
        Cells.maybe(laws.stay(), ChainCodec::stay, out);
        Cells.maybe(laws.grid().gaps(), TreeCodec::bins, out);
        Cells.maybe(laws.grid().times(), TreeCodec::bins, out);
        out.writeInt(laws.grid().mostDays());
        out.writeInt(laws.grid().mostPerInstant());
        Cells.maybe(laws.label(), TableCodec::table, out);
        table(laws.first(), out);
        table(laws.token(), out);
        table(laws.day(), out);
        Cells.maybe(laws.gap(), TableCodec::table, out);
        Cells.maybe(laws.timeOfDay(), TableCodec::table, out);
        Cells.list(laws.categories(), TableCodec::table, out);
        Cells.list(laws.numbers(), TableCodec::number, out);
        Cells.list(laws.statics(), TableCodec::fixed, out);
        Cells.list(laws.keys(), NeuralCodec::key, out);
        Cells.list(laws.keyKinds(), TableCodec::table, out);
        Cells.maybe(laws.balance(), ChainCodec::balance, out);
        Cells.maybe(laws.balanceBins(), TreeCodec::bins, out);
        Cells.list(laws.times(), ChainCodec::time, out);
        Cells.list(laws.episodes(), ChainCodec::episodes, out);
    }

    private static TableLaws laws(DataInput in) throws IOException {
        return new TableLaws(
                ArrivalCodec.arrival(in),
                Cells.maybe(ChainCodec::stay, in),
                new TimeGrid(
                        Cells.maybe(TreeCodec::bins, in), Cells.maybe(TreeCodec::bins, in), in.readInt(), in.readInt()),
                Cells.maybe(TableCodec::table, in),
                table(in),
                table(in),
                table(in),
                Cells.maybe(TableCodec::table, in),
                Cells.maybe(TableCodec::table, in),
                Cells.list(TableCodec::table, in),
                Cells.list(TableCodec::number, in),
                Cells.list(TableCodec::fixed, in),
                Cells.list(NeuralCodec::key, in),
                Cells.list(TableCodec::table, in),
                Cells.maybe(ChainCodec::balance, in),
                Cells.maybe(TreeCodec::bins, in),
                Cells.list(ChainCodec::time, in),
                Cells.list(ChainCodec::episodes, in));
    }

    private static void table(RowTable table, DataOutput out) throws IOException {
        Cells.ints(table.features(), out);
        Cells.ints(table.mapStart(), out);
        chars(table.map(), out);
        chars(table.rowByCell(), out);
        Cells.ints(table.rows(), out);
        Cells.ints(table.parentByRow(), out);
        Cells.longs(table.slots(), out);
        out.writeInt(table.outcomes());
    }

    private static RowTable table(DataInput in) throws IOException {
        return new RowTable(
                Cells.ints(in),
                Cells.ints(in),
                chars(in),
                chars(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.longs(in),
                in.readInt());
    }

    private static void chars(char[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (char value : values) {
            out.writeChar(value);
        }
    }

    private static char[] chars(DataInput in) throws IOException {
        char[] values = new char[Cells.length(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readChar();
        }
        return values;
    }

    private static void number(TableLaws.Number number, DataOutput out) throws IOException {
        TreeCodec.bins(number.grid().bins(), out);
        Cells.ints(number.grid().groupByBin(), out);
        Cells.ints(number.grid().binByOutcome(), out);
        Cells.ints(number.grid().zerosByOutcome(), out);
        table(number.group(), out);
        table(number.value(), out);
    }

    private static TableLaws.Number number(DataInput in) throws IOException {
        ValueGrid grid = new ValueGrid(TreeCodec.bins(in), Cells.ints(in), Cells.ints(in), Cells.ints(in));
        return new TableLaws.Number(grid, table(in), table(in));
    }

    private static void fixed(TableLaws.Fixed fixed, DataOutput out) throws IOException {
        Cells.maybe(fixed.name(), TableCodec::table, out);
        Cells.maybe(fixed.number(), TableCodec::number, out);
    }

    private static TableLaws.Fixed fixed(DataInput in) throws IOException {
        return new TableLaws.Fixed(Cells.maybe(TableCodec::table, in), Cells.maybe(TableCodec::number, in));
    }
}
