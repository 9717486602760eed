package io.understudy.engine.fit.tree;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Values that come far more often than those beside them: the thirtieth day, the full hour. Quantiles lie wherever they fall and
 * would take such a value together with its neighbours, whose law is another.
 */
final class Spikes {
    private static final int MOST = 16;
    private static final int REACH = 2; // values on either side that one is held against
    private static final double ABOVE = 2;
    private static final double SIGMAS = 5;

    private Spikes() {}

    /** Cuts on both sides of the clearest spikes among the first {@code n} of ascending values. */
    static double[] around(float[] values, int n) {
        float[] distinct = new float[n];
        int[] times = new int[n];
        int size = 0;
        for (int i = 0; i < n; i++) {
            if (size > 0 && distinct[size - 1] == values[i]) {
                times[size - 1]++;
            } else {
                distinct[size] = values[i];
                times[size++] = 1;
            }
        }
        double[] height = new double[size];
        for (int i = REACH; i < size - REACH; i++) {
            height[i] = height(times, i);
        }
        return IntStream.range(1, Math.max(1, size - 1))
                .filter(i -> height[i] > SIGMAS)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -height[i]))
                .limit(MOST)
                .flatMapToDouble(i -> Arrays.stream(new double[] {
                    ((double) distinct[i - 1] + distinct[i]) / 2, ((double) distinct[i] + distinct[i + 1]) / 2
                }))
                .toArray();
    }

    /** By how many standard deviations a value comes more often than its neighbours; 0 where it is not twice as often. */
    private static double height(int[] times, int at) {
        double beside = 0;
        for (int off = 1; off <= REACH; off++) {
            beside += (times[at - off] + times[at + off]) / (2.0 * REACH);
        }
        return times[at] > ABOVE * beside ? (times[at] - beside) / Math.sqrt(beside + 1) : 0;
    }
}
