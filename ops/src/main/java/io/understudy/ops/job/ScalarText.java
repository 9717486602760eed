package io.understudy.ops.job;

import io.understudy.engine.pace.DurationText;
import io.understudy.model.InputException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers and times as people write them, in the job file and on the command line alike. Every method throws an {@link
 * InputException} that shows the text and how to write it.
 */
public final class ScalarText {
    private static final Pattern COUNT = Pattern.compile("(\\d[\\d_]*(?:\\.\\d+)?)([km]?)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern WITH_OFFSET = Pattern.compile(".*(Z|[+-]\\d\\d(:?\\d\\d)?)");

    private ScalarText() {}

    /** A text that is not empty. */
    public static String word(String text) {
        if (text.isBlank()) {
            throw new InputException("must not be empty");
        }
        return text;
    }

    /** A count of at least 1: {@code 1500}, {@code 1_500}, {@code 10k}, {@code 1.5M}. */
    public static long count(String text) {
        Matcher matcher = COUNT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            int power = matcher.group(2).isEmpty() ? 0 : matcher.group(2).equals("k") ? 3 : 6;
            BigDecimal number = new BigDecimal(matcher.group(1).replace("_", "")).scaleByPowerOfTen(power);
            if (number.stripTrailingZeros().scale() <= 0
                    && number.signum() > 0
                    && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return number.longValueExact();
            }
        }
        throw new InputException(
                "\"" + text + "\" is not a whole number of at least 1; write it like 1500, 10k or 1.5M");
    }

    /** A count that an {@code int} can hold. */
    public static int smallCount(String text) {
        long count = count(text);
        if (count > Integer.MAX_VALUE) {
            throw new InputException(text + " is too many; the most is " + Integer.MAX_VALUE);
        }
        return (int) count;
    }

    /** Any whole number. */
    public static long whole(String text) {
        try {
            return Long.parseLong(text.trim().replace("_", ""));
        } catch (NumberFormatException e) {
            throw new InputException("\"" + text + "\" is not a whole number", e);
        }
    }

    /** Any number. */
    public static double number(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new InputException("\"" + text + "\" is not a number; use a point as the decimal mark", e);
        }
    }

    /** A duration of at least 0. */
    public static Duration delay(String text) {
        return text.trim().equals("0") ? Duration.ZERO : DurationText.parse(text);
    }

    /** An instant: {@code 2026-01-05}, {@code 2026-01-05T10:00} in UTC, or with an offset. */
    public static Instant instant(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return WITH_OFFSET.matcher(text).matches()
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new InputException(
                    "\"" + text + "\" is not a time; write it like 2026-01-05 or 2026-01-05T10:00:00Z", e);
        }
    }

    /** {@code instant} in microseconds since 1970. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
