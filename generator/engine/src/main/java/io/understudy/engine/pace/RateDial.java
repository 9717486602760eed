package io.understudy.engine.pace;

import io.understudy.model.InputException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Changes a run's rate plan while it goes on. Any thread may turn it; the run's thread takes what was asked for. */
public final class RateDial {
    private final Deque<Asked> asked = new ArrayDeque<>();
    private volatile boolean any;
    private boolean ended;

    /** A plan that somebody wants, and the promise of when it began. */
    public record Asked(RatePlan plan, CompletableFuture<RateChange> change) {

        /** Tells whoever asked when the plan began. */
        public void taken(RateChange taken) {
            change.complete(taken);
        }
    }

    /**
     * Lets {@code plan} take over as soon as the run sees it.
     *
     * @return when it took over; fails where the run ended before
     * @throws InputException if the plan changes itself, or the run is over
     */
    public synchronized CompletableFuture<RateChange> turn(RatePlan plan) {
        Objects.requireNonNull(plan);
        if (plan instanceof ChangingPlan) {
            throw new InputException("rate plan \"" + plan.text()
                    + "\" changes by itself, so it cannot take over a running one; ask for one plan at a time");
        }
        if (ended) {
            throw new InputException("the stream is over, so its rate cannot change any more; start it anew");
        }
        Asked one = new Asked(plan, new CompletableFuture<>());
        asked.addLast(one);
        any = true;
        return one.change();
    }

    /** The oldest plan that was asked for and not taken; null if there is none. Costs a volatile read. */
    public Asked take() {
        if (!any) {
            return null;
        }
        synchronized (this) {
            Asked first = asked.pollFirst();
            any = !asked.isEmpty();
            return first;
        }
    }

    /** The run is over: what was not taken fails. */
    public synchronized void end() {
        ended = true;
        any = false;
        asked.forEach(one -> one.change()
                .completeExceptionally(new InputException("the stream ended before its rate could change")));
        asked.clear();
    }
}
