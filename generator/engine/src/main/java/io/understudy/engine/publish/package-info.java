/**
 * Last stage of the pipeline: writes events to Kafka and to files. The only package beside {@code worker} and the topic
 * reader of {@code reference} that imports Kafka.
 *
 * <p>What was learned on a broker of version 4.3.1, and is built in here: an idempotent producer that meets a topic whose
 * leaders are not up yet loses its order for good, so {@link io.understudy.engine.publish.TopicSetup} waits for them; a
 * transaction that begins while the one before is still being marked has its first batch turned away, so the retry comes
 * after 10 ms rather than 100; and {@code commitTransaction} holds the thread for 10 to 30 ms, which is the tail of
 * lateness under exactly-once.
 *
 * <p>What the profiler (JFR, a lap of {@code bench}) told of the thread that sends: three fifths are the client's own
 * {@code send}, as much as in a bare loop; an eighth is encoding; a twentieth was new compression buffers, since rare labels
 * went out with each run, in batches of a record or two.
 */
package io.understudy.engine.publish;
