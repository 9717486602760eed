package io.understudy.engine.pace;

/**
 * Events that come independently of each other: gaps are exponential with mean 1 / rate. Gaps add up in fixed point,
 * with 32 bits below the nanosecond, so that no rounding depends on how long the plan has run.
 *
 * @param seed equal seeds give equal times
 */
public record PoissonPlan(Rate rate, long seed, long durationNanos) implements RatePlan {
    public PoissonPlan {
        RatePlan.requireDuration(durationNanos);
    }

    @Override
    public Schedule schedule(Origin origin) {
        return rate.events() == 0
                ? (modelMicros, elapsedNanos) -> Schedule.NEVER
                : new Arrivals((double) rate.perNanos() / rate.events(), seed, durationNanos);
    }

    @Override
    public RatePlan seeded(long other) {
        return new PoissonPlan(rate, other, durationNanos);
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
        return "poisson " + rate.text() + RatePlan.forText(durationNanos);
    }

    private static final class Arrivals implements Schedule {
        private final double meanNanos;
        private final long endNanos;
        private long state;
        private long nanos;
        private long fraction; // of the next event's time, in 2^-32 nanoseconds

        Arrivals(double meanNanos, long seed, long endNanos) {
            this.meanNanos = meanNanos;
            this.endNanos = endNanos;
            this.state = seed;
        }

        @Override
        public long nextNanos(long modelMicros, long elapsedNanos) {
            // 53 bits and a half: never 0, never 1
            double uniform = ((nextLong() >>> 11) + 0.5) * 0x1p-53;
            double gap = -StrictMath.log(uniform) * meanNanos;
            long whole = (long) gap;
            fraction += (long) ((gap - whole) * 0x1p32);
            nanos += whole + (fraction >>> 32);
            fraction &= 0xffffffffL;
            return nanos < 0 || nanos >= endNanos ? NEVER : nanos;
        }

        /** SplitMix64 (Steele, Lea, Flood, 2014). */
        private long nextLong() {
            state += 0x9e3779b97f4a7c15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }
}
