/**
 * Last stage of the pipeline: writes events to Kafka and to files. The only package beside {@code worker} and the topic
 * reader of {@code reference} that imports Kafka.
 */
package io.understudy.engine.publish;
