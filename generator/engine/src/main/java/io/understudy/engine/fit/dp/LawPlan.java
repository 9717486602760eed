package io.understudy.engine.fit.dp;

import java.util.Arrays;

/**
 * What a law may hang on, decided before the data are seen.
 *
 * @param name for the ledger
 * @param outcomes number of them
 * @param base features that the law always tells apart
 * @param candidates further features, of which noised tables choose some
 * @param scales features of which one may move the law as a whole, beside all others
 * @param thinned of the first outcome, so frequent that it alone would set the clip, one in so many is counted
 */
@SuppressWarnings("ArrayRecordComponent")
record LawPlan(String name, int outcomes, Grid[] base, Grid[] candidates, Grid[] scales, int thinned) {
    LawPlan(String name, int outcomes, Grid[] base, Grid[] candidates, Grid[] scales) {
        this(name, outcomes, base, candidates, scales, 1);
    }

    /** The same law, of whose first outcome one in {@code times} is counted. */
    LawPlan thinned(int times) {
        return new LawPlan(name, outcomes, base, candidates, scales, times);
    }

    /** The law of all events, by that of those that are counted. */
    double[] whole(double[] law) {
        if (thinned == 1) {
            return law;
        }
        double[] whole = law.clone();
        whole[0] *= thinned;
        double total = Arrays.stream(whole).sum();
        for (int y = 0; y < whole.length; y++) {
            whole[y] /= total;
        }
        return whole;
    }

    /** Contexts that the base features tell apart. */
    long contexts() {
        long contexts = 1;
        for (Grid grid : base) {
            contexts *= grid.bins();
        }
        return contexts;
    }
}
