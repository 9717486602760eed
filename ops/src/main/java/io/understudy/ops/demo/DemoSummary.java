package io.understudy.ops.demo;

import io.understudy.ops.dashboard.Status;
import io.understudy.ops.dashboard.Status.Check;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.dashboard.Status.Quantiles;
import io.understudy.ops.dashboard.StreamStatus;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A demo's end in words. */
public final class DemoSummary {
    private DemoSummary() {}

    /** The summary of {@code status}, several lines. */
    public static String text(Status status) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> topic : new TreeMap<>(status.topics()).entrySet()) {
            line(text, "%-18s %,12d records", topic.getKey(), topic.getValue());
        }
        if (status.plan().asked() != null) {
            line(
                    text,
                    "rate      %,.1f of %,.1f events/s asked: %s",
                    status.plan().achieved(),
                    status.plan().asked(),
                    status.plan().met() ? "met" : "not met");
        }
        line(text, "latency   %s, from intended time to acknowledgement", quantiles(status.latencyMillis()));
        line(text, "lateness  %s, from intended time to sending", quantiles(status.latenessMillis()));
        if (status.firstEventSeconds() != null) {
            line(text, "first event %.1f s after the start", status.firstEventSeconds());
        }
        for (StreamStatus stream : status.streams()) {
            for (StreamStatus.BurstStatus burst : stream.bursts()) {
                line(
                        text,
                        "burst     %s on %s: %,d events of %,d victims",
                        burst.scenario(),
                        stream.name(),
                        burst.events(),
                        burst.victims());
            }
        }
        line(text, "labels    %,d of %,d events joined", status.labels(), status.events());
        line(
                text,
                "drift     %d alarms before it began, %d after",
                status.driftAlarms().beforeDrift(),
                status.driftAlarms().afterDrift());
        for (StreamStatus stream : status.streams()) {
            for (StreamStatus.AlarmStatus alarm : stream.alarms()) {
                line(
                        text,
                        "alarm     %s at %.1f s, window %d: %s",
                        stream.name(),
                        alarm.atSeconds(),
                        alarm.window(),
                        String.join(", ", alarm.features()));
            }
        }
        for (Check check : status.checks()) {
            line(text, "%s  %s", check.ok() ? "held    " : "FAILED  ", check.message());
        }
        text.append(ending(status.phase()));
        return text.toString();
    }

    private static String ending(Phase phase) {
        return switch (phase) {
            case PASSED -> "Every check held.";
            case FAILED -> "A check failed.";
            case INTERRUPTED -> "Interrupted: this is how far it came.";
            case STARTING, RUNNING, DRAINING -> "Not over.";
        };
    }

    private static String quantiles(Quantiles q) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms",
                q.p50(),
                q.p99(),
                q.p999(),
                q.max());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
