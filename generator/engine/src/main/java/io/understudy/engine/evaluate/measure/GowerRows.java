package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Events with the two before them, as rows whose distance is that of Gower (1971): 1 for each category that differs, the
 * difference in units of the real range, at most 1, for each number.
 */
final class GowerRows {
    private static final int NONE = -1;
    private static final double MISSING = -1e3; // far from all numbers, and next to itself

    private final int[][] codes; // [row][category]
    private final double[][] numbers; // [row][number]

    private GowerRows(int[][] codes, double[][] numbers) {
        this.codes = codes;
        this.numbers = numbers;
    }

    /** Units of the numbers: the range of the middle 98 % of real values of the gap, then of each number. */
    static double[] units(Yardstick yardstick, CodedLog real) {
        List<double[]> columns = new ArrayList<>(List.of(Histories.logGaps(real)));
        for (int i = 0; i < yardstick.columns().numbers().size(); i++) {
            columns.add(Samples.signedLog(real.number(i)));
        }
        return columns.stream().mapToDouble(GowerRows::unit).toArray();
    }

    private static double unit(double[] values) {
        double[] sorted = Samples.present(values);
        Arrays.sort(sorted);
        double width = sorted.length == 0 ? 0 : Samples.quantile(sorted, 0.99) - Samples.quantile(sorted, 0.01);
        return width > 0 ? width : 1;
    }

    static GowerRows of(Yardstick yardstick, CodedLog log, double[] units) {
        JudgedColumns columns = yardstick.columns();
        List<int[]> codes = new ArrayList<>();
        for (int lag = 0; lag <= 2; lag++) {
            codes.add(log.lagged(log.tokens(), lag, NONE));
        }
        for (int i = 0; i < columns.movingCategories(); i++) {
            if (!columns.types().contains(columns.categories().get(i))) {
                codes.add(log.category(i));
            }
        }
        for (int i = 0; i < columns.keys().size(); i++) {
            codes.add(log.key(i));
        }
        List<double[]> numbers = new ArrayList<>();
        numbers.add(IntStream.range(0, log.rows())
                .mapToDouble(row -> yardstick.relativeTime(log, row))
                .toArray());
        addLags(numbers, log, Histories.logGaps(log), units[0]);
        for (int i = 0; i < columns.numbers().size(); i++) {
            double[] values = Samples.signedLog(log.number(i));
            if (i < columns.moving()) {
                addLags(numbers, log, values, units[i + 1]);
            } else {
                numbers.add(scaled(values, units[i + 1]));
            }
        }
        int[][] codesByRow = new int[log.rows()][codes.size()];
        double[][] numbersByRow = new double[log.rows()][numbers.size()];
        for (int row = 0; row < log.rows(); row++) {
            int at = row;
            Arrays.setAll(codesByRow[row], i -> codes.get(i)[at]);
            Arrays.setAll(numbersByRow[row], i -> {
                double value = numbers.get(i)[at];
                return Double.isNaN(value) ? MISSING : value;
            });
        }
        return new GowerRows(codesByRow, numbersByRow);
    }

    private static void addLags(List<double[]> numbers, CodedLog log, double[] values, double unit) {
        double[] scaled = scaled(values, unit);
        for (int lag = 0; lag <= 2; lag++) {
            numbers.add(log.lagged(scaled, lag));
        }
    }

    private static double[] scaled(double[] values, double unit) {
        return Arrays.stream(values).map(value -> value / unit).toArray();
    }

    int rows() {
        return codes.length;
    }

    GowerRows take(int[] rows) {
        return new GowerRows(
                Arrays.stream(rows).mapToObj(row -> codes[row]).toArray(int[][]::new),
                Arrays.stream(rows).mapToObj(row -> numbers[row]).toArray(double[][]::new));
    }

    /** Distance of each row to the nearest of {@code reference}. */
    double[] nearest(GowerRows reference) {
        ToDoubleFunction<Integer> nearest = row -> {
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < reference.rows(); i++) {
                best = Math.min(best, distance(row, reference, i, best));
            }
            return best;
        };
        return IntStream.range(0, rows())
                .parallel()
                .mapToDouble(nearest::applyAsDouble)
                .toArray();
    }

    /** The distance, or some number of at least {@code enough} where it is not below that. */
    private double distance(int row, GowerRows reference, int other, double enough) {
        int[] a = codes[row];
        int[] b = reference.codes[other];
        double sum = 0;
        for (int i = 0; i < a.length && sum < enough; i++) {
            sum += a[i] == b[i] ? 0 : 1;
        }
        double[] x = numbers[row];
        double[] y = reference.numbers[other];
        for (int i = 0; i < x.length && sum < enough; i++) {
            sum += Math.min(Math.abs(x[i] - y[i]), 1);
        }
        return sum;
    }
}
