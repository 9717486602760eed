package io.understudy.engine.encode;

import io.understudy.engine.publish.EventSink;
import io.understudy.ops.Offence;
import org.apache.kafka.clients.producer.Producer;

/** Breaks each rule of imports, so that a test can see the rules find it. */
public record ImportOffender(Producer<byte[], byte[]> producer, EventSink sink, Offence offence) {}
