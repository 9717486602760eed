package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.model.chain.TokenLaw;
import java.util.Arrays;

/**
 * Which cells of tokens' factors are moved together, in one family: those that too little is known of share one factor with
 * the same cells of other tokens that entities have as often, once, seldom or often. Where tokens are many, none of them alone
 * would tell that what comes once in a case does not come again, or not at weekends.
 */
final class AlikeTokens {
    private static final double[] MOST_TIMES = {1.2, 2}; // events of a token by entity, of each kind but the last
    private static final int UNMOVED = -1;

    private final int[] pool; // [token * CELLS + cell]
    private double[] observed; // [pool]
    private double[] expected; // [pool]

    /**
     * @param first cell of the family
     * @param end behind its last one
     * @param timesByToken events of each token by the entities that have it
     * @param fewest events, observed and expected, of which enough is known
     */
    AlikeTokens(
            int first,
            int end,
            double[] timesByToken,
            double[] observed,
            double[] expected,
            CellOwners owners,
            double fewest,
            int k) {
        int kinds = MOST_TIMES.length + 1;
        int cells = timesByToken.length * TokenLaw.CELLS;
        pool = new int[cells];
        Arrays.fill(pool, UNMOVED);
        double[] events = new double[kinds * TokenLaw.CELLS];
        int[] sumOfOwners = new int[events.length];
        double[] came = new double[events.length];
        for (int c = 0; c < cells; c++) {
            int cell = c % TokenLaw.CELLS;
            if (cell >= first && cell < end) {
                int alike = kind(timesByToken[c / TokenLaw.CELLS]) * TokenLaw.CELLS + cell;
                boolean told = observed[c] + expected[c] >= fewest && (observed[c] == 0 || owners.of(c) >= k);
                pool[c] = told ? c : cells + alike;
                if (!told) {
                    events[alike] += observed[c] + expected[c];
                    came[alike] += observed[c];
                    sumOfOwners[alike] += owners.of(c);
                }
            }
        }
        for (int c = 0; c < cells; c++) {
            int alike = pool[c] - cells;
            if (alike >= 0 && (events[alike] < fewest || came[alike] > 0 && sumOfOwners[alike] < k)) {
                pool[c] = UNMOVED;
            }
        }
        this.observed = new double[cells + events.length];
        this.expected = new double[cells + events.length];
    }

    private static int kind(double times) {
        int kind = 0;
        while (kind < MOST_TIMES.length && times > MOST_TIMES[kind]) {
            kind++;
        }
        return kind;
    }

    /** Adds up what is moved together. */
    void sum(double[] observedByCell, double[] expectedByCell) {
        Arrays.fill(observed, 0);
        Arrays.fill(expected, 0);
        for (int c = 0; c < pool.length; c++) {
            if (pool[c] != UNMOVED) {
                observed[pool[c]] += observedByCell[c];
                expected[pool[c]] += expectedByCell[c];
            }
        }
    }

    boolean moves(int cell) {
        return pool[cell] != UNMOVED;
    }

    /** Events that were observed in all that is moved with {@code cell}. */
    double observed(int cell) {
        return observed[pool[cell]];
    }

    double expected(int cell) {
        return expected[pool[cell]];
    }
}
