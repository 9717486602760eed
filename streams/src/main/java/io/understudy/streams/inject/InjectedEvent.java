package io.understudy.streams.inject;

import io.understudy.schemas.record.GroundTruth;
import org.apache.kafka.common.header.Headers;

/**
 * An event that a burst has made, and the truth about it.
 *
 * @param value as it goes on the events topic
 * @param timestampMillis of both records
 */
record InjectedEvent(byte[] value, Headers headers, long timestampMillis, GroundTruth truth) {}
