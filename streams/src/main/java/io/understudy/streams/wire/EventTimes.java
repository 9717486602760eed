package io.understudy.streams.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** In which order a task takes the records of its topics, by the times it gives them. */
public final class EventTimes {
    /** By how much the truth of an event is taken to be older than the event. */
    public static final long TRUTHS_AHEAD_MILLIS = 1;

    private EventTimes() {}

    /** Record time; a record without one takes place with the one before it. */
    public static TimestampExtractor ofEvents() {
        return EventTimes::time;
    }

    /** A millisecond before record time, so that what is said of an event is read before the event. */
    public static TimestampExtractor beforeEvents() {
        return (record, partitionTime) ->
                Math.max(0, time(record, partitionTime + TRUTHS_AHEAD_MILLIS) - TRUTHS_AHEAD_MILLIS);
    }

    /** Before everything else: commands of wall-clock time among events of any other time. */
    public static TimestampExtractor first() {
        return (record, partitionTime) -> 0;
    }

    private static long time(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }
}
