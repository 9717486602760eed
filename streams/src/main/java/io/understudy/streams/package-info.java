/**
 * Kafka Streams over generated events: bursts of rare events are injected on command, drift from the model is watched.
 * {@link io.understudy.streams.StreamsApp} runs both topologies, which are built by pure functions and know no wall
 * clock. Imports model and schemas; never the engine or ops.
 */
package io.understudy.streams;
