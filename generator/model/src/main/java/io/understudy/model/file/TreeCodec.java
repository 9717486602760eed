package io.understudy.model.file;

import io.understudy.model.chain.Bins;
import io.understudy.model.tree.ProbabilityTree;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads what laws are made of: trees, and the bins that these choose from. */
final class TreeCodec {
    private TreeCodec() {}

    static void bins(Bins bins, DataOutput out) throws IOException {
        Cells.longs(bins.low(), out);
        Cells.longs(bins.high(), out);
    }

    static Bins bins(DataInput in) throws IOException {
        return new Bins(Cells.longs(in), Cells.longs(in));
    }

    static void tree(ProbabilityTree tree, DataOutput out) throws IOException {
        ProbabilityTree.Arrays arrays = tree.arrays();
        out.writeInt(tree.outcomes());
        Cells.ints(arrays.rootByMember(), out);
        Cells.ints(arrays.featureByNode(), out);
        Cells.doubles(arrays.thresholdByNode(), out);
        Cells.ints(arrays.subsetByNode(), out);
        Cells.ints(arrays.childByNode(), out);
        Cells.longs(arrays.subsetWords(), out);
        Cells.ints(arrays.startByLeaf(), out);
        Cells.ints(arrays.outcomeByEntry(), out);
        Cells.floats(arrays.cumulativeByEntry(), out);
    }

    static ProbabilityTree tree(DataInput in) throws IOException {
        return new ProbabilityTree(
                in.readInt(),
                Cells.ints(in),
                Cells.ints(in),
                Cells.doubles(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.longs(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.floats(in));
    }
}
