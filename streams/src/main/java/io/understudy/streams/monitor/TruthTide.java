package io.understudy.streams.monitor;

/**
 * How far the truths of one partition have come, where every event has one. Truths of base events come in the order of their
 * events, so that whatever is older than the newest of them is known; before one of a usual event was seen, or where they
 * fail to come, nothing says how far they are, and nobody waits for them. Scratch of one task; a task that starts anew learns
 * that again.
 */
final class TruthTide {
    private long truthMillis = Long.MIN_VALUE;
    private long eventMillis = Long.MIN_VALUE;
    private boolean full; // every event has a truth, and they come
    private boolean failed; // to come, once

    /** The truth of a base event was read, which is that of a usual one or not. */
    void truth(long ofEventMillis, boolean usual) {
        truthMillis = Math.max(truthMillis, ofEventMillis);
        full |= usual && (!failed || truthMillis >= eventMillis);
    }

    /** An event was read; true if its truth may yet be to come. */
    boolean awaits(long millis) {
        eventMillis = Math.max(eventMillis, millis);
        return full && millis > truthMillis;
    }

    /** True if the truths of all events at {@code millis} have come; those of the newest instant may be on their way. */
    boolean passed(long millis) {
        return !full || millis < truthMillis;
    }

    /** Truths that were waited for did not come: nobody waits for more until they have caught up with the events. */
    void giveUp() {
        full = false;
        failed = true;
    }
}
