package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.log.CodedLog;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Columns of features that look at an event together with an earlier one. */
final class Recurrence {
    private final CodedLog log;
    private final int[] previous; // [row] the earlier row, -1 where there is none

    /** The entity's last event with the same code. */
    Recurrence(CodedLog log, int[] codes) {
        this.log = log;
        previous = log.previousSame(codes);
    }

    boolean has(int row) {
        return previous[row] >= 0;
    }

    /** Log of one and the seconds since the earlier event; NaN where there is none. */
    double[] logSecondsSince() {
        return where(row -> logSeconds(log.timeMicros(row) - log.timeMicros(previous[row])));
    }

    /** Events since the earlier one, -1 where there is none. */
    double[] eventsSince() {
        return column(row -> has(row) ? row - previous[row] : -1);
    }

    /** What {@code values} moved by since the earlier event, NaN where there is none. */
    double[] step(double[] values) {
        return where(row -> values[row] - values[previous[row]]);
    }

    /** 1 where {@code values} is as at the earlier event, 0 where not, -1 where there is none. */
    double[] equal(double[] values) {
        return column(row -> !has(row) ? -1 : values[row] == values[previous[row]] ? 1 : 0);
    }

    private double[] where(IntToDoubleFunction value) {
        return column(row -> has(row) ? value.applyAsDouble(row) : Double.NaN);
    }

    private double[] column(IntToDoubleFunction value) {
        return IntStream.range(0, log.rows()).mapToDouble(value).toArray();
    }

    static double logSeconds(long micros) {
        return Math.log1p(Math.max(micros / 1e6, 0));
    }
}
