package io.understudy.engine.fit.floor;

import io.understudy.model.chain.Bins;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Further bins for the rare classes whose values nearly all share a few of the usual ones: a stolen card is tested every few
 * seconds, when cards are used every few hours.
 */
public final class RareBins {
    private static final int BINS = 12; // of a class
    private static final int TAIL = 10; // a part of its values so small may lie anywhere, on either side

    private RareBins() {}

    /**
     * Lower ends of further bins.
     *
     * @param labels // [value] its class
     */
    public static long[] lows(Bins usual, long[] values, int[] labels, int size, int classes) {
        LongStream.Builder lows = LongStream.builder();
        for (int label = 1; label < classes; label++) {
            int rare = label;
            long[] its = IntStream.range(0, size)
                    .filter(i -> labels[i] == rare)
                    .mapToLong(i -> values[i])
                    .sorted()
                    .toArray();
            if (its.length < BINS) {
                continue;
            }
            long least = its[its.length / TAIL];
            long most = its[its.length - 1 - its.length / TAIL];
            if (usual.find(most) - usual.find(least) < BINS / 2) {
                Arrays.stream(BinCutter.cut(its, its.length, BINS, 1).low()).forEach(lows::add);
                lows.add(most + 1);
            }
        }
        return lows.build().toArray();
    }
}
