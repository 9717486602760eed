/**
 * Learns when events come: first ones, next ones, those that are due, how fast lives go and when they end.
 */
package io.understudy.engine.fit.time;
