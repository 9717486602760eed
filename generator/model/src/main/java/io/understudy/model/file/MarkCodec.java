package io.understudy.model.file;

import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.EntityLevel;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.KeyStrata;
import io.understudy.model.chain.KeyTokens;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.NumberMark;
import io.understudy.model.chain.Ratios;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads the laws of marks: numbers, categories and keys. */
final class MarkCodec {
    private MarkCodec() {}

    static void mark(NumberMark mark, DataOutput out) throws IOException {
        Cells.ints(mark.lawByToken(), out);
        out.writeInt(mark.classes());
        Cells.list(mark.laws(), MarkCodec::number, out);
    }

    static NumberMark mark(DataInput in) throws IOException {
        return new NumberMark(Cells.ints(in), in.readInt(), Cells.list(MarkCodec::number, in));
    }

    static void number(NumberLaw law, DataOutput out) throws IOException {
        TreeCodec.tree(law.kind(), out);
        Cells.maybe(law.plain(), MarkCodec::fresh, out);
        Cells.maybe(law.near(), MarkCodec::fresh, out);
        Cells.maybe(law.level(), MarkCodec::level, out);
        out.writeBoolean(law.overMean());
        Cells.longs(law.ratios().parts(), out);
        out.writeLong(law.ratios().unit());
        Cells.maybe(law.opens(), TreeCodec::tree, out);
    }

    static NumberLaw number(DataInput in) throws IOException {
        return new NumberLaw(
                TreeCodec.tree(in),
                Cells.maybe(MarkCodec::fresh, in),
                Cells.maybe(MarkCodec::fresh, in),
                Cells.maybe(MarkCodec::level, in),
                in.readBoolean(),
                new Ratios(Cells.longs(in), in.readLong()),
                Cells.maybe(TreeCodec::tree, in));
    }

    static void level(EntityLevel level, DataOutput out) throws IOException {
        Cells.doubles(level.meanByCluster(), out);
        out.writeDouble(level.weight());
        Cells.maybe(level.quantiles(), Cells::floats, out);
        out.writeDouble(level.common());
        out.writeBoolean(level.firstApart());
    }

    static EntityLevel level(DataInput in) throws IOException {
        return new EntityLevel(
                Cells.doubles(in), in.readDouble(), Cells.maybe(Cells::floats, in), in.readDouble(), in.readBoolean());
    }

    private static void fresh(FreshLaw law, DataOutput out) throws IOException {
        TreeCodec.bins(law.bins(), out);
        TreeCodec.tree(law.bin(), out);
        TreeCodec.tree(law.zeros(), out);
        out.writeLong(law.least());
        out.writeLong(law.most());
        out.writeLong(law.unit());
    }

    private static FreshLaw fresh(DataInput in) throws IOException {
        return new FreshLaw(
                TreeCodec.bins(in),
                TreeCodec.tree(in),
                TreeCodec.tree(in),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    static void category(CategoryLaw law, DataOutput out) throws IOException {
        Cells.maybe(law.kind(), TreeCodec::tree, out);
        TreeCodec.tree(law.tree(), out);
        Cells.longs(law.knownWords(), out);
        Cells.ints(law.usual(), out);
    }

    static CategoryLaw category(DataInput in) throws IOException {
        return new CategoryLaw(Cells.maybe(TreeCodec::tree, in), TreeCodec.tree(in), Cells.longs(in), Cells.ints(in));
    }

    static void key(KeyLaw law, DataOutput out) throws IOException {
        TreeCodec.tree(law.kind(), out);
        Cells.doubles(law.groupShares(), out);
        Cells.doubles(law.sharedShares(), out);
        Cells.doubles(law.sharedKeys(), out);
        Cells.doubles(law.windows(), out);
        Cells.maybe(law.strata(), MarkCodec::strata, out);
        Cells.maybe(law.byToken(), MarkCodec::tokens, out);
    }

    private static void tokens(KeyTokens tokens, DataOutput out) throws IOException {
        Cells.ints(tokens.rowByToken(), out);
        Cells.doubles(tokens.shares(), out);
    }

    private static KeyTokens tokens(DataInput in) throws IOException {
        return new KeyTokens(Cells.ints(in), Cells.doubles(in));
    }

    static KeyLaw key(DataInput in) throws IOException {
        return new KeyLaw(
                TreeCodec.tree(in),
                Cells.doubles(in),
                Cells.doubles(in),
                Cells.doubles(in),
                Cells.doubles(in),
                Cells.maybe(MarkCodec::strata, in),
                Cells.maybe(MarkCodec::tokens, in));
    }

    private static void strata(KeyStrata strata, DataOutput out) throws IOException {
        Cells.ints(strata.marks(), out);
        Cells.ints(strata.outcomes(), out);
        Cells.longs(strata.combinations(), out);
        Cells.ints(strata.firstClass(), out);
        Cells.doubles(strata.shares(), out);
        Cells.doubles(strata.keys(), out);
        out.writeDouble(strata.usualPlaces());
        out.writeDouble(strata.firstShare());
    }

    private static KeyStrata strata(DataInput in) throws IOException {
        return new KeyStrata(
                Cells.ints(in),
                Cells.ints(in),
                Cells.longs(in),
                Cells.ints(in),
                Cells.doubles(in),
                Cells.doubles(in),
                in.readDouble(),
                in.readDouble());
    }
}
