package io.understudy.engine.pace;

/**
 * Counts how many events a plan wants up to a time, without making them: what the backlog and the verdict are measured
 * against. Scratch of one thread; time only goes on.
 */
public final class PlannedEvents {
    private final LiveSchedule schedule;
    private long events;
    private long nextNanos;

    /**
     * @throws IllegalArgumentException if the plan's times depend on the stream, so that they cannot be counted without it
     */
    public PlannedEvents(RatePlan plan, Origin origin) {
        requireCountable(plan);
        schedule = new LiveSchedule(plan, origin);
        nextNanos = schedule.nextNanos(0, 0);
    }

    private static void requireCountable(RatePlan plan) {
        if (!plan.countable()) {
            throw new IllegalArgumentException("the plan " + plan.text() + " depends on the stream's own times");
        }
    }

    /** Another plan takes over, at a time that {@link #before} was not asked beyond yet. */
    public void change(RateChange change) {
        requireCountable(change.plan());
        before(change.atNanos());
        schedule.change(change);
        nextNanos = schedule.nextNanos(0, 0);
    }

    /** Events whose intended time lies before {@code nanos}, which is not less than in the call before. */
    public long before(long nanos) {
        while (nextNanos < nanos) {
            events += 1 + schedule.skip(nanos);
            nextNanos = schedule.nextNanos(0, 0);
        }
        return events;
    }
}
