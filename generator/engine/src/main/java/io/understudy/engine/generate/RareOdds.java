package io.understudy.engine.generate;

import io.understudy.engine.publish.ClassWeights;

/**
 * The factor on the odds of rare classes that a run works with.
 *
 * @param factor on the odds of each start
 * @param learnedShare of rare events at factor 1, in the pilot's sample; NaN where none was drawn
 * @param usedShare of rare events at {@code factor}, in the same sample; NaN where none was drawn
 */
record RareOdds(double factor, double learnedShare, double usedShare) {

    /** Odds that no sample was drawn for. */
    static RareOdds of(double factor) {
        return new RareOdds(factor, Double.NaN, Double.NaN);
    }

    /**
     * What labels bear. Where the sample holds no rare event at one of the factors, its shares say nothing, and the ratio
     * of the odds takes their place, which is what the shares' tends to as rare events get rarer.
     */
    ClassWeights weights() {
        if (factor == 1) {
            return ClassWeights.UNCHANGED;
        }
        if (!(learnedShare > 0 && usedShare > 0 && usedShare < 1)) {
            return new ClassWeights(factor == 0 ? 1 : 1 / factor, 1);
        }
        return new ClassWeights(learnedShare / usedShare, (1 - learnedShare) / (1 - usedShare));
    }

    /** What labels bear where a {@code share} of rare events is held by starts that are {@code odds} times as frequent. */
    static ClassWeights held(double share, double odds) {
        double mean = share / odds + 1 - share;
        return new ClassWeights(1 / odds / mean, 1 / mean);
    }
}
