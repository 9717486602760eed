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

/** Time as text: the value is microseconds since 1970-01-01T00:00:00Z; wall-clock styles are read in {@code zone}. */
public record Timestamp(Style style, String pattern, String zone) implements ColumnFormat {

    /** How a time is written. */
    public enum Style {
        /** Whole seconds since 1970. */
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

    public Timestamp {
        ZoneId.of(zone);
        if (style.compareTo(Style.DATE) >= 0) {
            DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        }
    }

    /** True where the text has no time of day. */
    public boolean dateOnly() {
        return style == Style.DATE;
    }

    /** The zone whose wall clock rules hours, days and months. */
    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    @Override
    public void append(long value, StringBuilder out) {
        if (value == MISSING) {
            return;
        }
        switch (style) {
            case EPOCH_SECONDS -> out.append(Math.floorDiv(value, 1_000_000L));
            case EPOCH_MILLIS -> out.append(Math.floorDiv(value, 1_000L));
            case EPOCH_MICROS -> out.append(value);
            default ->
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                        .formatTo(instant(value).atZone(zoneId()), out);
        }
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
            DateTimeFormatter formatter =
                    style.compareTo(Style.DATE) < 0 ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            return switch (style) {
                case EPOCH_SECONDS -> Math.multiplyExact(Long.parseLong(text), 1_000_000L);
                case EPOCH_MILLIS -> Math.multiplyExact(Long.parseLong(text), 1_000L);
                case EPOCH_MICROS -> Long.parseLong(text);
                case DATE ->
                    micros(LocalDate.parse(text, formatter)
                            .atStartOfDay(zoneId())
                            .toInstant());
                case LOCAL ->
                    micros(LocalDateTime.parse(text, formatter).atZone(zoneId()).toInstant());
                case OFFSET -> micros(OffsetDateTime.parse(text, formatter).toInstant());
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of the form " + form());
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000L;
    }

    /** What the text looks like, for messages. */
    public String form() {
        return style.compareTo(Style.DATE) < 0 ? style.name().toLowerCase(Locale.ROOT) : pattern;
    }

    /** Whole seconds since 1970, wall clock of UTC. */
    public static Timestamp epochSeconds() {
        return new Timestamp(Style.EPOCH_SECONDS, "", ZoneOffset.UTC.getId());
    }
}
