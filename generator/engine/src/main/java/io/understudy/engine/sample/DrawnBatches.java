package io.understudy.engine.sample;

import io.understudy.model.EntitySampler;
import io.understudy.model.EventBatch;
import io.understudy.model.EventFrame;

/**
 * Events that were drawn together, batch by batch, and wait for their turn: an entity of a batch may be due again before the
 * batch's last event, and is drawn in the batch behind it, so that the events of a few batches take turns. They come in
 * stretches of one batch, so that little is compared. Scratch of one thread; does not allocate after construction.
 */
final class DrawnBatches {
    private static final int MOST = 4;

    private final EventBatch[] batches =
            new EventBatch[MOST]; // those with events left come first, the oldest before the others
    private final int[][] places = new int[MOST][EventBatch.MOST]; // [batch][lane]
    private final int[] next = new int[MOST]; // [batch] lane
    private final int[] end = new int[MOST]; // [batch] of its lanes
    private int live;
    private int at; // batch of the stretch
    private int stretchEnd; // lane

    /** None as yet, of events with so many columns. */
    DrawnBatches(int columns) {
        for (int i = 0; i < MOST; i++) {
            batches[i] = new EventBatch(columns);
        }
    }

    /** A batch to be filled; null if there is none left. */
    EventBatch open() {
        return live == MOST ? null : batches[live];
    }

    /** Takes the places of the batch that is open. */
    int[] places() {
        return places[live];
    }

    /** Adds the open batch with its first {@code count} lanes, in the order of their turns. */
    void close(int count) {
        next[live] = 0;
        end[live] = count;
        live++;
    }

    /** Writes the next event of the stretch at hand into {@code frame}; false if there is none. */
    boolean next(EventFrame frame) {
        int lane = next[at];
        if (lane >= stretchEnd) {
            return false;
        }
        batches[at].copyTo(lane, frame);
        next[at] = lane + 1;
        return true;
    }

    /** Time of the first event, or {@link EntitySampler#ENDED}. */
    long firstMicros() {
        long first = EntitySampler.ENDED;
        for (int i = 0; i < live; i++) {
            if (next[i] < end[i]) {
                first = Math.min(first, batches[i].timeMicros[next[i]]);
            }
        }
        return first;
    }

    /** Finds the next stretch of events that are before what is still to be drawn; false if there is none. */
    boolean turn(TimeWheel pending) {
        retire();
        int first = -1;
        for (int i = 0; i < live; i++) {
            if (first < 0 || isBefore(i, next[i], first, next[first])) {
                first = i;
            }
        }
        if (first < 0) {
            return false;
        }
        boolean none = pending.isEmpty();
        long pendingMicros = none ? EntitySampler.ENDED : pending.firstMicros();
        int pendingPlace = none ? Integer.MAX_VALUE : pending.firstPlace();
        int lane = next[first];
        while (lane < end[first] && comes(first, lane, pendingMicros, pendingPlace)) {
            lane++;
        }
        if (lane == next[first]) {
            return false;
        }
        at = first;
        stretchEnd = lane;
        return true;
    }

    /** Forgets a batch all of whose events are gone, and moves those behind it up. */
    private void retire() {
        int kept = 0;
        for (int i = 0; i < live; i++) {
            if (next[i] < end[i]) {
                EventBatch batch = batches[i];
                int[] itsPlaces = places[i];
                batches[i] = batches[kept];
                places[i] = places[kept];
                batches[kept] = batch;
                places[kept] = itsPlaces;
                next[kept] = next[i];
                end[kept++] = end[i];
            }
        }
        live = kept;
        stretchEnd = 0;
    }

    /** Whether an event comes before all that other batches hold, and not after what is still to be drawn. */
    private boolean comes(int batch, int lane, long pendingMicros, int pendingPlace) {
        long micros = batches[batch].timeMicros[lane];
        if (micros > pendingMicros || micros == pendingMicros && places[batch][lane] > pendingPlace) {
            return false;
        }
        for (int other = 0; other < live; other++) {
            if (other != batch && isBefore(other, next[other], batch, lane)) {
                return false;
            }
        }
        return true;
    }

    /** By time, then by place; of one entity's events at one time the older batch has the earlier one. */
    private boolean isBefore(int batch, int lane, int otherBatch, int otherLane) {
        long micros = batches[batch].timeMicros[lane];
        long otherMicros = batches[otherBatch].timeMicros[otherLane];
        int place = places[batch][lane];
        int otherPlace = places[otherBatch][otherLane];
        return micros < otherMicros
                || micros == otherMicros && (place < otherPlace || place == otherPlace && batch < otherBatch);
    }
}
