package io.understudy.model.tree;

import java.util.Arrays;

/**
 * The geometric mean of a law's members, made to add up to 1: a logarithmic opinion pool (Genest and Zidek, "Combining
 * probability distributions", 1986). Of members that split by different features each tells a part of what there is to know.
 * Their mean is as wide as they are far apart; their geometric mean keeps to what they agree on, and its code length is
 * less than theirs by how far they are apart (Heskes, "Selecting weighting factors in logarithmic opinion pools", 1998).
 * Scratch of one thread.
 */
public final class OpinionPool {
    private static final double LEAST = 1e-6; // of what one member does not list and another does

    private ProbabilityTree law;
    private int[] leaves = new int[1]; // [member]
    private double[] product = new double[0]; // [outcome]
    private double[] most = new double[0]; // [outcome] of the members
    private double[] below = new double[1]; // [outcome] of all less than it, and one more

    /** Finds where the members of {@code itsLaw} have the point that {@code source} tells of. */
    public void find(ProbabilityTree itsLaw, FeatureSource source) {
        law = itsLaw;
        if (leaves.length < law.members()) {
            leaves = new int[law.members()];
        }
        for (int member = 0; member < law.members(); member++) {
            leaves[member] = law.leaf(source, member);
        }
    }

    /** An outcome at quantile {@code u} of the leaf that was found of one member, that at quantile {@code ofMembers} of them. */
    public int draw(double ofMembers, double u) {
        return law.draw(leaves[(int) (ofMembers * law.members())], u);
    }

    /**
     * What the members that were found agree on of an outcome, over their mean: at most 1, but for an outcome that is
     * unlikely to all. Outcomes of single members that are taken as often as that are outcomes of the pool (von Neumann
     * 1951).
     */
    public double agreement(int outcome) {
        double all = 1;
        double sum = 0;
        for (int member = 0; member < law.members(); member++) {
            double probability = law.probability(leaves[member], outcome);
            all *= Math.max(LEAST, probability);
            sum += probability;
        }
        return sum > 0 ? root(all, law.members()) * law.members() / sum : 0;
    }

    /** Asks the members that were found what they hold of all outcomes. */
    public void ask() {
        int outcomes = law.outcomes();
        if (product.length < outcomes) {
            product = new double[outcomes];
            most = new double[outcomes];
            below = new double[outcomes + 1];
        }
        Arrays.fill(product, 0, outcomes, 1);
        Arrays.fill(most, 0, outcomes, 0);
        for (int member = 0; member < law.members(); member++) {
            multiply(leaves[member], outcomes);
        }
        for (int outcome = 0; outcome < outcomes; outcome++) {
            double weight = most[outcome] > 0 ? root(product[outcome], law.members()) : 0;
            below[outcome + 1] = below[outcome] + weight;
        }
    }

    private void multiply(int leaf, int outcomes) {
        int outcome = 0;
        double before = 0;
        for (int entry = law.firstEntry(leaf); entry < law.endEntry(leaf); entry++) {
            for (; outcome < law.outcomeAt(entry); outcome++) {
                product[outcome] *= LEAST;
            }
            double cumulative = law.cumulativeAt(entry);
            double probability = cumulative - before;
            before = cumulative;
            product[outcome] *= Math.max(LEAST, probability);
            most[outcome] = Math.max(most[outcome], probability);
            outcome++;
        }
        for (; outcome < outcomes; outcome++) {
            product[outcome] *= LEAST;
        }
    }

    /** Exactly rounded where it can be, so that all JVMs draw the same. */
    private static double root(double value, int degree) {
        return switch (degree) {
            case 1 -> value;
            case 2 -> Math.sqrt(value);
            case 3 -> StrictMath.cbrt(value);
            case 4 -> Math.sqrt(Math.sqrt(value));
            default -> StrictMath.pow(value, 1.0 / degree);
        };
    }

    /**
     * Where members were asked, the probability of the outcomes from {@code from} to {@code end - 1} among those from {@code
     * least} to {@code most - 1}.
     */
    public double share(int from, int end, int least, int most) {
        double all = below[most] - below[least];
        return all > 0 ? (below[end] - below[from]) / all : from == least ? 1 : 0;
    }

    /**
     * Where members were asked, the outcome at quantile {@code u} in [0, 1) among those from {@code least} to {@code most - 1};
     * the first if none may be.
     */
    public int draw(int least, int most, double u) {
        double target = below[least] + u * (below[most] - below[least]);
        int low = least;
        int high = most - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (below[middle + 1] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return below[low + 1] > target ? low : least;
    }
}
