package io.understudy.ops.demo;

import io.understudy.ops.audit.StreamAudit;
import io.understudy.ops.audit.TopicAudit;
import io.understudy.ops.dashboard.Status;
import io.understudy.ops.dashboard.Status.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the demo is held to, judged on what the independent consumer read. */
final class DemoVerdict {
    private final List<Check> checks = new ArrayList<>();

    /** Judges the end of a demo. */
    DemoVerdict(
            DemoSettings settings,
            Status status,
            List<DemoStream> streams,
            TopicAudit audit,
            Optional<Exception> timetableFailure) {
        plan(status);
        for (DemoStream stream : streams) {
            stream(stream, audit.stream(stream.name()));
        }
        drift(status);
        Optional<String> failure = timetableFailure
                .map(e -> "on schedule: " + e.getMessage())
                .or(() -> audit.failure().map(e -> "the consumer: " + e.getMessage()))
                .or(() -> streams.stream()
                        .flatMap(s -> s.app().failure().stream())
                        .findFirst()
                        .map(e -> "the Streams app: " + e.getMessage()));
        failure.ifPresent(what -> checks.add(new Check("failures", false, what)));
    }

    private void plan(Status status) {
        checks.add(new Check(
                "plan",
                status.plan().met(),
                String.format(
                        Locale.ROOT,
                        "%,.1f of %,.1f events/s that were asked for were sent",
                        status.plan().achieved(),
                        status.plan().asked())));
    }

    private void stream(DemoStream stream, StreamAudit audit) {
        String name = stream.name();
        long base = stream.generator().run().meter().events();
        long injected = audit.bursts().injected();
        long expected = base + injected;
        check(
                name + " events",
                audit.events() == expected,
                "%s: %,d events read, %,d published and %,d injected",
                name,
                audit.events(),
                base,
                injected);
        StreamAudit.Joined joined = audit.joined();
        check(
                name + " labels",
                joined.complete() && joined.pairs() == audit.events(),
                "%s: %,d events found their label, %,d did not, %,d labels are left over",
                name,
                joined.pairs(),
                joined.eventsAlone(),
                joined.labelsAlone());
        check(
                name + " decodable",
                audit.undecodable() == 0,
                "%s: %,d records could not be decoded%s",
                name,
                audit.undecodable(),
                audit.firstUndecodable().isEmpty() ? "" : ", the first " + audit.firstUndecodable());
        check(
                name + " burst",
                injected > 0,
                "%s: the labels show %,d events of the %s burst",
                name,
                injected,
                stream.fitted().domain().scenario());
    }

    private void drift(Status status) {
        check(
                "no false alarm",
                status.driftAlarms().beforeDrift() == 0,
                "%,d drift alarms before the drift, burst included",
                status.driftAlarms().beforeDrift());
        check(
                "drift seen",
                status.driftAlarms().afterDrift() > 0,
                "%,d drift alarms after the drift began",
                status.driftAlarms().afterDrift());
    }

    private void check(String name, boolean ok, String message, Object... values) {
        checks.add(new Check(name, ok, String.format(Locale.ROOT, message, values)));
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    boolean passed() {
        return checks.stream().allMatch(Check::ok);
    }

    /** The names of the checks that failed. */
    static String failed(Status status) {
        return status.checks().stream()
                .filter(check -> !check.ok())
                .map(Check::message)
                .collect(Collectors.joining("; "));
    }
}
