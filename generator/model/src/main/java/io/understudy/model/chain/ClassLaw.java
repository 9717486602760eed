package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;

/**
 * Law of the class that an entity carries to its next event.
 *
 * @param tree outcomes: a class
 * @param odds by {@link ClassContexts}; null where nothing is moved
 */
public record ClassLaw(ProbabilityTree tree, ContextOdds odds) {
    /** Where the cells of the odds begin, from the last event's point of view. // [kind] */
    void find(History history, int[] cells) {
        if (odds != null) {
            ClassContexts.tell(history, odds.outcomes(), cells);
            odds.find(cells);
        }
    }

    /** How likely an entry of a leaf is, to the others of the leaf, where the cells of the odds begin at {@code cells}. */
    double weight(int leaf, int entry, int[] cells) {
        double chance = tree.probabilityAt(leaf, entry);
        return odds == null ? chance : chance * odds.of(cells, tree.outcomeAt(entry));
    }

    /** Fills in the probability of each class, from the last event's point of view. */
    void spread(History history, double[] massByClass) {
        int[] cells = new int[ClassContexts.KINDS];
        find(history, cells);
        Arrays.fill(massByClass, 0);
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            double all = 0;
            for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
                all += weight(leaf, entry, cells);
            }
            for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf) && all > 0; entry++) {
                massByClass[tree.outcomeAt(entry)] += weight(leaf, entry, cells) / (all * tree.members());
            }
        }
    }
}
