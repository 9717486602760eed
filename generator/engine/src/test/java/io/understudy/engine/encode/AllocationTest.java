package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What encoding costs in memory. */
class AllocationTest {
    private static final int EVENTS = 50_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void encodingEventAndTruthAllocatesNothing(long seed) {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        EventFrame frame = events.frame(layout);
        FrameEncoder encoder = new FrameEncoder(layout, EventContracts.of(layout), 1, EventIds.ofSeed(seed));
        TruthEncoder truths = new TruthEncoder(layout, 2, 0);
        WireBuffer out = new WireBuffer(1 << 16);
        Runnable encoding = () -> {
            long id = encoder.encode(frame, EventIds.BASE, out);
            truths.encode(frame, id, TruthEncoder.NO_FAULT, 1, out);
        };

        // When
        double bytes = allocatedBytesPerCall(encoding);

        // Then less than one byte an event: what is left is the measurement's own
        assertThat(bytes).as("seed %d", seed).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void measurementSeesACopyOfEachEvent(long seed) {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        EventFrame frame = events.frame(layout);
        FrameEncoder encoder = new FrameEncoder(layout, EventContracts.of(layout), 1, EventIds.ofSeed(seed));
        WireBuffer out = new WireBuffer(1 << 16);
        byte[][] last = new byte[1][];

        // When
        double bytes = allocatedBytesPerCall(() -> {
            encoder.encode(frame, EventIds.BASE, out);
            last[0] = out.toByteArray();
        });

        // Then
        assertThat(bytes).as("seed %d", seed).isGreaterThan(out.length());
    }

    private static double allocatedBytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < EVENTS; i++) {
            call.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) EVENTS;
    }
}
