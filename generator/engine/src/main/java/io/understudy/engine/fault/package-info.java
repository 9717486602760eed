/**
 * Faults on purpose: which event gets which, and what it does to the event's bytes. Used by publish as the last stage
 * before the stream. Imports no Kafka; knows neither topic nor clock.
 */
package io.understudy.engine.fault;
