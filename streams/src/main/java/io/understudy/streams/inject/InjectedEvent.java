package io.understudy.streams.inject;

import io.understudy.schemas.FaultMark;
import io.understudy.schemas.record.GroundTruth;
import org.apache.kafka.common.header.Headers;

/**
 * An event that a burst has made, and the truth about it.
 *
 * @param value as it goes on the events topic
 * @param timestampMillis of both records
 * @param fault that is still to be done to the event's record; null for none
 */
record InjectedEvent(byte[] value, Headers headers, long timestampMillis, GroundTruth truth, FaultMark fault) {}
