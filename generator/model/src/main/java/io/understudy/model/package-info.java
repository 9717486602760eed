/**
 * What is likely: the shape of an event log, the sequence model learned from it, and the sampling and scoring of single
 * entities. Imports {@code java.base} alone; knows no clock, no environment, no Kafka; does I/O in {@code file} only.
 */
package io.understudy.model;
