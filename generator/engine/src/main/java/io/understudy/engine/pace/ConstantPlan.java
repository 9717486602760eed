package io.understudy.engine.pace;

import java.math.BigInteger;

/** Events in equal distances: event n at exactly n / rate. */
public record ConstantPlan(Rate rate, long durationNanos) implements RatePlan {
    public ConstantPlan {
        RatePlan.requireDuration(durationNanos);
    }

    /** {@code rate} without end. */
    public static ConstantPlan of(Rate rate) {
        return new ConstantPlan(rate, ENDLESS);
    }

    @Override
    public Schedule schedule(Origin origin) {
        return new Steps(rate, durationNanos);
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
        return rate.text() + RatePlan.forText(durationNanos);
    }

    /** Adds whole steps and carries the remainder, as Bresenham's line does: no rounding ever adds up. */
    private static final class Steps implements Schedule {
        private final long events;
        private final long perNanos;
        private final long stepNanos;
        private final long stepRemainder; // in 1/events of a nanosecond
        private final long endNanos;
        private long nextNanos;
        private long remainder;

        Steps(Rate rate, long endNanos) {
            this.events = rate.events();
            this.perNanos = rate.perNanos();
            this.stepNanos = events == 0 ? 0 : rate.perNanos() / events;
            this.stepRemainder = events == 0 ? 0 : rate.perNanos() % events;
            this.endNanos = endNanos;
            this.nextNanos = events == 0 ? NEVER : 0;
        }

        @Override
        public long nextNanos(long modelMicros, long elapsedNanos) {
            long intended = nextNanos;
            if (intended >= endNanos) {
                return NEVER;
            }
            nextNanos += stepNanos;
            remainder += stepRemainder;
            if (remainder >= events) {
                remainder -= events;
                nextNanos++;
            }
            return intended;
        }

        /** Of the next event's exact time x, as many as there are whole numbers m with x + m / rate below the end. */
        @Override
        public long skip(long nanos) {
            long end = Math.min(nanos, endNanos);
            if (nextNanos >= end) {
                return 0;
            }
            BigInteger rest = BigInteger.valueOf(end - nextNanos)
                    .multiply(BigInteger.valueOf(events))
                    .subtract(BigInteger.valueOf(remainder));
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(perNanos));
            long skipped = parts[0].longValueExact() + (parts[1].signum() == 0 ? 0 : 1);
            BigInteger[] step = BigInteger.valueOf(skipped)
                    .multiply(BigInteger.valueOf(perNanos))
                    .add(BigInteger.valueOf(remainder))
                    .divideAndRemainder(BigInteger.valueOf(events));
            nextNanos += step[0].longValueExact();
            remainder = step[1].longValueExact();
            return skipped;
        }
    }
}
