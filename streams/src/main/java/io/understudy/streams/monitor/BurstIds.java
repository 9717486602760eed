package io.understudy.streams.monitor;

import io.understudy.schemas.EventIds;

/**
 * Tells injected events by their ids, which nobody can read but who has the key. The key is believed to be the stream's own
 * once enough ids have read as those of base events: under another key, one in {@value EventIds#ORIGINS} would. Scratch of one
 * task; a task that starts anew learns that again.
 */
final class BurstIds {
    private static final int LEAST_BASE = 20; // of at most twice as many ids: under another key, one time in 10^13

    private final EventIds ids;
    private long seen;
    private long base;

    BurstIds(EventIds ids) {
        this.ids = ids;
    }

    /** Takes in the id of an event that came; true if it is one of a burst. */
    boolean see(String eventId) {
        int origin = origin(eventId);
        seen++;
        base += origin == EventIds.BASE ? 1 : 0;
        return tell(origin);
    }

    /** True if the id is known to be that of an event of a burst. */
    boolean tell(String eventId) {
        return tell(origin(eventId));
    }

    private boolean tell(int origin) {
        return origin > EventIds.BASE && base >= LEAST_BASE && 2 * base >= seen;
    }

    /** Negative where the id is none of ours. */
    private int origin(String eventId) {
        try {
            return ids.origin(EventIds.parse(eventId));
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
