package io.understudy.ops.command;

import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.pace.LatenessSummary;
import io.understudy.model.RareDial;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run did, beyond its rate, in lines for people: those that have something to say. */
final class ResultText {
    private ResultText() {}

    /** Lines, each behind a line break. */
    static String details(GenerateResult result) {
        StringBuilder text = new StringBuilder();
        result.backfill()
                .ifPresent(done -> text.append(String.format(
                        Locale.ROOT,
                        "%nbackfill %,d events in %.1f s, %s",
                        done.events(),
                        done.seconds(),
                        done.until() == null ? "not caught up with the clock" : "live since " + done.until())));
        result.rareShare().ifPresent(share -> text.append(rareShare(share)));
        append(text, "lateness", result.lateness());
        append(text, "latency to acknowledgement", result.latency());
        if (result.backlog() + result.retries() + result.errors() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nbacklog %,d events, %,d retries, %,d errors",
                    result.backlog(),
                    result.retries(),
                    result.errors()));
        }
        if (!result.faults().isEmpty()) {
            text.append(result.faults().entrySet().stream()
                    .map(fault -> String.format(Locale.ROOT, "%s %,d", fault.getKey(), fault.getValue()))
                    .collect(Collectors.joining(", ", String.format("%nfaults on purpose: "), "")));
        }
        return text.toString();
    }

    private static String rareShare(GenerateResult.RareShare share) {
        String windows = Double.isNaN(share.leastInWindow())
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", in windows of %,d events %.3f to %.3f %%",
                        RareDial.WINDOW_EVENTS,
                        100 * share.leastInWindow(),
                        100 * share.mostInWindow());
        return String.format(
                Locale.ROOT,
                "%nrare events asked %.3f %%, made %.3f %%%s, with %.4g times the odds; %,.0f events off at most",
                100 * share.asked(),
                100 * share.achieved(),
                windows,
                share.odds(),
                share.mostOffEvents());
    }

    private static void append(StringBuilder text, String name, LatenessSummary of) {
        if (of.count() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms",
                    name,
                    of.p50Millis(),
                    of.p99Millis(),
                    of.p999Millis(),
                    of.maxMillis()));
        }
    }
}
