package io.understudy.engine.pace;

import io.understudy.model.InputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact rate: {@code events} in every {@code perNanos} nanoseconds, in lowest terms. 0 is a rate.
 *
 * @param events at least 0; 0 means that nothing ever happens
 * @param perNanos at least 1; {@code events * perNanos} is below 2^62, so that intended times are exact in longs
 */
public record Rate(long events, long perNanos) {
    public static final Rate ZERO = new Rate(0, 1);

    private static final Map<String, Long> NANOS_BY_UNIT = new LinkedHashMap<>();

    static {
        NANOS_BY_UNIT.put("s", 1_000_000_000L);
        NANOS_BY_UNIT.put("min", 60_000_000_000L);
        NANOS_BY_UNIT.put("h", 3_600_000_000_000L);
        NANOS_BY_UNIT.put("d", 86_400_000_000_000L);
    }

    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kKmM]?)\\s*/\\s*(s|sec|min|m|h|d)");

    public Rate {
        if (events < 0 || perNanos < 1) {
            throw new IllegalArgumentException("rate " + events + " per " + perNanos + " ns must not be negative");
        }
        long divisor =
                BigInteger.valueOf(events).gcd(BigInteger.valueOf(perNanos)).longValueExact();
        events /= divisor;
        perNanos /= divisor;
        if (Math.multiplyHigh(events, perNanos) != 0 || events * perNanos < 0 || events * perNanos >= 1L << 62) {
            throw new IllegalArgumentException(
                    "rate " + events + " per " + perNanos + " ns is too fine; use fewer digits");
        }
    }

    /** {@code events} a second. */
    public static Rate perSecond(long events) {
        return new Rate(events, 1_000_000_000L);
    }

    /**
     * Reads {@code 5k/s}, {@code 300/min}, {@code 2.5/s}, {@code 10/h}, {@code 0}.
     *
     * @throws InputException if the text is no rate
     */
    public static Rate parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equals("0")) {
            return ZERO;
        }
        Matcher matcher = TEXT.matcher(trimmed.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InputException("rate \"" + text
                    + "\" is not a number of events per s, min, h or d; write it like 5k/s, 300/min or 2.5/s");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal events = switch (matcher.group(2)) {
            case "k" -> number.scaleByPowerOfTen(3);
            case "m" -> number.scaleByPowerOfTen(6);
            default -> number;
        };
        String unit = matcher.group(3);
        long unitNanos = NANOS_BY_UNIT.get(unit.equals("sec") ? "s" : unit.equals("m") ? "min" : unit);
        return exact(text, events, unitNanos);
    }

    private static Rate exact(String text, BigDecimal events, long unitNanos) {
        try {
            BigDecimal whole = events.stripTrailingZeros();
            BigInteger denominator = BigInteger.TEN.pow(Math.max(0, whole.scale()));
            BigInteger count = whole.multiply(new BigDecimal(denominator)).toBigIntegerExact();
            BigInteger nanos = denominator.multiply(BigInteger.valueOf(unitNanos));
            BigInteger divisor = count.gcd(nanos);
            if (count.compareTo(nanos) > 0) {
                throw new ArithmeticException("more than one a nanosecond");
            }
            return new Rate(
                    count.divide(divisor).longValueExact(),
                    nanos.divide(divisor).longValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new InputException(
                    "rate \"" + text + "\" is too large or too fine; use at most 1000M/s and fewer digits", e);
        }
    }

    /**
     * Exact intended time of event {@code n}, rounded down to the nanosecond; {@link Schedule#NEVER} for every event of
     * rate 0.
     */
    public long intendedNanos(long n) {
        if (events == 0) {
            return Schedule.NEVER;
        }
        return n / events * perNanos + n % events * perNanos / events;
    }

    /** How many events of this rate have an intended time before {@code nanos}, at least 0. */
    public long eventsBefore(long nanos) {
        // the smallest n with floor(n * perNanos / events) >= nanos is ceil(nanos * events / perNanos)
        BigInteger numerator = BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(events));
        BigInteger[] parts = numerator.divideAndRemainder(BigInteger.valueOf(perNanos));
        return parts[0].longValueExact() + (parts[1].signum() == 0 ? 0 : 1);
    }

    public double eventsPerSecond() {
        return events * 1e9 / perNanos;
    }

    /** The rate {@code share} of the way to {@code other}, exactly. */
    Rate towards(Rate other, BigDecimal share) {
        BigInteger whole = BigInteger.TEN.pow(share.scale());
        BigInteger part = share.unscaledValue();
        BigInteger count = BigInteger.valueOf(events)
                .multiply(BigInteger.valueOf(other.perNanos))
                .multiply(whole.subtract(part))
                .add(BigInteger.valueOf(other.events)
                        .multiply(BigInteger.valueOf(perNanos))
                        .multiply(part));
        BigInteger nanos = BigInteger.valueOf(perNanos)
                .multiply(BigInteger.valueOf(other.perNanos))
                .multiply(whole);
        BigInteger divisor = count.gcd(nanos);
        try {
            return new Rate(
                    count.divide(divisor).longValueExact(),
                    nanos.divide(divisor).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "between " + text() + " and " + other.text() + " lie rates with too many digits; use fewer", e);
        }
    }

    /** The rate as {@link #parse} reads it, such as {@code 2.5/s}: in the shortest span that needs no endless fraction. */
    public String text() {
        for (Map.Entry<String, Long> unit : NANOS_BY_UNIT.entrySet()) {
            try {
                return BigDecimal.valueOf(events)
                                .multiply(BigDecimal.valueOf(unit.getValue()))
                                .divide(BigDecimal.valueOf(perNanos))
                                .stripTrailingZeros()
                                .toPlainString()
                        + "/" + unit.getKey();
            } catch (ArithmeticException e) {
                continue; // an endless fraction
            }
        }
        return eventsPerSecond() + "/s";
    }
}
