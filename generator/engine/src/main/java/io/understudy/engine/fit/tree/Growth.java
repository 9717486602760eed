package io.understudy.engine.fit.tree;

/**
 * How trees are grown.
 *
 * @param k fewest entities that a leaf may rest on
 * @param seed decides which entities are held out
 * @param mostMembers trees that a law may average where data are few
 * @param byKind whether clusters are told apart before all else, and share nothing
 */
public record Growth(int k, long seed, int mostMembers, boolean byKind) {

    /** Trees whose clusters share what they can. */
    public Growth(int k, long seed, int mostMembers) {
        this(k, seed, mostMembers, false);
    }

    /** The same with twice as many trees a law, if it may have several: for laws that are pooled, which each tree sharpens. */
    public Growth pooled() {
        return new Growth(k, seed, mostMembers == 1 ? 1 : 2 * mostMembers, byKind);
    }
}
