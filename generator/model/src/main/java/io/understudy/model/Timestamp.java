package io.understudy.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * Time as text: the value is microseconds since 1970-01-01T00:00:00Z; wall-clock styles are read in {@code zone}.
 * Patterns are those of {@link DateTimeFormatter}, except that a two-digit year is 1969 to 2068 and that an optional
 * fraction, {@code [.SSS]}, is written only where it is not zero.
 */
public final class Timestamp implements ColumnFormat {
    private final Style style;
    private final String pattern;
    private final String zone;
    private final ZoneId zoneId;
    private final ZoneOffsets offsets;
    private final boolean fixedOffset;
    private final TimePattern digits; // null where the pattern needs the formatter
    private final DateTimeFormatter formatter; // null for styles without a pattern

    /** How a time is written. */
    public enum Style {
        /** Seconds since 1970; {@code pattern} is empty for whole ones, or a point and the digits, {@code .SSS}. */
        EPOCH_SECONDS,
        /** Whole milliseconds since 1970. */
        EPOCH_MILLIS,
        /** Whole microseconds since 1970. */
        EPOCH_MICROS,
        /** A date without time of day, by {@code pattern}. */
        DATE,
        /** A wall-clock date and time without offset, by {@code pattern}. */
        LOCAL,
        /** A date, a time and an offset, by {@code pattern}. */
        OFFSET
    }

    /**
     * A format.
     *
     * @param pattern empty for the epoch styles, or the fraction of seconds
     * @param zone a {@link ZoneId}
     * @throws IllegalArgumentException if the pattern is none
     * @throws DateTimeException if the zone is none
     */
    public Timestamp(Style style, String pattern, String zone) {
        this.style = Objects.requireNonNull(style);
        this.pattern = Objects.requireNonNull(pattern);
        this.zone = Objects.requireNonNull(zone);
        zoneId = ZoneId.of(zone);
        offsets = new ZoneOffsets(zoneId);
        fixedOffset = zoneId.getRules().isFixedOffset();
        boolean patterned = style.compareTo(Style.DATE) >= 0;
        formatter = patterned ? DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH) : null;
        digits = pattern.isEmpty() ? null : TimePattern.compile(pattern);
    }

    /** How it is written. */
    public Style style() {
        return style;
    }

    /** The pattern; empty for the epoch styles, save for a fraction of seconds. */
    public String pattern() {
        return pattern;
    }

    /** Id of the zone. */
    public String zone() {
        return zone;
    }

    /** True where the text has no time of day. */
    public boolean dateOnly() {
        return style == Style.DATE;
    }

    /** The zone whose wall clock rules hours, days and months. */
    public ZoneId zoneId() {
        return zoneId;
    }

    @Override
    public void append(long value, StringBuilder out) {
        if (value == MISSING) {
            return;
        }
        switch (style) {
            case EPOCH_SECONDS -> appendSeconds(value, out);
            case EPOCH_MILLIS -> out.append(Math.floorDiv(value, 1_000L));
            case EPOCH_MICROS -> out.append(value);
            default -> {
                int offsetSeconds = offsetSeconds(value);
                if (digits == null || !digits.append(value + offsetSeconds * 1_000_000L, offsetSeconds, out)) {
                    formatter.formatTo(instant(value).atZone(zoneId), out);
                }
            }
        }
    }

    /** What the zone's clocks and calendars show at an instant, as microseconds since their 1970-01-01T00:00. */
    public long wallMicros(long micros) {
        return micros + offsetSeconds(micros) * 1_000_000L;
    }

    private void appendSeconds(long micros, StringBuilder out) {
        if (digits == null) {
            out.append(Math.floorDiv(micros, 1_000_000L));
            return;
        }
        long magnitude = Math.abs(micros);
        out.append(micros < 0 ? "-" : "").append(magnitude / 1_000_000L);
        digits.append(magnitude % 1_000_000L, 0, out);
    }

    private int offsetSeconds(long micros) {
        return offsets.at(Math.floorDiv(micros, 1_000_000L));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    @Override
    public long parse(String text) {
        if (text.isEmpty()) {
            return MISSING;
        }
        try {
            return switch (style) {
                case EPOCH_SECONDS -> parseSeconds(text);
                case EPOCH_MILLIS -> Math.multiplyExact(Long.parseLong(text), 1_000L);
                case EPOCH_MICROS -> Long.parseLong(text);
                default -> digits != null ? parseDigits(text) : parseByFormatter(text);
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of the form " + form(), e);
        }
    }

    private long parseSeconds(String text) {
        if (digits == null) {
            return Math.multiplyExact(Long.parseLong(text), 1_000_000L);
        }
        int point = Math.max(0, text.indexOf('.'));
        long seconds = Math.multiplyExact(Long.parseLong(text.substring(0, point)), 1_000_000L);
        long fraction = reading(text.substring(point)).wallMicros();
        return text.startsWith("-") ? seconds - fraction : seconds + fraction;
    }

    private TimePattern.Reading reading(String text) {
        TimePattern.Reading reading = digits.read(text);
        if (reading == null) {
            throw new DateTimeException("does not fit");
        }
        return reading;
    }

    private long parseDigits(String text) {
        TimePattern.Reading reading = reading(text);
        if (style == Style.OFFSET) {
            return reading.wallMicros() - reading.offsetSeconds() * 1_000_000L;
        }
        if (fixedOffset) {
            return reading.wallMicros() - offsetSeconds(0) * 1_000_000L;
        }
        LocalDateTime wall = LocalDateTime.ofEpochSecond(
                Math.floorDiv(reading.wallMicros(), 1_000_000L),
                (int) Math.floorMod(reading.wallMicros(), 1_000_000L) * 1_000,
                ZoneOffset.UTC);
        return micros(wall.atZone(zoneId).toInstant());
    }

    private long parseByFormatter(String text) {
        return switch (style) {
            case DATE ->
                micros(LocalDate.parse(text, formatter).atStartOfDay(zoneId).toInstant());
            case LOCAL ->
                micros(LocalDateTime.parse(text, formatter).atZone(zoneId).toInstant());
            default -> micros(OffsetDateTime.parse(text, formatter).toInstant());
        };
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000L;
    }

    /** What the text looks like, for messages. */
    public String form() {
        return style.compareTo(Style.DATE) < 0 ? style.name().toLowerCase(Locale.ROOT) + pattern : pattern;
    }

    /** Whole seconds since 1970, wall clock of UTC. */
    public static Timestamp epochSeconds() {
        return new Timestamp(Style.EPOCH_SECONDS, "", "UTC");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timestamp that
                && style == that.style
                && pattern.equals(that.pattern)
                && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(style, pattern, zone);
    }

    @Override
    public String toString() {
        return "Timestamp[style=" + style + ", pattern=" + pattern + ", zone=" + zone + "]";
    }
}
