package io.understudy.engine.fit;

import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.InputException;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.neural.NeuralModel;
import io.understudy.model.table.TableModel;
import java.util.List;

/**
 * How to fit.
 *
 * @param k fewest entities that a context, a leaf, a value or a quantile end may rest on
 * @param seed decides clusters and held-out entities
 * @param kind name of the model family
 * @param threads that may work at once
 * @param mostMembers trees that a law may average where data are few, 1 to 4: more foretell better and cost as many times
 *     the time
 */
public record FitSettings(int k, long seed, String kind, int threads, int mostMembers) {
    private static final List<String> KINDS = List.of(ChainModel.KIND, NeuralModel.KIND, TableModel.KIND);

    public FitSettings {
        if (k < 1) {
            throw new InputException("--k " + k + " must be at least 1; give the fewest entities a fact may rest on");
        }
        if (!KINDS.contains(kind)) {
            throw new InputException(
                    "--model-kind \"" + kind + "\" is not known; the families are: " + String.join(", ", KINDS));
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a fit needs a thread, not " + threads);
        }
        if (mostMembers < 1 || mostMembers > TreeGrower.FOLDS) {
            throw new IllegalArgumentException(mostMembers + " trees a law must be in 1.." + TreeGrower.FOLDS);
        }
    }

    /** The defaults. */
    public static FitSettings defaults() {
        return new FitSettings(
                ReferenceSpec.DEFAULT_K,
                1,
                ChainModel.KIND,
                Math.min(2, Runtime.getRuntime().availableProcessors()),
                TreeGrower.FOLDS);
    }

    /** The same with another floor. */
    public FitSettings withK(int otherK) {
        return new FitSettings(otherK, seed, kind, threads, mostMembers);
    }

    /** The same with another seed. */
    public FitSettings withSeed(long otherSeed) {
        return new FitSettings(k, otherSeed, kind, threads, mostMembers);
    }

    /** The same with another model family. */
    public FitSettings withKind(String otherKind) {
        return new FitSettings(k, seed, otherKind, threads, mostMembers);
    }

    /**
     * The same on one thread and with one tree a law, or a small network that is trained little: several times faster on
     * small data, and less like it.
     */
    public FitSettings quick() {
        return new FitSettings(k, seed, kind, 1, 1);
    }
}
