/**
 * What a user's own consumer would see: plain clients that read a run's topics, count and decode every record, join events
 * with their labels, and keep the book of bursts and drift reports. Knows nothing of how the records came about.
 */
package io.understudy.ops.audit;
