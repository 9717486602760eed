package io.understudy.engine.publish;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Whom a batch of runs calls back: one call for all events that came of a run together, where Kafka's client keeps one a record.
 * It goes through them by number when the batch is done; only when a batch that the broker finds too large is split does it ask
 * for each record's, by {@link #iterator}, and calls for each by itself from then on. Used under the lock of the partition's
 * batches, and by Kafka's thread once the batch is closed.
 */
final class RunCalls extends AbstractList<Object> {
    private final List<Object> calls = new ArrayList<>(); // the client's own, of each part
    private final List<RunCallback.Part> parts = new ArrayList<>();

    /** Takes the events that the client is told of next. */
    void next(RunCallback.Part part) {
        parts.add(part);
    }

    @Override
    public boolean add(Object call) {
        return calls.add(call);
    }

    @Override
    public Object get(int part) {
        return calls.get(part);
    }

    @Override
    public int size() {
        return calls.size();
    }

    /** The call of each record. */
    @Override
    public Iterator<Object> iterator() {
        List<Object> ofRecords = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            ofRecords.addAll(Collections.nCopies(parts.get(part).takeApart(), calls.get(part)));
        }
        return ofRecords.iterator();
    }
}
