package io.understudy.engine.evaluate.formula;

import java.util.Arrays;

/**
 * How many bits the events of one log cost under a model of another: a proper score, which no generator can bring below
 * that of the true law on average. The model is of order 2 with Witten and Bell's back-off (1991, method C):
 * P_k(s given c) = (n(c, s) + kinds(c) P_{k-1}(s)) / (n(c) + kinds(c)), down to the uniform law.
 */
public final class CodeLength {
    private static final int ORDER = 2;

    private CodeLength() {}

    /**
     * Bits per symbol of {@code test}, ends of sequences counted as symbols.
     *
     * @param size number of symbols; those of both logs are in [0, size)
     */
    public static double bits(Sequences train, Sequences test, int size) {
        double[] probability = new double[test.symbols.length + test.entities()];
        Arrays.fill(probability, 1.0 / (size + 1));
        for (int order = 0; order <= ORDER; order++) {
            refine(probability, codes(train, order, size), codes(test, order, size), size + 2L);
        }
        return -Arrays.stream(probability).map(Math::log).average().orElse(Double.NaN) / Math.log(2);
    }

    /**
     * Symbols of entities, one behind the other.
     *
     * @param firstRow // [entity], one more than there are entities
     */
    public record Sequences(int[] symbols, int[] firstRow) {
        int entities() {
            return firstRow.length - 1;
        }
    }

    /** Codes of each symbol and end together with the {@code order} symbols before it; begin marks where there are none. */
    private static long[] codes(Sequences log, int order, int size) {
        long end = size;
        long begin = size + 1L;
        long base = size + 2L;
        long[] codes = new long[log.symbols.length + log.entities()];
        int at = 0;
        for (int entity = 0; entity < log.entities(); entity++) {
            int from = log.firstRow[entity];
            int to = log.firstRow[entity + 1];
            for (int row = from; row <= to; row++) {
                long code = 0;
                for (int back = order; back > 0; back--) {
                    code = code * base + (row - back < from ? begin : log.symbols[row - back]);
                }
                codes[at++] = code * base + (row == to ? end : log.symbols[row]);
            }
        }
        return codes;
    }

    private static void refine(double[] probability, long[] train, long[] test, long base) {
        Tally pairs = Tally.of(train);
        Tally contexts = Tally.of(Arrays.stream(train).map(code -> code / base).toArray());
        int[] kinds = new int[contexts.size()];
        for (int i = 0; i < pairs.size(); i++) {
            kinds[contexts.index(pairs.code(i) / base)]++;
        }
        for (int i = 0; i < test.length; i++) {
            int context = contexts.index(test[i] / base);
            if (context >= 0) {
                double seen = pairs.countOf(test[i]) + kinds[context] * probability[i];
                probability[i] = seen / (contexts.count(context) + kinds[context]);
            }
        }
    }
}
