package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a categorical mark: a tree's, kept to the values that the reference has together with the token, so that a
 * column that follows from the token never contradicts it.
 *
 * @param tree outcomes: value + 1, 0 for missing
 * @param knownWords // [token * words + word] bits of the outcomes that occur with the token
 * @param usual // [token] its most frequent outcome
 */
@SuppressWarnings("ArrayRecordComponent")
public record CategoryLaw(ProbabilityTree tree, long[] knownWords, int[] usual) {

    private boolean known(int token, int outcome) {
        int words = (tree.outcomes() >> 6) + 1;
        return (knownWords[token * words + (outcome >> 6)] >>> (outcome & 63) & 1) != 0;
    }

    int draw(History history, int token, EventRandom random) {
        int leaf = random.leaf(tree, history);
        double u = random.nextDouble();
        int outcome = tree.draw(leaf, u);
        if (known(token, outcome)) {
            return outcome; // by far the most frequent way: what follows is the same law given that it is known
        }
        double left = random.nextDouble() * mass(leaf, token, 0, tree.outcomes());
        int last = usual[token];
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf) && left >= 0; entry++) {
            if (known(token, tree.outcomeAt(entry))) {
                last = tree.outcomeAt(entry);
                left -= tree.probabilityAt(leaf, entry);
            }
        }
        return last;
    }

    private double mass(int leaf, int token, int from, int to) {
        double mass = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            int outcome = tree.outcomeAt(entry);
            mass += outcome >= from && outcome < to && known(token, outcome) ? tree.probabilityAt(leaf, entry) : 0;
        }
        return mass;
    }

    /** Probability of the outcomes from {@code from} to {@code to - 1}. */
    double probability(History history, int token, int from, int to) {
        double sum = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            double total = mass(leaf, token, 0, tree.outcomes());
            boolean usualOnly = total <= 0;
            sum += usualOnly
                    ? (usual[token] >= from && usual[token] < to ? 1 : 0)
                    : mass(leaf, token, from, to) / total;
        }
        return sum / tree.members();
    }
}
