package io.understudy.engine.encode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Turns instants into days of a zone's calendar. Scratch of one thread: it remembers the span of constant offset around
 * the last instant, and allocates only when it leaves that span.
 */
final class LocalDays {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

    private final ZoneRules rules;
    private long fromMicros = Long.MAX_VALUE;
    private long untilMicros = Long.MIN_VALUE;
    private long offsetMicros;

    LocalDays(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Days from 1970-01-01 to the zone's date at {@code micros}. */
    int of(long micros) {
        if (micros < fromMicros || micros >= untilMicros) {
            enter(micros);
        }
        return (int) Math.floorDiv(micros + offsetMicros, MICROS_PER_DAY);
    }

    private void enter(long micros) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
        offsetMicros = rules.getOffset(instant).getTotalSeconds() * MICROS_PER_SECOND;
        // previousTransition lies strictly before its argument, and a transition belongs to the span it begins.
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusNanos(1));
        ZoneOffsetTransition next = rules.nextTransition(instant);
        fromMicros = previous == null ? Long.MIN_VALUE : previous.toEpochSecond() * MICROS_PER_SECOND;
        untilMicros = next == null ? Long.MAX_VALUE : next.toEpochSecond() * MICROS_PER_SECOND;
    }
}
