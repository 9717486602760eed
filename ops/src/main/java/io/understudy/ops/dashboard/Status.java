package io.understudy.ops.dashboard;

import java.util.List;
import java.util.Map;

/**
 * How a run stands: the object that {@code demo --json} prints at the end, and that {@code /api/status} gives so far.
 *
 * @param phase what the run does now
 * @param elapsedSeconds since the first event was due; 0 before
 * @param plannedSeconds length of the rate plan; null for a run without end
 * @param addresses of the broker and the registry, by name
 * @param topics records in each topic
 * @param events on the streams that users consume
 * @param labels events that found their label, where the run joins them; otherwise labels that were read
 * @param bursts commanded
 * @param latencyMillis from intended time to acknowledgement, of the slowest stream
 * @param latenessMillis from intended time to sending, of the latest stream
 * @param firstEventSeconds from the start of the command until the first event could be read; null before
 * @param dashboard address of the page; null where none is served
 * @param checks that the run ends with; empty before its end
 */
public record Status(
        String title,
        Phase phase,
        double elapsedSeconds,
        Double plannedSeconds,
        Map<String, String> addresses,
        Map<String, Long> topics,
        long events,
        long labels,
        long bursts,
        DriftAlarms driftAlarms,
        PlanOutcome plan,
        Quantiles latencyMillis,
        Quantiles latenessMillis,
        Double firstEventSeconds,
        String dashboard,
        List<StreamStatus> streams,
        List<Check> checks) {

    /** The stages of a run. */
    public enum Phase {
        /** Broker, registry and models are being made ready. */
        STARTING,
        /** Events flow. */
        RUNNING,
        /** The plan is over; what is under way arrives. */
        DRAINING,
        /** Over, every check held. */
        PASSED,
        /** Over, a check failed. */
        FAILED,
        /** Ended early by the user. */
        INTERRUPTED
    }

    /** Alarms by whether their window ended before drift was turned on. */
    public record DriftAlarms(long beforeDrift, long afterDrift) {}

    /** Rates in events per second, the asked one null where none was, and whether the schedule was kept. */
    public record PlanOutcome(Double asked, double achieved, boolean met) {}

    /** Quantiles of a time, in milliseconds from the intended time. */
    public record Quantiles(double p50, double p99, double p999, double max) {}

    /** One thing the run is held to. */
    public record Check(String name, boolean ok, String message) {}
}
