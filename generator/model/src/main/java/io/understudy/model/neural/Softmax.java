package io.understudy.model.neural;

/** From logits to masses: e^(logit - the greatest), 0 where a cell is not possible. */
public final class Softmax {
    private Softmax() {}

    /**
     * Replaces the first {@code cells} logits by masses.
     *
     * @param known bits of the cells that are possible, from a word on; null if all are
     * @return the sum of the masses; 0 if no cell is possible
     */
    public static double weigh(float[] logits, int cells, long[] known, int word) {
        float most = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < cells; c++) {
            most = possible(known, word, c) ? Math.max(most, logits[c]) : most;
        }
        double total = 0;
        for (int c = 0; c < cells; c++) {
            logits[c] = possible(known, word, c) ? Squash.exp(logits[c] - most) : 0;
            total += logits[c];
        }
        return total;
    }

    private static boolean possible(long[] known, int word, int cell) {
        return known == null || (known[word + (cell >> 6)] >>> (cell & 63) & 1) != 0;
    }
}
