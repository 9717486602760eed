package io.understudy.ops.dashboard;

import java.util.List;

/**
 * One window of a stream's drift monitor, a point on the drift chart.
 *
 * @param atSeconds when its report was read
 * @param logStatistic natural logarithm of the stream's detector
 * @param logThreshold alarm line
 */
public record DriftSample(
        String stream,
        double atSeconds,
        long window,
        String startTime,
        String endTime,
        long events,
        double logStatistic,
        double logThreshold,
        boolean alarm,
        List<Feature> features) {

    public DriftSample {
        features = List.copyOf(features);
    }

    /** One feature's share of the window: its own statistic, and how bad it is (PSI, share of values never seen). */
    public record Feature(String name, double logStatistic, double severityPsi, double novelShare) {}
}
