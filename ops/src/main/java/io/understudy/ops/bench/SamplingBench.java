package io.understudy.ops.bench;

import com.sun.management.ThreadMXBean;
import io.understudy.engine.encode.EncodedEvents;
import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.FrameEncoder;
import io.understudy.engine.encode.TruthEncoder;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;

/** Sampling and encoding alone, on this thread, with the labels of rare events encoded too. */
final class SamplingBench {
    private static final int PARTS = 5;
    private static final int WARM_UP_LAPS = 6; // the compiler is through after some million events

    private final SequenceModel model;
    private final SamplerSettings settings;
    private final FrameEncoder encoder;
    private final TruthEncoder truth;
    private final WireBuffer buffer = new WireBuffer(1_024);
    private final EventFrame[] frames = new EventFrame[EncodedEvents.MOST]; // that are encoded together
    private final EncodedEvents encoded = new EncodedEvents();
    private final long normalLabel;

    SamplingBench(SequenceModel model, SamplerSettings settings) {
        this.model = model;
        this.settings = settings;
        EventLayout layout = model.layout();
        encoder = new FrameEncoder(layout, EventContracts.of(layout), 1, EventIds.ofSeed(settings.seed()));
        truth = new TruthEncoder(layout, 2, 0);
        Arrays.setAll(frames, i -> new EventFrame(layout.size()));
        normalLabel = layout.normalLabel();
    }

    /**
     * What it found.
     *
     * @param eventsPerCpuSecond events a second of this thread's processor time
     * @param allocatedBytesPerEvent of this thread
     * @param heapBytesPerEntity live after a collection, beyond what was live before
     */
    record Finding(Spread eventsPerCpuSecond, double allocatedBytesPerEvent, double heapBytesPerEntity) {}

    /** Draws and encodes {@code events} of {@code entities} entities after six times as many to warm up. */
    Finding measure(long entities, long events) {
        long heapBefore = usedHeapBytes();
        Population population = new Population(model, settings, entities, Shard.WHOLE);
        long heapAfter = usedHeapBytes();
        long part = Math.max(1, events / PARTS);
        drawAndEncode(population, WARM_UP_LAPS * events);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] eventsPerSecond = new double[PARTS];
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long drawn = 0;
        for (int i = 0; i < PARTS; i++) {
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long count = drawAndEncode(population, part);
            eventsPerSecond[i] = count * 1e9 / Math.max(1, threads.getCurrentThreadCpuTime() - cpuBefore);
            drawn += count;
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        return new Finding(
                Spread.of(eventsPerSecond),
                (double) bytes / Math.max(1, drawn),
                (double) (heapAfter - heapBefore) / entities);
    }

    private long drawAndEncode(Population population, long events) {
        long count = 0;
        int drawn = frames.length;
        while (count < events && drawn == frames.length) {
            drawn = 0;
            while (drawn < frames.length && population.next(frames[drawn])) {
                drawn++;
            }
            encoder.encode(frames, 0, drawn, EventIds.BASE, encoded);
            for (int i = 0; i < drawn; i++) {
                if (frames[i].label != normalLabel) {
                    truth.encode(frames[i], encoded.id(i), TruthEncoder.NO_FAULT, 1, buffer);
                }
            }
            count += drawn;
        }
        return count;
    }

    private static long usedHeapBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
