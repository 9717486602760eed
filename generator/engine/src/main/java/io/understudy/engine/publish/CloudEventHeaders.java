package io.understudy.engine.publish;

import io.understudy.schemas.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.header.Headers;

/** The headers of CloudEvents 1.0 in Kafka's binary mode. They say what the event itself says, and nothing of its truth. */
final class CloudEventHeaders {
    private static final byte[] VERSION = utf8("1.0");

    private final byte[] source;
    private final byte[] type;
    private final byte[] contentType;

    /**
     * @param stream that the events are of
     * @param type full name of their record
     */
    CloudEventHeaders(String stream, String type, RecordStyle.Format format) {
        source = utf8("/understudy/" + stream);
        this.type = utf8(type);
        contentType = utf8(format.mediaType());
    }

    void add(long eventId, long eventMicros, Headers headers) {
        headers.add("ce_specversion", VERSION)
                .add("ce_id", utf8(EventIds.text(eventId)))
                .add("ce_source", source)
                .add("ce_type", type)
                .add(
                        "ce_time",
                        utf8(Instant.EPOCH.plus(eventMicros, ChronoUnit.MICROS).toString()))
                .add("content-type", contentType);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
