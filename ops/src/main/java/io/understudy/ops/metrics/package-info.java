/**
 * The figures of a run for Prometheus: run meters, Kafka's clients and Streams, the JVM. Imports no web server and no
 * command line.
 */
package io.understudy.ops.metrics;
