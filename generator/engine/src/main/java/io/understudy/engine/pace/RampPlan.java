package io.understudy.engine.pace;

/**
 * A rate that changes along a straight line. Event n comes when the expected count r0 t + (r1 - r0) t^2 / 2D reaches n;
 * the root is taken afresh for every event, so that no error adds up (correct within 2 ns over a day).
 */
public record RampPlan(Rate from, Rate to, long durationNanos) implements RatePlan {
    public RampPlan {
        RatePlan.requireDuration(durationNanos);
        if (durationNanos == ENDLESS) {
            throw new IllegalArgumentException("a ramp must end; say for how long");
        }
    }

    @Override
    public Schedule schedule(long modelStartMicros) {
        double r0 = (double) from.events() / from.perNanos();
        double r1 = (double) to.events() / to.perNanos();
        double total = (r0 + r1) / 2 * durationNanos;
        return new Line(r0, (r1 - r0) / durationNanos, (long) Math.ceil(total), durationNanos);
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
        return from.text() + ".." + to.text() + RatePlan.forText(durationNanos);
    }

    private static final class Line implements Schedule {
        private final double rate; // events a nanosecond at the start
        private final double slope; // of the rate, a nanosecond
        private final long events;
        private final long endNanos;
        private long n;
        private long lastNanos;

        Line(double rate, double slope, long events, long endNanos) {
            this.rate = rate;
            this.slope = slope;
            this.events = events;
            this.endNanos = endNanos;
        }

        @Override
        public long nextNanos(long modelMicros, long elapsedNanos) {
            if (n >= events) {
                return NEVER;
            }
            // the root of slope/2 t^2 + rate t = n, in the form that does not cancel; Math.sqrt is exact by IEEE 754
            double root = Math.sqrt(Math.max(0, rate * rate + 2 * slope * n));
            double nanos = n == 0 ? 0 : 2.0 * n / (rate + root);
            n++;
            lastNanos = Math.max(lastNanos, (long) nanos);
            return lastNanos >= endNanos ? NEVER : lastNanos;
        }
    }
}
