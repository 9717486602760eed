/**
 * The job file: the YAML that says which streams run where, at which rate, with which bursts and drifts. Reads and checks
 * it; knows nothing of Kafka clients or the command line.
 */
package io.understudy.ops.job;
