package io.understudy.model.file;

import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.neural.Alphabet;
import io.understudy.model.neural.GapFrame;
import io.understudy.model.neural.NeuralLaws;
import io.understudy.model.neural.NeuralModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads networks, each part in the order of its record's components. */
final class NeuralCodec {
    private NeuralCodec() {}

    static void write(NeuralModel model, DataOutput out) throws IOException {
        ChainCodec.provenance(model.provenance(), out);
        LayoutCodec.write(model.shape().layout(), out);
        ChainCodec.shape(model.shape(), out);
        laws(model.laws(), out);
        out.writeInt(model.width());
        Cells.floats(model.weights(), out);
        ProfileCodec.write(model.profile(), out);
    }

    static NeuralModel read(DataInput in) throws IOException {
        var provenance = ChainCodec.provenance(in);
        ChainShape shape = ChainCodec.shape(in);
        NeuralLaws laws = laws(in);
        int width = in.readInt();
        float[] weights = Cells.floats(in);
        return new NeuralModel(shape, laws, width, weights, provenance, ProfileCodec.read(in));
    }

    private static void laws(NeuralLaws laws, DataOutput out) throws IOException {
        ArrivalCodec.arrival(laws.arrival(), out);
        Cells.maybe(laws.gap().gaps(), TreeCodec::bins, out);
        Cells.maybe(laws.gap().times(), TreeCodec::bins, out);
        out.writeInt(laws.gap().mostDays());
        out.writeInt(laws.gap().mostPerInstant());
        out.writeInt(laws.gap().mostPerDay());
        alphabet(laws.token(), out);
        Cells.list(laws.categories(), NeuralCodec::category, out);
        Cells.list(laws.numbers(), TreeCodec::bins, out);
        Cells.list(laws.statics(), NeuralCodec::fixed, out);
        Cells.list(laws.keys(), NeuralCodec::key, out);
        Cells.maybe(laws.balance(), ChainCodec::balance, out);
        Cells.maybe(laws.balanceBins(), TreeCodec::bins, out);
        Cells.list(laws.times(), ChainCodec::time, out);
        Cells.list(laws.episodes(), ChainCodec::episodes, out);
    }

    private static NeuralLaws laws(DataInput in) throws IOException {
        return new NeuralLaws(
                ArrivalCodec.arrival(in),
                new GapFrame(
                        Cells.maybe(TreeCodec::bins, in),
                        Cells.maybe(TreeCodec::bins, in),
                        in.readInt(),
                        in.readInt(),
                        in.readInt()),
                alphabet(in),
                Cells.list(NeuralCodec::category, in),
                Cells.list(TreeCodec::bins, in),
                Cells.list(NeuralCodec::fixed, in),
                Cells.list(NeuralCodec::key, in),
                Cells.maybe(ChainCodec::balance, in),
                Cells.maybe(TreeCodec::bins, in),
                Cells.list(ChainCodec::time, in),
                Cells.list(ChainCodec::episodes, in));
    }

    private static void alphabet(Alphabet alphabet, DataOutput out) throws IOException {
        Cells.ints(alphabet.outcomeByRank(), out);
        out.writeInt(alphabet.cells());
        Cells.doubles(alphabet.cumulative(), out);
    }

    private static Alphabet alphabet(DataInput in) throws IOException {
        return new Alphabet(Cells.ints(in), in.readInt(), Cells.doubles(in));
    }

    private static void category(NeuralLaws.Category category, DataOutput out) throws IOException {
        alphabet(category.alphabet(), out);
        Cells.longs(category.knownWords(), out);
    }

    private static NeuralLaws.Category category(DataInput in) throws IOException {
        return new NeuralLaws.Category(alphabet(in), Cells.longs(in));
    }

    private static void fixed(NeuralLaws.Fixed fixed, DataOutput out) throws IOException {
        Cells.maybe(fixed.names(), NeuralCodec::alphabet, out);
        Cells.maybe(fixed.bins(), TreeCodec::bins, out);
    }

    private static NeuralLaws.Fixed fixed(DataInput in) throws IOException {
        return new NeuralLaws.Fixed(Cells.maybe(NeuralCodec::alphabet, in), Cells.maybe(TreeCodec::bins, in));
    }

    static void key(KeyLaw key, DataOutput out) throws IOException {
        Cells.doubles(key.groupShares(), out);
        Cells.doubles(key.sharedShares(), out);
        Cells.doubles(key.sharedKeys(), out);
        Cells.doubles(key.windows(), out);
    }

    static KeyLaw key(DataInput in) throws IOException {
        return new KeyLaw(null, Cells.doubles(in), Cells.doubles(in), Cells.doubles(in), Cells.doubles(in));
    }
}
