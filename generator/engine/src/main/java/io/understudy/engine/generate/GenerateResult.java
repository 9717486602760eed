package io.understudy.engine.generate;

import io.understudy.engine.pace.LatenessSummary;
import io.understudy.engine.pace.PlanVerdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run did.
 *
 * @param events sent
 * @param entities that sent one
 * @param seconds from the start of the plan until all was durable
 * @param plan how it was kept
 * @param lateness from intended time to sending; without counts where nothing was paced
 * @param latency from intended time to acknowledgement; without counts where nothing is acknowledged
 * @param labels sent to a labels topic, or rare events where the sink has none
 * @param rareEvents events of a class other than normal
 * @param errors events and labels that were not taken
 * @param cancelled true where somebody stopped the run
 */
public record GenerateResult(
        long events,
        long entities,
        double seconds,
        PlanVerdict plan,
        LatenessSummary lateness,
        LatenessSummary latency,
        long labels,
        long rareEvents,
        long errors,
        boolean cancelled) {

    /** Events a second of wall time, from the start until all was durable. */
    public double eventsPerSecond() {
        return seconds > 0 ? events / seconds : 0;
    }

    /** The object that {@code generate --json} prints; numbers that do not exist are null. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("events", events);
        json.put("entities", entities);
        json.put("seconds", seconds);
        json.put("eventsPerSecond", eventsPerSecond());
        json.put("plan", planJson());
        json.put("latenessMillis", quantiles(lateness));
        json.put("latencyMillis", quantiles(latency));
        json.put("labels", labels);
        json.put("rareEvents", rareEvents);
        json.put("errors", errors);
        json.put("cancelled", cancelled);
        return json;
    }

    private Map<String, Object> planJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked", Double.isNaN(plan.askedPerSecond()) ? null : plan.askedPerSecond());
        json.put("achieved", plan.achievedPerSecond());
        json.put("met", plan.met());
        json.put("tolerance", PlanVerdict.TOLERANCE);
        json.put("limitedBy", plan.limitedBy().isEmpty() ? null : plan.limitedBy());
        return json;
    }

    private static Map<String, Object> quantiles(LatenessSummary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", summary.p50Millis());
        json.put("p99", summary.p99Millis());
        json.put("p999", summary.p999Millis());
        json.put("max", summary.maxMillis());
        return json;
    }
}
