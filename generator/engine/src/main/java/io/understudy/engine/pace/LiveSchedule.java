package io.understudy.engine.pace;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The schedule of a plan that is replaced by others while it runs. A plan that takes over begins anew at exactly its
 * time, with its own event 0; what the one before wanted until then stays wanted. Scratch of one thread.
 */
public final class LiveSchedule implements Schedule {
    private final Deque<RateChange> coming = new ArrayDeque<>();
    private Origin origin; // of the plan at work
    private RatePlan plan;
    private long startNanos; // of the plan at work
    private Schedule schedule;

    public LiveSchedule(RatePlan plan, Origin origin) {
        this.plan = plan;
        this.origin = origin;
        this.schedule = plan.schedule(origin);
    }

    /**
     * Enters a change.
     *
     * @throws IllegalArgumentException if it comes before one that was entered already
     */
    public void change(RateChange change) {
        long last = coming.isEmpty() ? startNanos : coming.getLast().atNanos();
        if (change.atNanos() < last) {
            throw new IllegalArgumentException("the change at " + change.atNanos() + " ns comes before another");
        }
        coming.addLast(change);
    }

    @Override
    public long nextNanos(long modelMicros, long elapsedNanos) {
        while (true) {
            long own = schedule.nextNanos(modelMicros, Math.max(0, elapsedNanos - startNanos));
            long intended = own == NEVER ? NEVER : startNanos + own;
            if (coming.isEmpty() || intended < coming.getFirst().atNanos()) {
                return intended;
            }
            begin(coming.removeFirst(), modelMicros);
        }
    }

    @Override
    public long skip(long nanos) {
        long end = coming.isEmpty() ? nanos : Math.min(nanos, coming.getFirst().atNanos());
        return schedule.skip(end - startNanos);
    }

    private void begin(RateChange change, long modelMicros) {
        long tookNanos = change.atNanos() - startNanos;
        origin = origin.later(tookNanos, plan.modelMicrosAfter(tookNanos, origin.modelMicros(), modelMicros));
        plan = change.plan();
        startNanos = change.atNanos();
        schedule = plan.schedule(origin);
    }
}
