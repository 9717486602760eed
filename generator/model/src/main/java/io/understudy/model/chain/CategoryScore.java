package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * The probability of an observed categorical value and of all that are below it. What a leaf says of a value is the same
 * whatever leads to it, so it is worked out once an event. Scratch of one scorer and law.
 */
final class CategoryScore {
    private final CategoryLaw law;
    private final int mark;
    private final History history;
    private final Sight sight;
    private final LeafMemo kinds; // null where the law has none
    private final double[] restByLeaf; // of the kinds, what is left for fresh values
    private final double[] anyByLeaf; // of the kinds, that of any value
    private final LeafMemo freshValues;
    private final LeafMemo anyValues;
    private final int[] repeated = new int[CategoryLaw.KINDS]; // [kind] value; -1 where there is none to repeat
    private int token;
    private int outcome;
    double below;
    double at;

    CategoryScore(CategoryLaw law, int mark, History history, Sight none) {
        this.law = law;
        this.mark = mark;
        this.history = history;
        sight = none.and(law.kind()).and(law.tree());
        kinds = law.kind() == null ? null : new LeafMemo(law.kind().leaves());
        restByLeaf = new double[law.kind() == null ? 0 : law.kind().leaves()];
        anyByLeaf = new double[restByLeaf.length];
        freshValues = new LeafMemo(law.tree().leaves());
        anyValues = new LeafMemo(law.tree().leaves());
    }

    Sight sight() {
        return sight;
    }

    /** Begins with a value of the entity that the history is bound to. */
    void begin(int itsToken, int value) {
        token = itsToken;
        outcome = value;
        freshValues.begin();
        anyValues.begin();
        if (kinds != null) {
            kinds.begin();
            for (int kind = 0; kind < repeated.length; kind++) {
                repeated[kind] =
                        law.repeats(history, mark, token, kind) ? history.remembered(mark, kind) : ChainShape.UNKNOWN;
            }
        }
    }

    /** Looks the value up under what the history takes the entity for. */
    void find() {
        if (kinds == null) {
            findValue(true);
            return;
        }
        ProbabilityTree tree = law.kind();
        double kindBelow = 0;
        double kindAt = 0;
        double rest = 0;
        double any = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            if (!kinds.holds(leaf)) {
                readKinds(leaf);
            }
            kindBelow += kinds.below(leaf);
            kindAt += kinds.at(leaf);
            rest += restByLeaf[leaf];
            any += anyByLeaf[leaf];
        }
        if (rest > 0) {
            findValue(false);
            kindBelow += rest * below;
            kindAt += rest * at;
        }
        if (any > 0) {
            findValue(true);
            kindBelow += any * below;
            kindAt += any * at;
        }
        below = kindBelow / tree.members();
        at = kindAt / tree.members();
    }

    private void readKinds(int leaf) {
        ProbabilityTree tree = law.kind();
        double leafBelow = 0;
        double leafAt = 0;
        double rest = 0;
        double any = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            int value = repeated[tree.outcomeAt(entry)];
            double chance = tree.probabilityAt(leaf, entry);
            leafBelow += value >= 0 && value < outcome ? chance : 0;
            leafAt += value == outcome ? chance : 0;
            boolean isAny = tree.outcomeAt(entry) == CategoryLaw.ANY;
            any += isAny ? chance : 0;
            rest += value < 0 && !isAny ? chance : 0;
        }
        anyByLeaf[leaf] = any;
        kinds.note(leaf, leafBelow, leafAt);
        restByLeaf[leaf] = rest;
    }

    /** Looks it up among fresh values, or among {@code any}. */
    private void findValue(boolean any) {
        ProbabilityTree tree = law.tree();
        LeafMemo values = any ? anyValues : freshValues;
        below = 0;
        at = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            if (!values.holds(leaf)) {
                readValues(leaf, any);
            }
            below += values.below(leaf);
            at += values.at(leaf);
        }
        below /= tree.members();
        at /= tree.members();
    }

    private void readValues(int leaf, boolean any) {
        ProbabilityTree tree = law.tree();
        LeafMemo values = any ? anyValues : freshValues;
        double total = 0;
        double leafBelow = 0;
        double leafAt = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            int value = tree.outcomeAt(entry);
            if (law.allowed(history, mark, token, value, any)) {
                double chance = tree.probabilityAt(leaf, entry);
                total += chance;
                leafBelow += value < outcome ? chance : 0;
                leafAt += value == outcome ? chance : 0;
            }
        }
        if (total > 0) {
            values.note(leaf, leafBelow / total, leafAt / total);
        } else {
            int usual = law.usual()[token];
            values.note(leaf, usual < outcome ? 1 : 0, usual == outcome ? 1 : 0);
        }
    }
}
