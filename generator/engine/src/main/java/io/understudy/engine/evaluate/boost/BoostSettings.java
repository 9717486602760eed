package io.understudy.engine.evaluate.boost;

/**
 * How trees are grown.
 *
 * @param rounds number of trees
 * @param leaves most leaves of a tree
 * @param fewestRows fewest rows of a leaf
 * @param rate share of each tree's answer that is taken
 */
public record BoostSettings(int rounds, int leaves, int fewestRows, double rate) {
    public BoostSettings {
        if (rounds < 1 || leaves < 2 || fewestRows < 1 || rate <= 0) {
            throw new IllegalArgumentException("rounds " + rounds + ", leaves " + leaves + ", fewest rows " + fewestRows
                    + " and rate " + rate + " must be positive, with two leaves or more");
        }
    }
}
