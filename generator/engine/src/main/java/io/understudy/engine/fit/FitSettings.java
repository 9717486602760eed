package io.understudy.engine.fit;

import io.understudy.model.InputException;
import io.understudy.model.chain.ChainModel;

/**
 * How to fit.
 *
 * @param k fewest entities that a context, a leaf, a value or a quantile end may rest on
 * @param seed decides clusters and held-out entities
 * @param kind name of the model family
 * @param threads that may work at once
 */
public record FitSettings(int k, long seed, String kind, int threads) {
    /** Entities that everything rests on unless told otherwise. */
    public static final int DEFAULT_K = 10;

    public FitSettings {
        if (k < 1) {
            throw new InputException("--k " + k + " must be at least 1; give the fewest entities a fact may rest on");
        }
        if (!kind.equals(ChainModel.KIND)) {
            throw new InputException(
                    "--model-kind \"" + kind + "\" is not known; the families are: " + ChainModel.KIND);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a fit needs a thread, not " + threads);
        }
    }

    /** The defaults. */
    public static FitSettings defaults() {
        return new FitSettings(
                DEFAULT_K, 1, ChainModel.KIND, Math.min(2, Runtime.getRuntime().availableProcessors()));
    }

    /** The same with another floor. */
    public FitSettings withK(int otherK) {
        return new FitSettings(otherK, seed, kind, threads);
    }
}
