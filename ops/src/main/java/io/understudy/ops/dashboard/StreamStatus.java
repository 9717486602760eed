package io.understudy.ops.dashboard;

import io.understudy.ops.dashboard.Status.PlanOutcome;
import io.understudy.ops.dashboard.Status.Quantiles;
import java.util.List;
import java.util.Map;

/**
 * How one stream stands.
 *
 * @param facts of the model, as the pipeline shows them: {@code referenceRows}, {@code fitSeconds}, ...
 * @param rate its rate plan at work
 * @param events published by the generator
 * @param topics records in each of the stream's topics, by {@code events}, {@code base}, {@code labels}, {@code bursts},
 *     {@code drift}
 * @param topicRates records a second in each of them, over the last seconds
 * @param windows judged by the drift monitor
 * @param alarms raised by it, oldest first
 * @param driftSinceSeconds when an unannounced drift was turned on; null before
 */
public record StreamStatus(
        String name,
        Map<String, String> facts,
        long entities,
        String rate,
        long events,
        PlanOutcome plan,
        Quantiles latencyMillis,
        Quantiles latenessMillis,
        Map<String, Long> topics,
        Map<String, Double> topicRates,
        List<BurstStatus> bursts,
        long windows,
        List<AlarmStatus> alarms,
        Double driftSinceSeconds) {

    /**
     * A drift alarm.
     *
     * @param atSeconds when its report was read
     * @param endTime of the window, in the stream's time
     * @param features that stood out
     */
    public record AlarmStatus(long window, double atSeconds, String endTime, List<String> features) {}

    /**
     * A burst of a stream.
     *
     * @param state {@code commanded}, {@code running}, {@code over} or {@code cancelled}
     * @param atSeconds when it was commanded
     * @param untilSeconds when its last event so far was seen; null before the first
     * @param victims entities hit so far
     * @param askedEvents that the command asks for: rate times duration
     * @param events injected so far
     */
    public record BurstStatus(
            String burstId,
            String scenario,
            String state,
            double atSeconds,
            Double untilSeconds,
            long victims,
            long askedEvents,
            long events) {}
}
