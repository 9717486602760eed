package io.understudy.engine.evaluate.report;

import io.understudy.engine.evaluate.formula.Samples;
import java.util.Arrays;

/** How often numbers fall into each of equal bins, of a real and a synthetic sample. */
final class Density {
    private static final int BINS = 44;
    private static final double TAIL = 0.002;
    private static final double HEAVY = 30; // how many times the middle the tail may be

    private Density() {}

    /** A chart of numbers, on a logarithmic scale where tails are heavy. */
    static String chart(String title, double[] real, double[] synthetic) {
        double[] sorted = Samples.present(real);
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return "<p class=\"none\">no values</p>";
        }
        double middle = Math.max(Math.abs(Samples.quantile(sorted, 0.5)), 1e-9);
        double tail = Math.max(Math.abs(Samples.quantile(sorted, 0.99)), Math.abs(Samples.quantile(sorted, 0.01)));
        boolean heavy = tail / middle > HEAVY && tail > 10;
        double[] x = heavy ? Samples.signedLog(real) : real;
        double[] y = heavy ? Samples.signedLog(synthetic) : synthetic;
        double[] range = range(x);
        return chart(title, x, y, heavy ? Axis.signedLog(range[0], range[1]) : Axis.linear(range[0], range[1]));
    }

    private static double[] range(double[] values) {
        double[] sorted = Samples.present(values);
        Arrays.sort(sorted);
        return new double[] {Samples.quantile(sorted, TAIL), Samples.quantile(sorted, 1 - TAIL)};
    }

    /** A chart of gaps in seconds, on a logarithmic scale. */
    static String gaps(String title, double[] real, double[] synthetic) {
        double[] x = logs(real);
        double[] y = logs(synthetic);
        return x.length == 0
                ? "<p class=\"none\">no entity has two events</p>"
                : chart(title, x, y, Axis.gaps(range(x)[1]));
    }

    private static double[] logs(double[] seconds) {
        return Arrays.stream(Samples.present(seconds)).map(Math::log1p).toArray();
    }

    private static String chart(String title, double[] real, double[] synthetic, Axis axis) {
        double width = (axis.high() - axis.low()) / BINS;
        double[] x = new double[2 * BINS];
        for (int i = 0; i < BINS; i++) {
            x[2 * i] = axis.low() + i * width;
            x[2 * i + 1] = axis.low() + (i + 1) * width;
        }
        LineChart.Curves curves = new LineChart.Curves(x, steps(real, axis), steps(synthetic, axis));
        return LineChart.of(title, curves, axis, Axis.shares(curves.highest()));
    }

    private static double[] steps(double[] values, Axis axis) {
        double[] present = Samples.present(values);
        double[] steps = new double[2 * BINS];
        for (double value : present) {
            int bin = Math.min((int) (axis.share(value) * BINS), BINS - 1);
            steps[2 * bin] += 1.0 / present.length;
            steps[2 * bin + 1] = steps[2 * bin];
        }
        return steps;
    }
}
