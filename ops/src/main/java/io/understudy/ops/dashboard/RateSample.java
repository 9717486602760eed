package io.understudy.ops.dashboard;

import io.understudy.ops.dashboard.Status.Quantiles;

/**
 * One stream's last interval, a point on the rate and latency charts.
 *
 * @param atSeconds end of the interval
 * @param asked events per second that the plan asked for; null where it asks for no number
 * @param achieved events per second that were acknowledged
 * @param latencyMillis from intended time to acknowledgement; null where nothing was acknowledged
 */
public record RateSample(
        String stream,
        double atSeconds,
        Double asked,
        double achieved,
        Quantiles latenessMillis,
        Quantiles latencyMillis) {}
