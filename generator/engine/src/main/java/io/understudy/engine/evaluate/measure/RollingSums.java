package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.log.CodedLog;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Number and mean of earlier events of the same group within a window of time before each event.
 *
 * @param counts // [row]
 * @param means // [row] NaN where there are none
 */
record RollingSums(double[] counts, double[] means) {

    /**
     * Looks back.
     *
     * @param group // [row] such as the entity or a key
     */
    static RollingSums of(CodedLog log, int[] group, double[] values, long windowMicros) {
        int[] order = IntStream.range(0, log.rows())
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> group[row])
                        .thenComparingLong(log::timeMicros)
                        .thenComparingInt(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] counts = new double[order.length];
        double[] means = new double[order.length];
        int oldest = 0;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (i > 0 && group[order[i - 1]] != group[row]) {
                oldest = i;
                sum = 0;
            }
            while (log.timeMicros(order[oldest]) < log.timeMicros(row) - windowMicros) {
                sum -= values[order[oldest++]];
            }
            counts[row] = i - oldest;
            means[row] = i == oldest ? Double.NaN : sum / (i - oldest);
            sum += values[row];
        }
        return new RollingSums(counts, means);
    }
}
