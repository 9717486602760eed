package io.understudy.engine.fit.table;

import java.util.Arrays;

/**
 * A feature as a law may look at it: its codes put together into fewer groups.
 *
 * @param groupByCode // [code]
 * @param groups number of groups
 */
@SuppressWarnings("ArrayRecordComponent")
record Coarsening(int feature, char[] groupByCode, int groups) {

    /** All codes told apart. */
    static Coarsening fine(int feature, int radix) {
        char[] group = new char[radix];
        for (int code = 0; code < radix; code++) {
            group[code] = (char) code;
        }
        return new Coarsening(feature, group, radix);
    }

    /** Neighbouring codes together, so that each group has about as many examples. */
    static Coarsening stretches(int feature, long[] countByCode, int wanted) {
        char[] group = new char[countByCode.length];
        double share = Arrays.stream(countByCode).sum() / (double) wanted;
        int groups = 0;
        double filled = 0;
        for (int code = 0; code < group.length; code++) {
            if (filled > 0 && filled + countByCode[code] / 2.0 > share && groups < wanted - 1) {
                groups++;
                filled = 0;
            }
            group[code] = (char) groups;
            filled += countByCode[code];
        }
        return new Coarsening(feature, group, groups + 1);
    }

    /** The most frequent codes told apart, the others together. */
    static Coarsening frequent(int feature, long[] countByCode, int wanted) {
        Integer[] order = new Integer[countByCode.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(countByCode[b], countByCode[a]));
        char[] group = new char[countByCode.length];
        for (int rank = 0; rank < order.length; rank++) {
            group[order[rank]] = (char) Math.min(rank, wanted - 1);
        }
        return new Coarsening(feature, group, Math.min(wanted, countByCode.length));
    }
}
