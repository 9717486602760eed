package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.log.CodedLog;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Number and mean of earlier events of the same group within a window of time, which ends at each event or some delay
 * before it.
 *
 * @param counts // [row]
 * @param means // [row] NaN where there are none
 */
record RollingSums(double[] counts, double[] means) {

    /** How long a window is, and how long before an event it ends. */
    record Window(long lengthMicros, long delayMicros) {}

    /**
     * Looks back.
     *
     * @param group // [row] such as the entity or a key
     */
    static RollingSums of(CodedLog log, int[] group, double[] values, Window window) {
        int[] order = IntStream.range(0, log.rows())
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> group[row])
                        .thenComparingLong(log::timeMicros)
                        .thenComparingInt(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] counts = new double[order.length];
        double[] means = new double[order.length];
        int oldest = 0; // place of the first event within the window
        int next = 0; // place of the first event behind it
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (i > 0 && group[order[i - 1]] != group[row]) {
                oldest = i;
                next = i;
                sum = 0;
            }
            long endMicros = log.timeMicros(row) - window.delayMicros();
            while (next < i && log.timeMicros(order[next]) <= endMicros) {
                sum += values[order[next++]];
            }
            while (oldest < next && log.timeMicros(order[oldest]) < endMicros - window.lengthMicros()) {
                sum -= values[order[oldest++]];
            }
            counts[row] = next - oldest;
            means[row] = next == oldest ? Double.NaN : sum / (next - oldest);
        }
        return new RollingSums(counts, means);
    }
}
