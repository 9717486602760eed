package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drawing and encoding cost in memory. */
class AllocationTest {
    private static final int EVENTS = 50_000;
    private static final int MOST_ROUNDS = 12;

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
    @ValueSource(longs = {1, 2, 3, 4})
    void encodingEventsTogetherAllocatesNothing(long seed) {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        EventFrame[] frames = {events.frame(layout), events.frame(layout), events.frame(layout)};
        FrameEncoder encoder = new FrameEncoder(layout, EventContracts.of(layout), 1, EventIds.ofSeed(seed));
        EncodedEvents out = new EncodedEvents();

        // When
        double bytes = allocatedBytesPerCall(() -> encoder.encode(frames, 0, frames.length, EventIds.BASE, out));

        // Then
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

    @Test
    void drawingAnEventAndEncodingItWithItsLabelAllocatesNothing() {
        // Given a population that goes on for ever, entities that end and follow one another among it
        SequenceModel model = fittedPayments();
        Population population = endless(model);
        EventFrame frame = new EventFrame(model.layout().size());

        // When
        double bytes = allocatedBytesPerCall(drawAndEncode(model, population, frame, new WireBuffer(1 << 12)));

        // Then
        assertThat(frame.sequence).isPositive();
        assertThat(bytes).isLessThan(1);
    }

    @Test
    void measurementSeesAnObjectPerDrawnEvent() {
        // Given
        SequenceModel model = fittedPayments();
        Population population = endless(model);
        EventFrame frame = new EventFrame(model.layout().size());
        WireBuffer out = new WireBuffer(1 << 12);
        Runnable work = drawAndEncode(model, population, frame, out);
        byte[][] last = new byte[1][];

        // When
        double bytes = allocatedBytesPerCall(() -> {
            work.run();
            last[0] = out.toByteArray();
        });

        // Then
        assertThat(bytes).isGreaterThan(last[0].length);
    }

    private static SequenceModel fittedPayments() {
        Simulation simulation = Simulation.of("payments", SimulationSettings.of(60, 6, 1));
        return ModelFitter.fit(
                simulation.toEventLog(), FitSettings.defaults().withK(1).quick(), line -> {});
    }

    private static Population endless(SequenceModel model) {
        long startMicros = model.provenance().startMicros();
        return new Population(model, new SamplerSettings(1, startMicros, Long.MAX_VALUE, 1), 2_000, Shard.WHOLE);
    }

    private static Runnable drawAndEncode(
            SequenceModel model, Population population, EventFrame frame, WireBuffer out) {
        EventLayout layout = model.layout();
        FrameEncoder encoder = new FrameEncoder(layout, EventContracts.of(layout), 1, EventIds.ofSeed(1));
        TruthEncoder truths = new TruthEncoder(layout, 2, 0);
        return () -> {
            population.next(frame);
            long id = encoder.encode(frame, EventIds.BASE, out);
            truths.encode(frame, id, TruthEncoder.NO_FAULT, 1, out);
        };
    }

    private static double allocatedBytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int round = 0;
                round < MOST_ROUNDS && least >= 1;
                round++) { // until the code is compiled: before, the JVM allocates
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < EVENTS; i++) {
                call.run();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) EVENTS);
        }
        return least;
    }
}
