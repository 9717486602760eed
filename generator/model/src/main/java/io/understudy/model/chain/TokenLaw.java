package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of the token: a tree's, times a factor for each token by how long ago the entity last had it, made to add up to 1
 * again. A tree has to carve out each token's rhythm in each of its leaves; the factors say it once for all.
 *
 * @param factors // [token * RECENCIES + recency]; null where all are 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenLaw(ProbabilityTree tree, float[] factors) {
    /** Number of kinds of recency that {@link History#recency} tells apart. */
    public static final int RECENCIES = 16;

    int draw(History history, EventRandom random) {
        int leaf = random.leaf(tree, history);
        double u = random.nextDouble();
        if (factors == null) {
            return tree.draw(leaf, u);
        }
        double left = u * total(history, leaf);
        int token = tree.outcomeAt(tree.firstEntry(leaf));
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            double weight = weight(history, leaf, entry);
            if (weight > 0) {
                token = tree.outcomeAt(entry);
            }
            left -= weight;
            if (left < 0) {
                break;
            }
        }
        return token;
    }

    private double weight(History history, int leaf, int entry) {
        int token = tree.outcomeAt(entry);
        return tree.probabilityAt(leaf, entry) * factors[token * RECENCIES + history.recency(token)];
    }

    private double total(History history, int leaf) {
        double total = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            total += weight(history, leaf, entry);
        }
        return total;
    }

    /** Probability of {@code token}. */
    double probability(History history, int token) {
        return factors == null ? tree.probability(history, token) : mass(history, token, token + 1);
    }

    /** Probability of all tokens less than {@code token}. */
    double below(History history, int token) {
        return factors == null ? tree.below(history, token) : mass(history, 0, token);
    }

    private double mass(History history, int from, int to) {
        double mass = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            double inside = 0;
            double total = 0;
            for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
                double weight = weight(history, leaf, entry);
                total += weight;
                inside += tree.outcomeAt(entry) >= from && tree.outcomeAt(entry) < to ? weight : 0;
            }
            mass += total > 0 ? inside / total : 0;
        }
        return mass / tree.members();
    }
}
