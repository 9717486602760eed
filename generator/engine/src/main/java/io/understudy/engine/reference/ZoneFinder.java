package io.understudy.engine.reference;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds a time zone in which every time of a log has the offset that it is written with. */
final class ZoneFinder {
    private static final long HOUR_MICROS = 3_600_000_000L;

    /** Tried first, so that the name is one that people know; all others follow in alphabetical order. */
    private static final List<String> WELL_KNOWN = List.of(
            "Europe/Berlin",
            "Europe/London",
            "Europe/Athens",
            "Europe/Moscow",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "Australia/Sydney",
            "Pacific/Auckland");

    private record Hour(long hour, int offsetSeconds) {}

    private final Map<Hour, Long> timesByHour = new HashMap<>(); // an instant of that hour
    private final Map<Integer, Long> rowsByOffset = new HashMap<>();
    private Hour last = new Hour(Long.MIN_VALUE, 0);

    /** Takes one time and the offset that it is written with. */
    void add(long micros, int offsetSeconds) {
        long hour = Math.floorDiv(micros, HOUR_MICROS);
        if (hour != last.hour || offsetSeconds != last.offsetSeconds) {
            last = new Hour(hour, offsetSeconds);
            timesByHour.putIfAbsent(last, micros);
        }
        rowsByOffset.merge(offsetSeconds, 1L, Long::sum);
    }

    /** A zone that gives every time its offset, or null if there is none. */
    ZoneId find() {
        if (rowsByOffset.size() == 1) {
            int offsetSeconds = rowsByOffset.keySet().iterator().next();
            return offsetSeconds == 0 ? ZoneId.of("UTC") : ZoneOffset.ofTotalSeconds(offsetSeconds);
        }
        List<String> names = new ArrayList<>(WELL_KNOWN);
        names.addAll(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        return names.stream()
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .filter(this::fits)
                .findFirst()
                .orElse(null);
    }

    /** True where {@code zone} gives every time its offset. */
    boolean fits(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return timesByHour.entrySet().stream().allMatch(entry -> {
            Instant instant = Instant.ofEpochSecond(Math.floorDiv(entry.getValue(), 1_000_000L));
            return rules.getOffset(instant).getTotalSeconds() == entry.getKey().offsetSeconds;
        });
    }

    /** The offset of most times. */
    ZoneOffset mostFrequent() {
        return ZoneOffset.ofTotalSeconds(rowsByOffset.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey());
    }
}
