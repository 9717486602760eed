package io.understudy.engine.pace;

import org.HdrHistogram.Histogram;

/** Quantiles of times, in milliseconds; all 0 where there are none. */
public record LatenessSummary(long count, double p50Millis, double p99Millis, double p999Millis, double maxMillis) {

    /** Of a histogram of microseconds. */
    static LatenessSummary of(Histogram micros) {
        return new LatenessSummary(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
