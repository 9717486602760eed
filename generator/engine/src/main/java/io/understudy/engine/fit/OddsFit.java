package io.understudy.engine.fit;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.fit.floor.ContextTally;
import io.understudy.engine.fit.floor.FewPools;
import io.understudy.model.chain.ContextOdds;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Moves the odds of the outcomes of one law until what is drawn has each as often in each context as the reference. What
 * fewer than k entities have in a context is moved together; where they are fewer than k altogether, with that of others
 * in which as much of the kind is drawn.
 */
final class OddsFit {
    private static final double PRIOR = 4; // events by which both counts are moved together
    private static final double LEAST = 1e-3;
    private static final double MOST = 30;
    private static final double MOST_SHARE = 0.5;

    private final int outcomes;
    private final int k;
    private final CellOwners contextOwners; // [context]
    private final int firstOfAll; // contexts from which on shares are of all events, not of those in the context
    private int[] rowByContext; // [context] -1 where nothing is moved
    private boolean[] ofAll; // [row]
    private ContextTally real;
    private float[] odds; // [row * outcomes + outcome]
    private int[] poolByRow; // [row] what is rare in it is moved with; null before the first move

    /**
     * Odds that are all alike.
     *
     * @param firstOfAll contexts from which on shares are of all events, since how often one is there is moved too
     */
    OddsFit(int outcomes, int contexts, int firstOfAll, int k) {
        this.outcomes = outcomes;
        this.k = k;
        this.firstOfAll = firstOfAll;
        contextOwners = new CellOwners(contexts);
    }

    /** Notes that an entity of the reference was somewhere. */
    void meet(int context, int entity) {
        contextOwners.see(context, entity);
    }

    /**
     * Takes the contexts that entities were met in often enough, and those that all come to: where few have anything there,
     * that is what is to be known of them.
     */
    void take(IntPredicate comeTo) {
        int contexts = contextOwners.cells();
        rowByContext = new int[contexts];
        ofAll = new boolean[contexts];
        int rows = 0;
        for (int context = 0; context < contexts; context++) {
            boolean enough = contextOwners.of(context) >= 2 * k || comeTo.test(context);
            if (enough) {
                ofAll[rows] = context >= firstOfAll;
            }
            rowByContext[context] = enough ? rows++ : -1;
        }
        real = new ContextTally(outcomes, rowByContext, rows, true);
        odds = new float[rows * outcomes];
        Arrays.fill(odds, 1);
    }

    /** What the reference has, for counting. */
    ContextTally real() {
        return real;
    }

    /** An empty tally of what is drawn. */
    ContextTally drawn() {
        return new ContextTally(outcomes, rowByContext, real.times.length, false);
    }

    ContextOdds odds() {
        return new ContextOdds(outcomes, rowByContext.clone(), odds.clone());
    }

    /** Moves the odds towards the reference, by {@code step} of what is missing in their logarithms. */
    void move(ContextTally drawn, double step) {
        FewPools few = new FewPools(rows(), k);
        for (int row = 0; row < rows(); row++) {
            double scale = scale(drawn, row);
            for (int outcome = 0; outcome < outcomes && scale > 0; outcome++) {
                int cell = row * outcomes + outcome;
                if (real.owners(row, outcome) >= k) {
                    double prior = PRIOR * Math.max(1, scale);
                    odds[cell] = moved(
                            odds[cell],
                            real.came[cell] + prior,
                            drawn.came[cell] * scale + prior,
                            step / moving(row, cell));
                } else {
                    few.see(row, real.came[cell], drawn.came[cell] * scale, real.owners(row, outcome));
                }
            }
        }
        poolByRow = poolByRow == null ? few.pools() : poolByRow;
        few.pool(poolByRow);
        for (int row = 0; row < rows(); row++) {
            double scale = scale(drawn, row);
            double prior = PRIOR * Math.max(1, scale);
            for (int outcome = 0; outcome < outcomes && scale > 0 && few.tells(row); outcome++) {
                int cell = row * outcomes + outcome;
                if (real.owners(row, outcome) < k) {
                    odds[cell] = moved(odds[cell], few.real(row) + prior, few.drawn(row) + prior, step);
                }
            }
        }
    }

    /** How much of a change of its odds an outcome's share follows: the less, the more often it comes anyway. */
    private double moving(int row, int cell) {
        return ofAll[row] ? 1 : 1 - Math.min(MOST_SHARE, real.came[cell] / real.times[row]);
    }

    private int rows() {
        return real.times.length;
    }

    /** Factor that makes what was drawn in a row's context as much as the reference has. */
    private double scale(ContextTally drawn, int row) {
        double there = ofAll[row] ? drawn.allTimes : drawn.times[row];
        return there == 0 ? 0 : (ofAll[row] ? real.allTimes : real.times[row]) / there;
    }

    private static float moved(float odds, double real, double drawn, double step) {
        return (float) Math.max(LEAST, Math.min(MOST, odds * Math.pow(real / drawn, step)));
    }
}
