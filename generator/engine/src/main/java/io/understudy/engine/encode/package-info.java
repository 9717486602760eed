/**
 * Events to bytes: Confluent's wire format straight from the sampled cells, without allocation. Stands between sample
 * and publish; imports no Kafka and knows neither topic nor clock.
 *
 * <p>What the profiler (JFR, 11 fields of a payment, 90 bytes) told: a fifth of the time goes into the event's id, whose
 * rounds follow one another; the rest was calls through a table of methods, and loops over short texts whose length the
 * processor cannot guess. Hence {@link io.understudy.engine.encode.FieldProgram}, for events that come one by one. Three
 * things gave nothing there in pairs within one JVM: neighbouring lists as one list of their pairs, digits four at a time
 * from a table, and the rounds of the id between the steps of the fields.
 *
 * <p>Events that may wait for one another are encoded up to 64 together, field by field ({@link
 * io.understudy.engine.encode.LaneProgram}): 53 ns an event instead of 88 (payments, least of 3,000 rounds over 4,096
 * events, one contended core). Of these the rounds of the id, as vectors, are 5 instead of 20; a list of texts is 3 instead
 * of 6, of which to gather the cells from the frames is 1, and here neighbours as one list do pay. The digits of two serial
 * numbers were 9 and 11 of it, and are 8 and 9 since the last eight of each are made in all lanes at once ({@link
 * io.understudy.engine.encode.SerialLanes}): 59 ns an event became 52 (least of 1,500 rounds, alternating JVMs). The digits of ids and the bytes of times, made in all
 * lanes as well, took 58 to 54 (old and new in turn within one JVM, median of 41 pairs; a loaded machine).
 *
 * <p>In turn with sampling an event takes some 10 ns more to encode than by itself (both less sampling alone), whether the model
 * was fitted in the same JVM or read from a file.
 */
package io.understudy.engine.encode;
