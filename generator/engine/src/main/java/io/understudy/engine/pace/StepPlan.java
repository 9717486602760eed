package io.understudy.engine.pace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A rate that goes from one to another in equal steps of equal length: a staircase. Each step begins with its own event
 * 0.
 *
 * @param steps 2 to 1,000; the first runs at {@code from}, the last at {@code to}
 */
public record StepPlan(Rate from, Rate to, int steps, long durationNanos) implements RatePlan {
    private static final int MOST_STEPS = 1_000;

    public StepPlan {
        RatePlan.requireDuration(durationNanos);
        if (steps < 2 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(steps + " steps must be 2 to " + MOST_STEPS);
        }
        if (durationNanos == ENDLESS || durationNanos < steps) {
            throw new IllegalArgumentException("a staircase of " + steps + " steps must end; say for how long");
        }
        for (int i = 0; i < steps; i++) {
            rate(from, to, i, steps);
        }
    }

    private static Rate rate(Rate from, Rate to, int step, int steps) {
        RateScale scale = RateScale.of(List.of(from, to));
        BigInteger first = BigInteger.valueOf(scale.events().get(0));
        BigInteger last = BigInteger.valueOf(scale.events().get(1));
        BigInteger rises = BigInteger.valueOf(steps - 1);
        BigInteger events = first.multiply(rises).add(last.subtract(first).multiply(BigInteger.valueOf(step)));
        BigInteger per = BigInteger.valueOf(scale.perNanos()).multiply(rises);
        BigInteger divisor = events.gcd(per);
        try {
            return new Rate(
                    events.divide(divisor).longValueExact(), per.divide(divisor).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "step " + (step + 1) + " of " + from.text() + ".." + to.text()
                            + " has too many digits; use other rates or another number of steps",
                    e);
        }
    }

    @Override
    public Schedule schedule(Origin origin) {
        List<RatePlan> stairs = new ArrayList<>();
        long begin = 0;
        for (int i = 0; i < steps; i++) {
            long end = BigInteger.valueOf(durationNanos)
                    .multiply(BigInteger.valueOf(i + 1))
                    .divide(BigInteger.valueOf(steps))
                    .longValueExact();
            stairs.add(new ConstantPlan(rate(from, to, i, steps), end - begin));
            begin = end;
        }
        return new PlanSequence(stairs).schedule(origin);
    }

    @Override
    public boolean paced() {
        return true;
    }

    @Override
    public boolean ratesWallTime() {
        return true;
    }

    @Override
    public boolean countable() {
        return true;
    }

    @Override
    public String text() {
        return from.text() + ".." + to.text() + " in " + steps + " steps" + RatePlan.forText(durationNanos);
    }
}
