package io.understudy.streams.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Headers that carry meaning on event topics. */
public final class RecordHeaders {
    /** Marks a record without key and value that only advances stream time. */
    public static final String TICK = "understudy.tick";

    /** Model time of an event whose record carries another time: eight bytes, big-endian microseconds since 1970. */
    public static final String MODEL_TIME = "understudy.model-time";

    /** What {@link #modelTimeMicros} answers where there is no such header. */
    public static final long ABSENT = Long.MIN_VALUE;

    private RecordHeaders() {}

    /** Model time in microseconds, or {@link #ABSENT} if the header is missing or has not eight bytes. */
    public static long modelTimeMicros(Headers headers) {
        Header header = headers.lastHeader(MODEL_TIME);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? ABSENT
                : ByteBuffer.wrap(header.value()).getLong();
    }

    /** Adds headers that readers may stumble over: a name twice, bytes that are no text, no value. */
    public static void addStumblingBlocks(Headers headers, byte[] noText) {
        headers.add("trace-id", noText).add("trace-id", noText).add("content-type", null);
    }

    /** The value of the {@link #MODEL_TIME} header. */
    public static byte[] modelTime(long micros) {
        return ByteBuffer.allocate(Long.BYTES).putLong(micros).array();
    }
}
