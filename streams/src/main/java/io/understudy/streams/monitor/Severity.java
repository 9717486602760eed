package io.understudy.streams.monitor;

/** How far counts lie from a reference, as one number that people know. */
final class Severity {
    private Severity() {}

    /**
     * Population stability index of counts against a known law, sum of (f - p) ln(f / p), in nats, less its mean without
     * drift, (cells - 1) / n: without that, it would measure the sample's size. May be negative. Cells without counts are
     * taken as half a count.
     *
     * @param p each positive
     * @return 0 if there are no counts
     */
    static double debiasedPsi(int[] counts, double[] p) {
        long n = 0;
        int expectedCells = 0;
        for (int i = 0; i < counts.length; i++) {
            n += counts[i];
        }
        if (n == 0) {
            return 0;
        }
        double psi = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0 && p[i] * n < 1) {
                continue; // a cell that nobody expects and nobody is in
            }
            double f = Math.max(0.5, counts[i]) / n;
            psi += (f - p[i]) * StrictMath.log(f / p[i]);
            expectedCells++;
        }
        return psi - Math.max(0, expectedCells - 1.0) / n;
    }
}
