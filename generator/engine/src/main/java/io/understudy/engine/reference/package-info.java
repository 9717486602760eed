/**
 * First stage of the pipeline: reads an event log from files, SQL or a Kafka topic, finds the roles of its columns and
 * holds it in columns. Imports the model; nothing of the later stages.
 */
package io.understudy.engine.reference;
