package io.understudy.engine.publish;

import io.understudy.engine.fault.Fault;
import io.understudy.engine.fault.FaultMarker;
import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.fault.HotKeys;
import io.understudy.model.EventFrame;
import io.understudy.schemas.FaultMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The last stage before the stream: does to records what their faults want. Nothing of a record says that it was done on
 * purpose; the label does. Owned by one thread.
 */
final class FaultStage {
    private static final int HOT_KEY = 1;

    private final FaultMarker marker;
    private final int partitions;
    private final WaitingRecords waiting;
    private final HotKeys hotKeys; // null where no keys are skewed
    private final byte[][] keyByRank; // in the order in which the stream brought them
    private final Map<ByteBuffer, Integer> rankByKey = new LinkedHashMap<>();

    FaultStage(FaultPlan plan, long seed, int partitions) {
        this.marker = new FaultMarker(plan, seed);
        this.partitions = partitions;
        this.waiting = new WaitingRecords(partitions);
        hotKeys = plan.faults().stream()
                .filter(Fault.KeySkew.class::isInstance)
                .map(Fault.KeySkew.class::cast)
                .findFirst()
                .map(HotKeys::new)
                .orElse(null);
        keyByRank = new byte[hotKeys == null ? 0 : hotKeys.size()][];
    }

    /** The event's fault; null if it has none. */
    Fault of(EventFrame frame) {
        return marker.of(frame);
    }

    /** What the label of an event with {@code fault} says. */
    String text(Fault fault, EventFrame frame) {
        return marker.text(fault, frame);
    }

    /** Leaves it to the inject app to do to {@code record} what {@code fault} wants. */
    void mark(Fault fault, EventFrame frame, ProducerRecord<byte[], byte[]> record) {
        record.headers()
                .add(FaultMark.HEADER, marker.mark(fault, frame, record.value()).toBytes());
    }

    /** Lets those records go that waited until the stream's time came to {@code micros}. */
    void comesTo(long micros, byte[] key, Consumer<ProducerRecord<byte[], byte[]>> out) {
        waiting.releaseUntil(micros, out);
        if (hotKeys != null && rankByKey.size() < keyByRank.length) {
            Integer rank = rankByKey.size();
            if (rankByKey.putIfAbsent(ByteBuffer.wrap(key), rank) == null) {
                keyByRank[rank] = key;
            }
        }
    }

    /** Lets {@code record} go as it is, and those behind it that it was to overtake. */
    void pass(ProducerRecord<byte[], byte[]> record, Consumer<ProducerRecord<byte[], byte[]>> out) {
        out.accept(record);
        waiting.passed(record.partition(), out);
    }

    /**
     * Does to {@code record} what {@code fault} wants.
     *
     * @param eventMicros time of the event
     * @param out takes what goes out now, in order
     */
    void apply(
            Fault fault,
            EventFrame frame,
            long eventMicros,
            ProducerRecord<byte[], byte[]> record,
            Consumer<ProducerRecord<byte[], byte[]>> out)
            throws IOException {
        if (fault instanceof Fault.Late late) {
            waiting.untilTime(eventMicros + late.byMicros(), record);
        } else if (fault instanceof Fault.OutOfOrder late) {
            waiting.untilOvertaken(late.events(), record);
        } else if (fault instanceof Fault.Duplicate) {
            pass(record, out);
            pass(copy(record, record.partition(), record.key(), record.value()), out);
        } else if (fault instanceof Fault.Malformed malformed) {
            byte[] value = marker.malformed(malformed, frame, record.value());
            pass(copy(record, record.partition(), record.key(), value), out);
        } else if (fault instanceof Fault.Tombstone) {
            pass(copy(record, record.partition(), record.key(), null), out);
        } else if (fault instanceof Fault.Oversize oversize) {
            int length = record.value().length;
            byte[] value = Arrays.copyOf(record.value(), Math.max(length, oversize.bytes()));
            Arrays.fill(value, length, value.length, record.value()[0] == 0 ? 0 : (byte) ' ');
            pass(copy(record, record.partition(), record.key(), value), out);
        } else if (fault instanceof Fault.Headers) {
            byte[] noText = marker.noText(frame);
            record.headers().add("trace-id", noText).add("trace-id", noText).add("content-type", null);
            pass(record, out);
        } else if (fault instanceof Fault.KeySkew) {
            byte[] key = keyByRank[Math.min(hotKeys.rank(marker.chance(frame, HOT_KEY)), rankByKey.size() - 1)];
            pass(copy(record, EntityRoutes.partition(key, partitions), key, record.value()), out);
        }
        // what is dropped goes nowhere
    }

    private static ProducerRecord<byte[], byte[]> copy(
            ProducerRecord<byte[], byte[]> record, int partition, byte[] key, byte[] value) {
        return new ProducerRecord<>(
                record.topic(), partition, record.timestamp(), key, value, new RecordHeaders(record.headers()));
    }

    /** Lets all go that still wait. */
    void end(Consumer<ProducerRecord<byte[], byte[]>> out) {
        waiting.releaseAll(out);
    }
}
