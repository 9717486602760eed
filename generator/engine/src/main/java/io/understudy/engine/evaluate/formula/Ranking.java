package io.understudy.engine.evaluate.formula;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How well a score sets positives apart from negatives. */
public final class Ranking {
    private Ranking() {}

    /** Area under the ROC curve, ties counted half; NaN where a class is empty. */
    public static double auc(double[] score, boolean[] positive) {
        double[] ones = new double[score.length];
        Arrays.fill(ones, 1);
        return auc(score, positive, ones);
    }

    /** {@link #auc(double[], boolean[])} with weights of at least 0. */
    public static double auc(double[] score, boolean[] positive, double[] weight) {
        int[] order = ascending(score);
        double below = 0;
        double area = 0;
        double positives = 0;
        for (int i = 0; i < order.length; ) {
            double tiedPositives = 0;
            double tiedNegatives = 0;
            int j = i;
            for (; j < order.length && score[order[j]] == score[order[i]]; j++) {
                tiedPositives += positive[order[j]] ? weight[order[j]] : 0;
                tiedNegatives += positive[order[j]] ? 0 : weight[order[j]];
            }
            area += tiedPositives * (below + tiedNegatives / 2);
            below += tiedNegatives;
            positives += tiedPositives;
            i = j;
        }
        return area / (positives * below);
    }

    /** Average precision: the mean over the positives of the precision at their scores; NaN without positives. */
    public static double averagePrecision(double[] score, boolean[] positive, double[] weight) {
        int[] order = ascending(score);
        double hits = 0;
        double all = 0;
        double sum = 0;
        for (int i = order.length - 1; i >= 0; ) {
            double tied = 0;
            int j = i;
            for (; j >= 0 && score[order[j]] == score[order[i]]; j--) {
                tied += positive[order[j]] ? weight[order[j]] : 0;
                all += weight[order[j]];
            }
            hits += tied;
            sum += tied == 0 ? 0 : tied * hits / all;
            i = j;
        }
        return sum / hits;
    }

    private static int[] ascending(double[] score) {
        return IntStream.range(0, score.length)
                .boxed()
                .sorted((i, j) -> Double.compare(score[i], score[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Standard deviation of the area under the curve of {@code n} against {@code m} scores of one law. */
    public static double aucNoise(int n, int m) {
        return Math.sqrt((n + m + 1.0) / (12.0 * n * m));
    }

    /** The share of positives that score above all but a share of the negatives. */
    public static double hitRate(double[] score, boolean[] positive, double falseAlarmShare) {
        double[] negatives = IntStream.range(0, score.length)
                .filter(i -> !positive[i])
                .mapToDouble(i -> score[i])
                .sorted()
                .toArray();
        int allowed = Math.min((int) (falseAlarmShare * negatives.length), negatives.length - 1);
        double bar = negatives[negatives.length - 1 - allowed];
        return IntStream.range(0, score.length)
                .filter(i -> positive[i])
                .mapToDouble(i -> score[i] > bar ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Standard error of the mean of {@code values} where those of one group depend on each other; NaN for a single group.
     *
     * @param group // [value], at least 0
     */
    public static double clusterError(double[] values, int[] group) {
        double mean = Samples.mean(values);
        double[] residual = new double[Arrays.stream(group).max().orElse(0) + 1];
        boolean[] used = new boolean[residual.length];
        for (int i = 0; i < values.length; i++) {
            residual[group[i]] += values[i] - mean;
            used[group[i]] = true;
        }
        long groups = IntStream.range(0, used.length).filter(g -> used[g]).count();
        double squares = Arrays.stream(residual).map(r -> r * r).sum();
        return groups < 2 ? Double.NaN : Math.sqrt(squares * groups / (groups - 1)) / values.length;
    }
}
