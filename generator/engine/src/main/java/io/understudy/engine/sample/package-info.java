/**
 * Second stage of the pipeline: merges the sequences of many entities into one stream in time order, and shifts it on
 * purpose where a drift is asked for. Imports the model's seams alone; knows no wall clock and no Kafka. After
 * construction nothing is allocated an event.
 */
package io.understudy.engine.sample;
