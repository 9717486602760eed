package io.understudy.engine.evaluate.measure;

import java.util.Arrays;

/** How round amounts are: trailing zeros in hundredths, 0 for 12.34, 2 for 12, 4 for 1200, at most 6. */
final class Roundness {
    private static final int MOST = 6;

    private Roundness() {}

    static double[] of(double[] values) {
        return Arrays.stream(values).map(Roundness::of).toArray();
    }

    private static double of(double value) {
        double hundredths = Math.rint((Double.isNaN(value) ? 0 : Math.abs(value)) * 100);
        int zeros = 0;
        for (double unit = 10; zeros < MOST && hundredths % unit == 0; unit *= 10) {
            zeros++;
        }
        return zeros;
    }
}
