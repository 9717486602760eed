package io.understudy.engine.fit.dp;

import java.util.Arrays;
import java.util.List;

/**
 * What a law may hang on, decided before the data are seen.
 *
 * @param name for the ledger
 * @param outcomes number of them
 * @param base features that the law always tells apart
 * @param candidates further features, of which noised tables choose some
 * @param scales features of which one may move the law as a whole, beside all others
 * @param thinned of the first outcome, so frequent that it alone would set the clip, one in so many is counted
 * @param ordered true if neighbouring outcomes are alike, as bins of a number are
 * @param echoes ids of the features that are the outcome of an event before
 */
@SuppressWarnings("ArrayRecordComponent")
record LawPlan(
        String name,
        int outcomes,
        Grid[] base,
        Grid[] candidates,
        Grid[] scales,
        int thinned,
        boolean ordered,
        List<Integer> echoes) {
    LawPlan(String name, int outcomes, Grid[] base, Grid[] candidates, Grid[] scales) {
        this(name, outcomes, base, candidates, scales, 1, false, List.of());
    }

    /** The same law, which has features that are the outcome of an event before. */
    LawPlan echoing(Integer... ids) {
        return new LawPlan(name, outcomes, base, candidates, scales, thinned, ordered, List.of(ids));
    }

    /** The same law, whose neighbouring outcomes are alike. */
    LawPlan inOrder() {
        return new LawPlan(name, outcomes, base, candidates, scales, thinned, true, echoes);
    }

    /** Whether a feature is the outcome of an event before. */
    boolean echoes(Grid grid) {
        return echoes.contains(grid.feature());
    }

    /** The same law, of whose first outcome one in {@code times} is counted. */
    LawPlan thinned(int times) {
        return new LawPlan(name, outcomes, base, candidates, scales, times, ordered, echoes);
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
