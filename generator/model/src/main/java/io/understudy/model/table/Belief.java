package io.understudy.model.table;

import io.understudy.model.EntityScorer;
import io.understudy.model.chain.ChainShape;

/**
 * How likely each cluster is for an entity whose cluster is not known: a filter that a scorer carries along, kept in the
 * entity's state. Scratch of one thread.
 */
final class Belief {
    private static final double NEGLIGIBLE = 1e-12;

    private final double[] shares; // [cluster]
    private final double[] weight; // [hypothesis]
    final int[] cluster; // [hypothesis]
    final double[] below; // [hypothesis] probability of what lies below the observed value
    final double[] at; // [hypothesis] probability of the observed value
    int size;

    Belief(ChainShape shape) {
        int clusters = shape.clusters();
        shares = new double[clusters];
        weight = new double[clusters];
        cluster = new int[clusters];
        below = new double[clusters];
        at = new double[clusters];
        for (int c = 0; c < clusters; c++) {
            shares[c] = shape.clusterShares()[c] - (c == 0 ? 0 : shape.clusterShares()[c - 1]);
        }
    }

    void load(TableState state) {
        int known = (int) (state.words[WordPlan.HEAD] & 0xffff);
        size = 0;
        if (known > 0) {
            add(known - 1, 1);
            return;
        }
        boolean fits = state.belief != null && state.belief.length == shares.length;
        for (int c = 0; c < shares.length; c++) {
            double share = fits ? state.belief[c] : shares[c];
            if (share > 0) {
                add(c, share);
            }
        }
        if (size == 0) {
            add(0, 1);
        }
    }

    private void add(int itsCluster, double share) {
        cluster[size] = itsCluster;
        weight[size++] = share;
    }

    void store(TableState state) {
        if ((state.words[WordPlan.HEAD] & 0xffff) > 0) {
            return;
        }
        if (state.belief == null || state.belief.length != shares.length) {
            state.belief = new float[shares.length];
        }
        java.util.Arrays.fill(state.belief, 0);
        for (int i = 0; i < size; i++) {
            state.belief[cluster[i]] = (float) weight[i];
        }
    }

    /** The likeliest cluster of an entity whose cluster is not known. */
    static int likeliest(TableState state) {
        int best = 0;
        for (int c = 1; state.belief != null && c < state.belief.length; c++) {
            best = state.belief[c] > state.belief[best] ? c : best;
        }
        return best;
    }

    /**
     * Score of the observed value, whose probabilities are in {@link #below} and {@link #at}, at uniform {@code u};
     * then takes the value into account. {@code EntityScorer.NOVEL} if it is impossible under all hypotheses.
     */
    double learn(double u) {
        double total = 0;
        double score = 0;
        double mass = 0;
        for (int i = 0; i < size; i++) {
            score += weight[i] * (below[i] + u * at[i]);
            total += weight[i] * at[i];
            mass += weight[i];
        }
        if (!(total > NEGLIGIBLE * mass)) {
            return EntityScorer.NOVEL;
        }
        for (int i = 0; i < size; i++) {
            weight[i] = weight[i] * at[i] / total;
        }
        return Math.max(0, Math.min(score / mass, Math.nextDown(1.0)));
    }
}
