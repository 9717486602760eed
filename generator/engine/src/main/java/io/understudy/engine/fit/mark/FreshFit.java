package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import java.util.stream.IntStream;

/** Learns the law of fresh values in one way to bin them: how far above a level they lie, or as they are. */
final class FreshFit {
    private static final int GROUPS = 24;

    private final Bins bins;
    private final boolean aboveLevel;
    private final int binFeatures; // the first ones of the examples'
    private final Growth growth;
    private final Examples examples;
    private double logWidth;
    private double weight;
    private double binNats;

    /** {@code features} are those that tell the bin, and the bin itself, which the trailing zeros go by too. */
    FreshFit(Bins bins, boolean aboveLevel, int[] features, Growth growth) {
        this.bins = bins;
        this.aboveLevel = aboveLevel;
        this.growth = growth;
        binFeatures = features.length - 1;
        examples = new Examples(features, 2, 1 << 10);
    }

    Bins bins() {
        return bins;
    }

    /** Of the values that are comparable with those of other ways. */
    double weight() {
        return weight;
    }

    void add(
            History history,
            long value,
            double level,
            double spread,
            double itsWeight,
            int entity,
            boolean comparable) {
        int at = bins.find(aboveLevel ? FreshLaw.codeAbove(level, spread, value) : value);
        history.draft().bin = at;
        examples.add(history, at, itsWeight, entity);
        examples.note(1, FreshLaw.zerosOf(value));
        if (comparable) {
            double width = aboveLevel
                    ? FreshLaw.valueAt(level, spread, bins.high()[at] + 1)
                            - FreshLaw.valueAt(level, spread, bins.low()[at])
                    : bins.high()[at] - bins.low()[at] + 1;
            logWidth += itsWeight * Math.log(Math.max(1, width * ofSoManyZeros(value)));
            weight += itsWeight;
        }
    }

    FreshLaw law(Bins range, int commonZeros) {
        examples.encode();
        TreeGrower.Measured measured = TreeGrower.measured(
                examples.of(0, binFeatures), bins.size(), BinCutter.groups(bins.size(), GROUPS), growth);
        int[] each = IntStream.rangeClosed(0, FreshLaw.MOST_ZEROS).toArray();
        TreeGrower.Measured zeros = TreeGrower.measured(examples.of(1), each.length, each, growth);
        binNats = measured.heldOutNats() + zeros.heldOutNats();
        long unit = FreshLaw.unitOf(aboveLevel ? commonZeros : 0);
        long least = range.low()[0] + Math.floorMod(-range.low()[0], unit);
        long most = range.high()[range.size() - 1];
        return new FreshLaw(
                bins, measured.tree(), zeros.tree(), least, Math.max(least, most - Math.floorMod(most, unit)), unit);
    }

    /** Share of numbers that have as many trailing zeros as {@code value}. */
    private double ofSoManyZeros(long value) {
        int zeros = FreshLaw.zerosOf(value);
        return Math.pow(10, -zeros) * (zeros < FreshLaw.MOST_ZEROS ? 0.9 : 1);
    }

    /** Nats a value that held-out entities cost. */
    double nats() {
        return binNats + logWidth / Math.max(weight, 1e-9);
    }
}
