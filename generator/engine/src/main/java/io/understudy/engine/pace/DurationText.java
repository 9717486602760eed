package io.understudy.engine.pace;

import io.understudy.model.InputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 60s}, {@code 10m}, {@code 1.5h}, {@code 7d}, {@code 1h30m}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|us|ns|sec|s|min|m|h|d|w)\\s*");

    private DurationText() {}

    /**
     * Reads a duration above 0 and up to 292 years.
     *
     * @throws InputException if the text is none
     */
    public static Duration parse(String text) {
        Matcher matcher = PART.matcher(text.trim().toLowerCase(Locale.ROOT));
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            nanos = nanos.add(
                    new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNanos(matcher.group(2)))));
            end = matcher.end();
        }
        boolean whole = end == text.trim().length() && end > 0;
        if (!whole || nanos.signum() == 0 || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            throw new InputException(
                    "duration \"" + text
                            + "\" is not a time span above 0 with a unit of ms, s, m, h, d or w; write it like 60s, 10m or 1h30m");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static long unitNanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s", "sec" -> 1_000_000_000L;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 604_800_000_000_000L;
        };
    }

    /** The shortest text that {@link #parse} reads as {@code nanos}. */
    public static String of(long nanos) {
        for (String unit : new String[] {"d", "h", "m", "s", "ms", "us"}) {
            if (nanos % unitNanos(unit) == 0) {
                return nanos / unitNanos(unit) + unit;
            }
        }
        return nanos + "ns";
    }
}
