package io.understudy.ops.audit;

import java.util.HashSet;
import java.util.Set;

/**
 * Joins events with their labels by event id, each with one, in whichever order they come. Holds only those that have
 * not met yet, 60 bytes or so each. One thread's.
 */
final class LabelJoin {
    private final Set<Long> events = new HashSet<>();
    private final Set<Long> labels = new HashSet<>();
    private long joined;
    private long repeated;

    /** An event came. */
    void event(long id) {
        meet(id, events, labels);
    }

    /** A label came. */
    void label(long id) {
        meet(id, labels, events);
    }

    private void meet(long id, Set<Long> own, Set<Long> others) {
        if (others.remove(id)) {
            joined++;
        } else if (!own.add(id)) {
            repeated++;
        }
    }

    /** Pairs so far. */
    long joined() {
        return joined;
    }

    /** Events whose label has not come. */
    long eventsAlone() {
        return events.size();
    }

    /** Labels whose event has not come. */
    long labelsAlone() {
        return labels.size();
    }

    /** Ids that came again while the first was still alone; one that comes again later stays alone. */
    long repeated() {
        return repeated;
    }
}
