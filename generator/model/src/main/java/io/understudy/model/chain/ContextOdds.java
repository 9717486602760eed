package io.understudy.model.chain;

import java.util.Arrays;

/**
 * By which factors the outcomes of a law are likelier in contexts that its tree does not tell apart as sharply as the
 * reference does. A tree is right on average over what the reference has; drawn on and on, it strays to where it is less
 * so, and what strays adds up. Immutable.
 *
 * @param outcomes of the law, or classes of them
 * @param rowByContext // [context] -1 where nothing is moved
 * @param odds // [row * outcomes + outcome]
 */
@SuppressWarnings("ArrayRecordComponent")
public record ContextOdds(int outcomes, int[] rowByContext, float[] odds) {
    public ContextOdds {
        if (outcomes < 1 || odds.length % outcomes != 0) {
            throw new IllegalArgumentException(odds.length + " odds are no rows of " + outcomes);
        }
        int rows = odds.length / outcomes;
        if (Arrays.stream(rowByContext).anyMatch(row -> row < -1 || row >= rows)) {
            throw new IllegalArgumentException("a context has a row that is not among the " + rows);
        }
    }

    /** Replaces contexts, one a kind or -1, by where their cells begin; that is negative where nothing is moved. */
    void find(int[] contexts) {
        for (int kind = 0; kind < contexts.length; kind++) {
            contexts[kind] = contexts[kind] < 0 ? -1 : rowByContext[contexts[kind]] * outcomes;
        }
    }

    /** The factor of {@code outcome} where the cells of the contexts begin at {@code cells}. // [kind] */
    double of(int[] cells, int outcome) {
        double factor = 1;
        for (int cell : cells) {
            if (cell >= 0) {
                factor *= odds[cell + outcome];
            }
        }
        return factor;
    }

    /** The greatest factor where the cells of the contexts begin at {@code cells}. // [kind] */
    double most(int[] cells) {
        double most = 0;
        for (int outcome = 0; outcome < outcomes; outcome++) {
            most = Math.max(most, of(cells, outcome));
        }
        return most;
    }
}
