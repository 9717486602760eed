package io.understudy.model;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a zone by instant. Those of 1970 to 2100 are looked up in a table, since {@link ZoneRules} works out
 * every transition behind its last known one anew.
 */
final class ZoneOffsets {
    private static final Instant TABLE_START = Instant.EPOCH;
    private static final Instant TABLE_END = Instant.parse("2100-01-01T00:00:00Z");

    private final ZoneRules rules;
    private final long[] transitions; // seconds since 1970, ascending
    private final int[] offsetSeconds; // [number of transitions up to the instant]

    ZoneOffsets(ZoneId zone) {
        rules = zone.getRules();
        List<ZoneOffsetTransition> known = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(TABLE_START);
        while (next != null && next.getInstant().isBefore(TABLE_END)) {
            known.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        transitions =
                known.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
        offsetSeconds = new int[transitions.length + 1];
        offsetSeconds[0] = rules.getOffset(TABLE_START).getTotalSeconds();
        for (int i = 0; i < transitions.length; i++) {
            offsetSeconds[i + 1] = known.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    /** Seconds that the zone's clocks are ahead of UTC at a second since 1970. */
    int at(long epochSecond) {
        if (transitions.length == 0 && rules.isFixedOffset()) {
            return offsetSeconds[0];
        }
        if (epochSecond < TABLE_START.getEpochSecond() || epochSecond >= TABLE_END.getEpochSecond()) {
            return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        }
        int found = Arrays.binarySearch(transitions, epochSecond);
        return offsetSeconds[found >= 0 ? found + 1 : -found - 1];
    }
}
