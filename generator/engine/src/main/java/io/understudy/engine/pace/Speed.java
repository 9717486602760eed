package io.understudy.engine.pace;

import io.understudy.model.InputException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How much faster than the wall's the model's time runs, as an exact fraction.
 *
 * @param modelTime numerator, 1 to 10^9
 * @param wallTime denominator, 1 to 10^9
 */
public record Speed(long modelTime, long wallTime) {
    /** As fast as life. */
    public static final Speed REAL = new Speed(1, 1);

    private static final long LARGEST = 1_000_000_000L;

    public Speed {
        if (modelTime < 1 || wallTime < 1 || modelTime > LARGEST || wallTime > LARGEST) {
            throw new IllegalArgumentException(
                    "speed " + modelTime + "/" + wallTime + " must be made of whole numbers from 1 to 1000000000");
        }
    }

    /**
     * Reads {@code 10}, {@code 0.5}, {@code x60}.
     *
     * @throws InputException if the text is no positive number
     */
    public static Speed parse(String text) {
        try {
            BigDecimal factor = new BigDecimal(text.trim().replaceFirst("^[xX]|[xX]$", "")).stripTrailingZeros();
            BigInteger wall = BigInteger.TEN.pow(Math.max(0, factor.scale()));
            BigInteger model = factor.multiply(new BigDecimal(wall)).toBigIntegerExact();
            BigInteger divisor = model.gcd(wall);
            return new Speed(
                    model.divide(divisor).longValueExact(), wall.divide(divisor).longValueExact());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InputException(
                    "speed \"" + text + "\" is not a factor above 0 and up to 1000000000; write it like 60 or 0.5", e);
        }
    }

    /** Wall time that {@code modelMicros} of model time take, in nanoseconds, exact and rounded down. */
    public long wallNanos(long modelMicros) {
        long nanos = modelMicros * 1_000;
        return Math.floorDiv(nanos, modelTime) * wallTime + Math.floorMod(nanos, modelTime) * wallTime / modelTime;
    }

    /** Model time that goes by in {@code wallNanos}, in microseconds, rounded down. */
    public long modelMicros(long wallNanos) {
        long whole = Math.floorDiv(wallNanos, wallTime) * modelTime;
        return Math.floorDiv(whole + Math.floorMod(wallNanos, wallTime) * modelTime / wallTime, 1_000L);
    }

    /** The factor as a plain number. */
    public String text() {
        return Double.toString((double) modelTime / wallTime).replaceAll("\\.0$", "");
    }
}
