/**
 * Faults on purpose: which event gets which, and what it does to the event's bytes. Used by publish as the last stage
 * before the stream. Behind an injection, what
 * publish would do is written on the base record, and done by the inject app. Imports no Kafka; knows neither topic nor clock.
 */
package io.understudy.engine.fault;
