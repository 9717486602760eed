package io.understudy.engine.publish;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.BufferPool;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;

/**
 * Parts of a producer that are not its interface: where its batches wait, what has to know of a new one, and what a batch
 * knows of its records. Those of the version of Kafka's client that this program is built with.
 *
 * @param accumulator of batches
 * @param pool that their memory comes from
 * @param incomplete what a flush waits for
 * @param incompleteAdd takes a batch
 * @param sender that sends them
 * @param transactions null where the producer is neither idempotent nor transactional
 * @param compression of batches
 * @param longestBlockMillis wait for memory
 * @param calls of a batch: whom it calls back, a list
 * @param count of a batch's records
 */
record ClientParts(
        RecordAccumulator accumulator,
        BufferPool pool,
        Object incomplete,
        Method incompleteAdd,
        Sender sender,
        TransactionManager transactions,
        Compression compression,
        long longestBlockMillis,
        Field calls,
        Field count) {

    /** The parts of {@code producer}; empty where it is another kind of producer, or another version's. */
    static Optional<ClientParts> of(Producer<?, ?> producer) {
        if (!(producer instanceof KafkaProducer)) {
            return Optional.empty();
        }
        try {
            RecordAccumulator accumulator =
                    (RecordAccumulator) part(KafkaProducer.class, "accumulator").get(producer);
            Object incomplete = part(RecordAccumulator.class, "incomplete").get(accumulator);
            Method add = incomplete.getClass().getMethod("add", ProducerBatch.class);
            add.setAccessible(true);
            return Optional.of(new ClientParts(
                    accumulator,
                    (BufferPool) part(RecordAccumulator.class, "free").get(accumulator),
                    incomplete,
                    add,
                    (Sender) part(KafkaProducer.class, "sender").get(producer),
                    (TransactionManager)
                            part(KafkaProducer.class, "transactionManager").get(producer),
                    (Compression) part(RecordAccumulator.class, "compression").get(accumulator),
                    part(KafkaProducer.class, "maxBlockTimeMs").getLong(producer),
                    part(ProducerBatch.class, "thunks"),
                    part(ProducerBatch.class, "recordCount")));
        } catch (ReflectiveOperationException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Field part(Class<?> of, String name) throws ReflectiveOperationException {
        Field field = of.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Lets flushes wait for {@code batch}. */
    void await(ProducerBatch batch) {
        try {
            incompleteAdd.invoke(incomplete, batch);
        } catch (ReflectiveOperationException e) {
            throw new KafkaException("the producer did not take a batch", e);
        }
    }

    /** Lets {@code batch}, which has no records yet, keep whom it calls back in {@code runs}. */
    void keepCalls(ProducerBatch batch, RunCalls runs) {
        try {
            calls.set(batch, runs);
        } catch (IllegalAccessException e) {
            throw new KafkaException("the producer's batch did not take another list", e);
        }
    }

    /** Lets {@code batch} know of {@code more} records that its builder has. */
    void countMore(ProducerBatch batch, int more) {
        try {
            count.setInt(batch, count.getInt(batch) + more);
        } catch (IllegalAccessException e) {
            throw new KafkaException("the producer's batch did not take records", e);
        }
    }
}
