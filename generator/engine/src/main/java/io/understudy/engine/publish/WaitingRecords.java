package io.understudy.engine.publish;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records that come late or out of order on purpose, until their time. That time is the stream's own, or a number of
 * records of the partition, so that the order of a partition depends on neither rate nor clock. Owned by one thread.
 */
final class WaitingRecords {
    /** Records that wait at one time; more would be a memory leak rather than a fault on purpose. */
    static final int MOST = 1_000_000;

    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::dueMicros).thenComparingLong(Late::order));
    private final List<Deque<Overtaken>> overtakenByPartition = new ArrayList<>();
    private long orders;

    private record Late(long dueMicros, long order, ProducerRecord<byte[], byte[]> record) {}

    private static final class Overtaken {
        private final ProducerRecord<byte[], byte[]> record;
        private int remaining;

        Overtaken(ProducerRecord<byte[], byte[]> record, int remaining) {
            this.record = record;
            this.remaining = remaining;
        }
    }

    WaitingRecords(int partitions) {
        for (int i = 0; i < partitions; i++) {
            overtakenByPartition.add(new ArrayDeque<>());
        }
    }

    /** Keeps {@code record} until the stream's time has come to {@code dueMicros}. */
    void untilTime(long dueMicros, ProducerRecord<byte[], byte[]> record) throws IOException {
        if (late.size() >= MOST) {
            throw new IOException("faults: more than " + MOST
                    + " events wait to come late at one time; lower the share of late, or its by");
        }
        late.add(new Late(dueMicros, orders++, record));
    }

    /** Keeps {@code record} until {@code events} of its partition have gone by. */
    void untilOvertaken(int events, ProducerRecord<byte[], byte[]> record) {
        overtakenByPartition.get(record.partition()).addLast(new Overtaken(record, events));
    }

    /** Gives those whose time had come when the stream's came to {@code micros}. */
    void releaseUntil(long micros, Consumer<ProducerRecord<byte[], byte[]>> out) {
        while (!late.isEmpty() && late.peek().dueMicros() <= micros) {
            out.accept(late.poll().record());
        }
    }

    /** Counts a record that went by on {@code partition}, and gives those that it was the last one for. */
    void passed(int partition, Consumer<ProducerRecord<byte[], byte[]>> out) {
        for (Iterator<Overtaken> waiting = overtakenByPartition.get(partition).iterator(); waiting.hasNext(); ) {
            Overtaken next = waiting.next();
            next.remaining--;
            if (next.remaining == 0) {
                waiting.remove();
                out.accept(next.record);
            }
        }
    }

    /** Gives all that still wait, for the stream is over. */
    void releaseAll(Consumer<ProducerRecord<byte[], byte[]>> out) {
        releaseUntil(Long.MAX_VALUE, out);
        for (Deque<Overtaken> waiting : overtakenByPartition) {
            waiting.forEach(next -> out.accept(next.record));
            waiting.clear();
        }
    }
}
