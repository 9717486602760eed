package io.understudy.streams.monitor;

/** Sums of numbers that are held as natural logarithms. */
final class LogSum {
    private LogSum() {}

    /** ln(1 + e^x). */
    static double plusOne(double x) {
        return x > 0 ? x + StrictMath.log1p(StrictMath.exp(-x)) : StrictMath.log1p(StrictMath.exp(x));
    }

    /** ln of the mean of e^x. */
    static double mean(double[] x) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double each : x) {
            greatest = Math.max(greatest, each);
        }
        if (Double.isInfinite(greatest)) {
            return greatest;
        }
        double sum = 0;
        for (double each : x) {
            sum += StrictMath.exp(each - greatest);
        }
        return greatest + StrictMath.log(sum / x.length);
    }
}
