package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;

/**
 * The probabilities of all tokens at one or more points of view of one entity. Whatever cluster and grade lead to a leaf, it
 * says the same there, unless limits or what is due hang on them; so it is worked out once a point of view. Scratch of one
 * scorer and law.
 */
final class TokenSpread {
    private final TokenLaw law;
    private final History history;
    private final boolean limited;
    private final boolean knowsDues; // whatever cluster and grade are
    private int[] placeByLeaf = new int[0]; // [view * leaves + leaf] where its probabilities begin
    private int[] roundByLeaf = new int[0];
    private double[] chances = new double[64]; // [place + entry of the leaf]
    private int used;
    private int round;

    TokenSpread(TokenLaw law, History history) {
        this.law = law;
        this.history = history;
        limited = law.mostNow() != null;
        knowsDues = history.shape.due().comes() == null;
    }

    /** Begins with the entity that the history is bound to. */
    void begin() {
        round++;
        used = 0;
    }

    /** Fills {@code mass} with the probability of each outcome at the point of view number {@code view}. */
    void spread(int view, double[] mass) {
        if (limited || !knowsDues && history.slots.anyDue()) {
            law.spread(history, mass);
            return;
        }
        ProbabilityTree tree = law.tree();
        Arrays.fill(mass, 0, tree.outcomes(), 0);
        int size = (view + 1) * tree.leaves();
        if (size > placeByLeaf.length) {
            placeByLeaf = Arrays.copyOf(placeByLeaf, size);
            roundByLeaf = Arrays.copyOf(roundByLeaf, size);
        }
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            int at = view * tree.leaves() + leaf;
            if (roundByLeaf[at] != round && !remember(leaf, at)) {
                law.spread(history, mass);
                return;
            }
            int from = tree.firstEntry(leaf);
            for (int entry = from; entry < tree.endEntry(leaf); entry++) {
                mass[tree.outcomeAt(entry)] += chances[placeByLeaf[at] + entry - from];
            }
        }
    }

    /** Works out what a leaf says; false if that is none of its own entries. */
    private boolean remember(int leaf, int at) {
        ProbabilityTree tree = law.tree();
        double total = law.weigh(history, leaf) * tree.members();
        if (history.sharesAt >= 0) {
            return false;
        }
        int entries = tree.endEntry(leaf) - tree.firstEntry(leaf);
        if (used + entries > chances.length) {
            chances = Arrays.copyOf(chances, 2 * (used + entries));
        }
        for (int i = 0; i < entries; i++) {
            chances[used + i] = total > 0 ? history.weights[i] / total : 0;
        }
        roundByLeaf[at] = round;
        placeByLeaf[at] = used;
        used += entries;
        return true;
    }
}
