package io.understudy.engine.fit.dp;

import io.understudy.model.PrivacyLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/** The only way out for counts: adds noise, writes the ledger, and refuses to spend more than there is. */
final class Budget {
    private final double epsilon;
    private final double delta;
    private final double rho;
    private final LongUnaryOperator noise;
    private final BiConsumer<int[], NoisedTable> witness;
    private final List<PrivacyLedger.Entry> entries = new ArrayList<>();
    private double left;

    /** A budget that is spent with noise from {@code bits}. */
    Budget(double epsilon, double delta, RandomGenerator bits) {
        this(epsilon, delta, new DiscreteGaussian(bits)::draw, (counts, released) -> {});
    }

    /**
     * The same as an audit needs it.
     *
     * @param noise draws noise of a parameter
     * @param witness sees the true counts of each table and what is released of them
     */
    Budget(double epsilon, double delta, LongUnaryOperator noise, BiConsumer<int[], NoisedTable> witness) {
        this.epsilon = epsilon;
        this.delta = delta;
        rho = Accountant.rho(epsilon, delta);
        left = rho;
        this.noise = noise;
        this.witness = witness;
    }

    /** Rho of the whole budget. */
    double rho() {
        return rho;
    }

    /**
     * Counts with noise in every cell, in place of the true ones.
     *
     * @param counts // [cell], of which an entity holds an L2 norm of at most the square root of {@code clipSquared}
     * @param share of the whole budget
     */
    NoisedTable release(String table, int[] counts, long clipSquared, double share) {
        long s = Accountant.noise(clipSquared, rho * share);
        double spends = Accountant.spent(clipSquared, s);
        if (spends > left * (1 + 1e-9)) {
            throw new IllegalStateException("table " + table + " would spend rho " + spends + " of " + left);
        }
        left -= spends;
        long[] noised = new long[counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            noised[cell] = counts[cell] + noise.applyAsLong(s);
        }
        NoisedTable released = new NoisedTable(noised, s);
        witness.accept(counts, released);
        entries.add(new PrivacyLedger.Entry(
                table, counts.length, Math.sqrt(clipSquared), s, spends, released.expectedError()));
        return released;
    }

    PrivacyLedger ledger(List<String> declared) {
        return new PrivacyLedger(epsilon, delta, rho, entries, declared);
    }
}
