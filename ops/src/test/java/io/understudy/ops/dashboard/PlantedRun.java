package io.understudy.ops.dashboard;

import io.understudy.ops.dashboard.Status.Check;
import io.understudy.ops.dashboard.Status.DriftAlarms;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.dashboard.Status.PlanOutcome;
import io.understudy.ops.dashboard.Status.Quantiles;
import io.understudy.ops.dashboard.StreamStatus.BurstStatus;
import java.util.List;
import java.util.Map;

/** A run made up for tests: two streams, a burst, a drift. */
final class PlantedRun {
    private PlantedRun() {}

    static Status status() {
        return new Status(
                "demo",
                Phase.RUNNING,
                42.5,
                60.0,
                Map.of("bootstrap", "127.0.0.1:19092"),
                Map.of("payments", 42_512L, "payments.labels", 42_512L),
                42_512,
                42_512,
                1,
                new DriftAlarms(0, 1),
                new PlanOutcome(1_000.0, 999.8, true),
                new Quantiles(4.1, 12.5, 31, 55),
                new Quantiles(.2, 1.9, 6, 14),
                9.7,
                "http://127.0.0.1:8080/",
                List.of(stream("payments"), stream("access")),
                List.of(new Check("plan", true, "1,999.7 of 2,000 events/s")));
    }

    static StreamStatus stream(String name) {
        return new StreamStatus(
                name,
                Map.of("referenceRows", "52,118 rows", "fitSeconds", "1.2 s", "modelSize", "412 kB"),
                1_500,
                "1000/s",
                42_200,
                new PlanOutcome(1_000.0, 999.8, true),
                new Quantiles(4.1, 12.5, 31, 55),
                new Quantiles(.2, 1.9, 6, 14),
                Map.of("events", 42_512L, "base", 42_200L, "labels", 42_512L, "bursts", 6L, "drift", 41L),
                Map.of("events", 1_000.0, "base", 998.0, "labels", 1_000.0),
                List.of(new BurstStatus("b-1", "card_testing", "over", 20.1, 23.4, 12, 312, 312)),
                41,
                List.of(new StreamStatus.AlarmStatus(41, 42, "2026-01-07T00:00:00Z", List.of("amount"))),
                40.0);
    }

    static RateSample rate(String stream, double atSeconds) {
        return new RateSample(
                stream,
                atSeconds,
                1_000.0,
                998 + 4 * Math.sin(atSeconds),
                new Quantiles(.2, 1.9, 6, 14),
                new Quantiles(4 + Math.sin(atSeconds), 12, 31 + 9 * Math.cos(atSeconds), 55));
    }

    static DriftSample drift(String stream, double atSeconds) {
        double late = Math.max(0, atSeconds - 40);
        return new DriftSample(
                stream,
                atSeconds,
                (long) atSeconds,
                "2026-01-01T00:00:00Z",
                "2026-01-01T06:00:00Z",
                1_000,
                Math.sin(atSeconds) + 6 * late,
                9.2,
                late > 1.5 && late < 2.6,
                List.of(
                        new DriftSample.Feature("token", Math.cos(atSeconds), .011, 0),
                        new DriftSample.Feature("gap", Math.sin(2 * atSeconds), .02, 0),
                        new DriftSample.Feature("amount", Math.sin(atSeconds) + 8 * late, .01 + .09 * late, .001)));
    }
}
