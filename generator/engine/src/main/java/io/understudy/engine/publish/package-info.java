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
 * <p>What the profiler (JFR) and the threads' own clocks told of laps of {@code bench} at full speed, two cores, a million
 * records each, tables: both cores are busy, and threads wait for a core rather than for one another, so less work is what
 * makes it faster. Of the .43 us that the client's {@code send} takes, compression is .1; the rest is bookkeeping a record, and
 * bytes that go through three streams one by one. So {@link io.understudy.engine.publish.RunSender} adds whole runs to the
 * producer's batches, in Kafka's record format from the start ({@link io.understudy.engine.publish.PackedRun}).
 * What was left then were waits for memory: a look at the key object of each entity cost .07, so keys are written anew
 * rather than looked up, and partitions are a byte each. Garbage fell from .8 KB a record to .3.
 * Later looks (async-profiler, threads and broker apart) found: a future and a callback object a record, for which the client
 * now gets one of each for all of a run that goes to one batch ({@link io.understudy.engine.publish.RunCalls}; 8 % faster, 14
 * rounds, and 4 % more, 16 rounds, where one call acknowledges them all; 130 bytes a record less); 130 KB for the blocks of
 * each batch's LZ4 stream, which {@link io.understudy.engine.publish.Lz4Stream} borrows (3 %, 12 rounds; 70 bytes less). LZ4
 * itself is 170 ns of the 750 that are left, drawing 320, encoding 60. Waking the client's thread once a run, not once a
 * batch, gave nothing.
 * Faults, headers and interceptors still want each record by itself. Client and broker compile for ten such laps.
 *
 * <p>What was found by the way, and mended: rare labels that went out with each run, in batches of a record or two, took new
 * compression buffers each time; and the broker spent more time on the first entries of index files of 10 MB than on all
 * else (see {@code BrokerSettings} of the dev stack), twice as much on a stream, which has two topics, and later a tenth to a
 * quarter of its time on new segments, one for each week of the events' time. Huge pages for the heap, and batches of 1 MiB,
 * showed no gain in a run each, nor did touching what was drawn in a loop of its own.
 */
package io.understudy.engine.publish;
