package io.understudy.engine.publish;

import java.lang.reflect.Constructor;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.internals.FutureRecordMetadata;
import org.apache.kafka.clients.producer.internals.ProduceRequestResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Time;

/**
 * Whom a batch of runs calls back: one call for all events that came of a run together, where Kafka's client keeps one a record.
 * It goes through them by number when the batch is done; only when a batch that the broker finds too large is split does it ask
 * for each record's, by {@link #iterator}, and calls for each by itself from then on. Used under the lock of the partition's
 * batches, and by Kafka's thread once the batch is closed.
 */
final class RunCalls extends AbstractList<Object> {
    private final TopicPartition where;
    private final List<Object> calls = new ArrayList<>(); // the client's own, of each part
    private final List<RunCallback.Part> parts = new ArrayList<>();

    /** None yet, of a batch of {@code where}. */
    RunCalls(TopicPartition where) {
        this.where = where;
    }

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

    /** The calls of each record: with a future of its own, for it is told which of the new batches it is in. */
    @Override
    public Iterator<Object> iterator() {
        List<Object> ofRecords = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            int events = parts.get(part).takeApart();
            for (int event = 0; event < events; event++) {
                ofRecords.add(copy(calls.get(part), parts.get(part)));
            }
        }
        return ofRecords.iterator();
    }

    private Object copy(Object call, Callback callback) {
        FutureRecordMetadata nobodys = new FutureRecordMetadata(
                new ProduceRequestResult(where), 0, RecordBatch.NO_TIMESTAMP, -1, -1, Time.SYSTEM);
        try {
            Constructor<?> made = call.getClass().getDeclaredConstructor(Callback.class, FutureRecordMetadata.class);
            made.setAccessible(true);
            return made.newInstance(callback, nobodys);
        } catch (ReflectiveOperationException e) {
            throw new KafkaException("a batch that is too large for the broker could not be split", e);
        }
    }
}
