package io.understudy.engine.pace;

import java.math.BigInteger;
import java.util.List;

/** Several rates in events per one and the same span, exactly. */
record RateScale(List<Long> events, long perNanos) {
    RateScale {
        events = List.copyOf(events);
    }

    /**
     * The common scale of {@code rates}.
     *
     * @throws IllegalArgumentException if there is none that longs can hold
     */
    static RateScale of(List<Rate> rates) {
        BigInteger common = BigInteger.ONE;
        for (Rate rate : rates) {
            BigInteger per = BigInteger.valueOf(rate.perNanos());
            common = common.divide(common.gcd(per)).multiply(per);
        }
        BigInteger perNanos = common;
        try {
            List<Long> events = rates.stream()
                    .map(rate -> perNanos.divide(BigInteger.valueOf(rate.perNanos()))
                            .multiply(BigInteger.valueOf(rate.events()))
                            .longValueExact())
                    .toList();
            return new RateScale(events, perNanos.longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "the rates " + rates.stream().map(Rate::text).toList() + " have too many digits; use fewer", e);
        }
    }
}
