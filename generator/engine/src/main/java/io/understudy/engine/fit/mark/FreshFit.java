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
    private final FreshLaw frame; // what is drawn of a bin
    private final WantedZeros wanted = new WantedZeros();
    private double logWidth;
    private double weight;
    private double binNats;

    /**
     * A fit of values within a range, which have some zeros in common.
     *
     * @param features those that tell the bin, and the bin itself, which the trailing zeros go by too
     */
    FreshFit(Bins bins, boolean aboveLevel, Bins range, int commonZeros, int[] features, Growth growth) {
        this.bins = bins;
        this.aboveLevel = aboveLevel;
        this.growth = growth;
        binFeatures = features.length - 1;
        long unit = FreshLaw.unitOf(aboveLevel ? commonZeros : 0);
        long least = range.low()[0] + Math.floorMod(-range.low()[0], unit);
        long most = range.high()[range.size() - 1];
        frame = new FreshLaw(bins, null, null, least, Math.max(least, most - Math.floorMod(most, unit)), unit);
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
        double above = aboveLevel ? level : Double.NaN;
        int zeros = FreshLaw.zerosOf(value);
        boolean holds = frame.holds(at, above, spread, value);
        wanted.add(
                holds ? frame.leastWanted(at, above, spread, zeros) : zeros,
                holds ? frame.endWanted(at, above, spread, zeros) : zeros + 1);
        if (comparable) {
            double width = aboveLevel
                    ? FreshLaw.valueAt(level, spread, bins.high()[at] + 1)
                            - FreshLaw.valueAt(level, spread, bins.low()[at])
                    : bins.high()[at] - bins.low()[at] + 1;
            logWidth += itsWeight * Math.log(Math.max(1, width * ofSoManyZeros(value)));
            weight += itsWeight;
        }
    }

    FreshLaw law() {
        double unseen = wanted.fill(examples, 1, growth.seed());
        examples.encode();
        TreeGrower.Measured measured = TreeGrower.measured(
                examples.of(0, binFeatures), bins.size(), BinCutter.groups(bins.size(), GROUPS), growth.pooled());
        int[] each = IntStream.rangeClosed(0, FreshLaw.MOST_ZEROS).toArray();
        TreeGrower.Measured zeros = TreeGrower.measured(examples.of(1), each.length, each, growth);
        binNats = measured.heldOutNats() + zeros.heldOutNats() - unseen;
        return new FreshLaw(bins, measured.tree(), zeros.tree(), frame.least(), frame.most(), frame.unit());
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
