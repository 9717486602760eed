package io.understudy.streams.monitor;

import io.understudy.streams.wire.EventTimes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When truths are read: before all events, as long as few of them wait for theirs. The truths of a burst are appended while
 * it is injected, by when the generator has appended those of base events to come. Taken in the order of their times, they
 * would be read behind them, and so behind the burst's own events. Where too many wait, truths are read a moment before
 * their events. Tasks tell how many wait; any thread may ask.
 */
final class TruthLead implements TimestampExtractor {
    private final int most;
    private final TimestampExtractor beforeEvents = EventTimes.beforeEvents();
    private final TimestampExtractor first = EventTimes.first();
    private final Map<Integer, Integer> waitingByPartition = new ConcurrentHashMap<>();

    /** @param most truths of a partition that may wait for their events without holding back the reading of more */
    TruthLead(int most) {
        this.most = most;
    }

    /** Notes how many truths of a partition wait. */
    void note(int partition, int waiting) {
        waitingByPartition.put(partition, waiting);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        boolean few = waitingByPartition.getOrDefault(record.partition(), 0) < most;
        return (few ? first : beforeEvents).extract(record, partitionTime);
    }
}
