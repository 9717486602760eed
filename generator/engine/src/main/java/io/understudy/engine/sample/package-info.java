/**
 * Second stage of the pipeline: merges the sequences of many entities into one stream in time order, and shifts it on
 * purpose where a drift is asked for. Imports the model's seams alone; knows no wall clock and no Kafka. After
 * construction nothing is allocated an event.
 *
 * <p>Event n of entity k follows from (seed, k, n), unless a share of rare events is held: then it follows from the events of
 * its shard before it as well, so a shard has to be drawn whole and in order by whoever takes it. The shard's bytes stay the
 * same for any number of workers.
 *
 * <p>Entities have random streams of their own, so that otherwise their pending events do not depend on one another: a sampler that
 * likes it is given many of the wheel's first places at once, and a run of the generator draws on a thread of its own, a little
 * ahead of the one that sends. How far ahead matters where the broker is on the same two cores: threads that wait for one another
 * every few hundred events cost more than the events. 8,192 events ahead made {@code bench}'s laps 18 % faster than 2,048 (12
 * rounds; 23 % in 9 shorter ones), 16,384 a tenth more than that (10 rounds), 32,768 no more; drawing on the sending thread
 * was slower than all (.9 of 2,048).
 *
 * <p>What the profiler (JFR's events of compilation and deoptimization, {@code bench}, a million records a lap) told: in each
 * run behind the first, up to the seventh, of one JVM the compiler spent .15 to .5 s of processor time, most of it on the
 * loop of the constructor of {@link io.understudy.engine.sample.Population}, with all that begins an entity compiled into
 * it; it assumed of that loop what does not hold, and began anew in the next run. Without such a loop it spends .02 to .2 s
 * from the fifth run on, little more than on the bare loops beside it.
 *
 * <p>One event in 40 of a payments stream comes before the end of the batch that its entity was in. Drawn by itself it cost as
 * much as two others, and it had a place of the wheel to itself; in the batch behind, whose events take turns with those of
 * the batch before, it costs what all do, and batches are full. That made drawing 5 % cheaper (10,000 entities, old and new
 * in turn within one JVM, median of 41 pairs; quartiles 2 and 7 %). Runs of the wheel a quarter as long gave nothing.
 */
package io.understudy.engine.sample;
