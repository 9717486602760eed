package io.understudy.engine.evaluate.formula;

/** Linear dependence of two columns of numbers. */
public final class Correlation {
    private static final int FEWEST_PAIRS = 3;
    private static final int FEWEST_STEPS = 5;

    private Correlation() {}

    /**
     * SDMetrics' CorrelationSimilarity: 1 less half of |r - s|, with Pearson's coefficients; a candidate whose own is not
     * defined counts as 0.
     *
     * @return NaN where the real coefficient is not defined
     */
    public static double similarity(double[] realX, double[] realY, double[] candidateX, double[] candidateY) {
        double real = pearson(realX, realY);
        double candidate = pearson(candidateX, candidateY);
        return 1 - Math.abs(real - (Double.isNaN(candidate) ? 0 : candidate)) / 2;
    }

    /** Pearson's coefficient over the rows where neither is missing; NaN where a column is constant. */
    public static double pearson(double[] x, double[] y) {
        int n = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                n++;
                meanX += x[i];
                meanY += y[i];
            }
        }
        if (n < FEWEST_PAIRS) {
            return Double.NaN;
        }
        meanX /= n;
        meanY /= n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    /**
     * Lag-1 autocorrelation of the values of one entity, missing ones passed over; NaN for fewer than five values or
     * constant ones.
     */
    public static double autocorrelation(double[] values) {
        double[] x = Samples.present(values);
        if (x.length < FEWEST_STEPS) {
            return Double.NaN;
        }
        double mean = Samples.mean(x);
        double squares = 0;
        double size = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            double centred = x[i] - mean;
            squares += centred * centred;
            size += x[i] * x[i];
            products += i == 0 ? 0 : centred * (x[i - 1] - mean);
        }
        return squares > 1e-12 * Math.max(size, 1e-300) ? products / squares : Double.NaN;
    }
}
