package io.understudy.engine.simulate;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A discrete distribution over 0 .. n - 1. Immutable; a draw costs a binary search. */
final class Weights {
    private final double[] cumulative; // [index], the last is the sum

    Weights(double... weights) {
        cumulative = weights.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        if (cumulative.length == 0 || !(cumulative[cumulative.length - 1] > 0)) {
            throw new IllegalArgumentException("weights need a positive sum, not " + Arrays.toString(weights));
        }
    }

    static Weights of(int size, IntToDoubleFunction weight) {
        double[] weights = new double[size];
        Arrays.setAll(weights, weight);
        return new Weights(weights);
    }

    /** Rank r has weight (r + 1)^-{@code exponent}. */
    static Weights zipf(int size, double exponent) {
        return of(size, rank -> StrictMath.pow(rank + 1, -exponent));
    }

    int draw(AgentRandom random) {
        int found = Arrays.binarySearch(cumulative, random.uniform() * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }
}
