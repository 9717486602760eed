/**
 * Third stage of the pipeline: when events are wanted, and how late they were. A {@link
 * io.understudy.engine.pace.RatePlan} is an open-loop schedule of intended times in whole nanoseconds; a {@link
 * io.understudy.engine.pace.Pacer} waits for them and never stretches them. Imports neither Kafka nor the model's
 * insides; clocks are injected.
 */
package io.understudy.engine.pace;
