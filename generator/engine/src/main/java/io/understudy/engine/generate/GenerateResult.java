package io.understudy.engine.generate;

import io.understudy.engine.pace.LatenessSummary;
import io.understudy.engine.pace.PlanVerdict;
import io.understudy.model.RareDial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
 * @param rareShare how their share came out; empty where none was asked
 * @param faults events with a fault on purpose, by its name on their labels; those dropped count as sent
 * @param backlog events that were due and were not sent
 * @param retries sends that were tried again
 * @param errors events and labels that were not taken
 * @param cancelled true where somebody stopped the run
 * @param backfill what was made before the plan began; empty without a backfill
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
        Optional<RareShare> rareShare,
        Map<String, Long> faults,
        long backlog,
        long retries,
        long errors,
        boolean cancelled,
        Optional<Backfill> backfill) {

    /**
     * How what was behind the wall clock was made.
     *
     * @param events sent before the plan began
     * @param seconds that it took
     * @param until when the plan began, and every event bears the time of now; null where that was never reached
     */
    public record Backfill(long events, double seconds, String until) {}

    /**
     * The share of rare events, in 0..1.
     *
     * @param odds factor on the odds of rare classes' starts that was used
     * @param mostOffEvents the largest distance, at any point of the stream, between the rare events so far and the asked
     *     share of the events so far
     * @param leastInWindow least share of a whole window of {@link RareDial#WINDOW_EVENTS} events, one behind the other;
     *     NaN where there is none
     * @param mostInWindow the greatest
     */
    public record RareShare(
            double asked,
            double achieved,
            double odds,
            double mostOffEvents,
            double leastInWindow,
            double mostInWindow) {}

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
        rareShare.ifPresent(share -> json.put("rareShare", rareShareJson(share)));
        json.put("faults", faults);
        json.put("backlog", backlog);
        json.put("retries", retries);
        json.put("errors", errors);
        json.put("cancelled", cancelled);
        backfill.ifPresent(done -> json.put("backfill", backfillJson(done)));
        return json;
    }

    private static Map<String, Object> rareShareJson(RareShare share) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked", share.asked());
        json.put("achieved", share.achieved());
        json.put("odds", share.odds());
        json.put("mostOffEvents", share.mostOffEvents());
        json.put("windowEvents", RareDial.WINDOW_EVENTS);
        json.put("leastInWindow", Double.isNaN(share.leastInWindow()) ? null : share.leastInWindow());
        json.put("mostInWindow", Double.isNaN(share.mostInWindow()) ? null : share.mostInWindow());
        return json;
    }

    private static Map<String, Object> backfillJson(Backfill done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("events", done.events());
        json.put("seconds", done.seconds());
        json.put("until", done.until());
        return json;
    }

    private Map<String, Object> planJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked", Double.isNaN(plan.askedPerSecond()) ? null : plan.askedPerSecond());
        json.put("achieved", plan.achievedPerSecond());
        json.put("met", plan.met());
        json.put("shortPercent", plan.shortPercent());
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
