package io.understudy.engine.publish;

import io.understudy.engine.encode.EncodedEvents;
import io.understudy.engine.encode.EventEncoder;
import io.understudy.engine.encode.FrameEncoder;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.util.Arrays;

/**
 * Events between acceptance and the run of their partition: copies that wait for one another, since to encode many together
 * costs half of what it costs one by one. Owned by the sink's thread.
 */
final class PackedEvents {
    private final EventEncoder encoder;
    private final FrameEncoder together; // null where the encoder writes events one by one
    private final RecordKeys keys;
    private final EntityRoutes routes;
    private final RunSender runs;
    private final Labels labels;
    private final int timeColumn;
    private final EventFrame[] frames = new EventFrame[EncodedEvents.MOST];
    private final long[] intendedNanos = new long[EncodedEvents.MOST]; // [frame]
    private final EncodedEvents encoded = new EncodedEvents();
    private final WireBuffer buffer = new WireBuffer(1_024);
    private final WireBuffer keyBuffer = new WireBuffer(64);
    private int size;

    /** What is done with the truth of an event, once its id is known. */
    interface Labels {
        void label(EventFrame frame, long eventId, int partition, long timestampMillis, WireBuffer key);
    }

    /** No events yet, that are to go to {@code runs}. */
    PackedEvents(
            EventLayout layout,
            EventEncoder encoder,
            RecordKeys keys,
            EntityRoutes routes,
            RunSender runs,
            Labels labels) {
        this.encoder = encoder;
        together = encoder instanceof FrameEncoder frameEncoder ? frameEncoder : null;
        this.keys = keys;
        this.routes = routes;
        this.runs = runs;
        this.labels = labels;
        timeColumn = layout.timeIndex();
        Arrays.setAll(frames, i -> new EventFrame(layout.size()));
    }

    /** Adds an event, which is copied. */
    void add(EventFrame frame, long eventIntendedNanos) {
        if (together == null) {
            long id = encoder.encode(frame, EventIds.BASE, buffer);
            add(frame, id, buffer.array(), 0, buffer.length(), eventIntendedNanos);
            return;
        }
        frames[size].copyFrom(frame);
        intendedNanos[size++] = eventIntendedNanos;
        if (size == frames.length) {
            encode();
        }
    }

    /** Encodes what waits, and adds it to the runs. */
    void encode() {
        int count = size;
        size = 0;
        if (count > 0) {
            together.encode(frames, 0, count, EventIds.BASE, encoded);
        }
        for (int i = 0; i < count; i++) {
            add(frames[i], encoded.id(i), encoded.array(), encoded.start(i), encoded.length(i), intendedNanos[i]);
        }
    }

    private void add(EventFrame frame, long eventId, byte[] value, int from, int length, long eventIntendedNanos) {
        int partition = routes.partitionOf(frame);
        long timestampMillis = Math.floorDiv(frame.values[timeColumn], 1_000L);
        keys.write(frame, keyBuffer);
        runs.run(partition).add(keyBuffer, timestampMillis, value, from, length, eventIntendedNanos);
        labels.label(frame, eventId, partition, timestampMillis, keyBuffer);
    }
}
