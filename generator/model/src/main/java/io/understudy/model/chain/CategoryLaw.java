package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a categorical mark: first whether it repeats one of the entity's last values, then, if not, a fresh value. It is
 * kept to the values that the reference has together with the token, so that a column that follows from the token never
 * contradicts it.
 *
 * @param kind outcomes {@link #MISSING} to {@link #STANDING}; null where that tells no more than the values themselves
 * @param tree outcomes of fresh values: value + 1, 0 for missing
 * @param knownWords // [token * words + word] bits of the outcomes that occur with the token
 * @param usual // [token] its most frequent outcome
 */
@SuppressWarnings("ArrayRecordComponent")
public record CategoryLaw(ProbabilityTree kind, ProbabilityTree tree, long[] knownWords, int[] usual) {
    public static final int MISSING = 0;
    /** The value of the entity's last event of the same token. */
    public static final int OWN = 1;
    /** The last value that the entity had. */
    public static final int LAST = 2;
    /** The last value that was another than the last one. */
    public static final int OTHER = 3;

    public static final int FRESH = 4;
    /** The value that the token had with the order of this day of the month. */
    public static final int STANDING = 5;

    /** Whatever it was before: a rare class cares for no habits. */
    public static final int ANY = 6;

    public static final int KINDS = 7;

    private boolean known(int token, int outcome) {
        int words = (tree.outcomes() >> 6) + 1;
        return (knownWords[token * words + (outcome >> 6)] >>> (outcome & 63) & 1) != 0;
    }

    /** True if a kind of repetition has something to repeat that the token may have. */
    boolean repeats(History history, int mark, int token, int repetition) {
        if (repetition == FRESH || repetition == ANY) {
            return false;
        }
        int value = history.remembered(mark, repetition);
        return (value > 0 || repetition == MISSING) && known(token, value);
    }

    int draw(History history, int mark, int token, EventRandom random) {
        boolean any = kind == null;
        if (!any) {
            int drawn = kind.draw(random.leaf(kind, history), random.nextDouble());
            any = drawn == ANY;
            if (repeats(history, mark, token, drawn)) {
                return history.remembered(mark, drawn);
            }
        }
        int leaf = random.leaf(tree, history);
        double u = random.nextDouble();
        int outcome = tree.draw(leaf, u);
        if (allowed(history, mark, token, outcome, any)) {
            return outcome; // by far the most frequent way: what follows is the same law given that it is allowed
        }
        double left = random.nextDouble() * mass(history, leaf, mark, token, 0, tree.outcomes(), any);
        int last = usual[token];
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf) && left >= 0; entry++) {
            if (allowed(history, mark, token, tree.outcomeAt(entry), any)) {
                last = tree.outcomeAt(entry);
                left -= tree.probabilityAt(leaf, entry);
            }
        }
        return last;
    }

    /**
     * True if a value may be {@code outcome}: it occurs with the token, and would not repeat what is remembered unless it may be
     * any.
     */
    boolean allowed(History history, int mark, int token, int outcome, boolean any) {
        if (!known(token, outcome)) {
            return false;
        }
        return any
                || outcome > 0
                        && outcome != history.remembered(mark, OWN)
                        && outcome != history.remembered(mark, LAST)
                        && outcome != history.remembered(mark, OTHER)
                        && outcome != history.remembered(mark, STANDING);
    }

    private double mass(History history, int leaf, int mark, int token, int from, int to, boolean any) {
        double mass = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            int outcome = tree.outcomeAt(entry);
            boolean counts = outcome >= from && outcome < to && allowed(history, mark, token, outcome, any);
            mass += counts ? tree.probabilityAt(leaf, entry) : 0;
        }
        return mass;
    }
}
