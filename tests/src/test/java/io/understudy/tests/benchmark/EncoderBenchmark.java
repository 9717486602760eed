package io.understudy.tests.benchmark;

import io.understudy.engine.encode.EncodedEvents;
import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.FrameEncoder;
import io.understudy.engine.encode.TruthEncoder;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the bytes of an event and of its label cost, beside a copy of as many bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
    private static final int FRAMES = 1_024; // different ones, so that no branch is learned by heart

    private final EventFrame[] frames = new EventFrame[FRAMES];
    private final WireBuffer buffer = new WireBuffer(1_024);
    private final EncodedEvents encoded = new EncodedEvents();
    private final byte[] copy = new byte[1_024];
    private FrameEncoder encoder;
    private TruthEncoder truth;
    private int at;

    /** Fits and draws the events. */
    @Setup
    public void draw() {
        SequenceModel model = PaymentsModel.fit();
        EventLayout layout = model.layout();
        encoder = new FrameEncoder(layout, EventContracts.of(layout), 1, EventIds.ofSeed(1));
        truth = new TruthEncoder(layout, 2, 0);
        Population population = new Population(model, PaymentsModel.endless(model), FRAMES, Shard.WHOLE);
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = new EventFrame(layout.size());
            population.next(frames[i]);
        }
        encoder.encode(frames[0], EventIds.BASE, buffer);
    }

    private EventFrame frame() {
        at = at + 1 & FRAMES - 1;
        return frames[at];
    }

    /** The baseline. */
    @Benchmark
    public byte[] copyOfTheBytes() {
        System.arraycopy(buffer.array(), 0, copy, 0, buffer.length());
        return copy;
    }

    /** An event. */
    @Benchmark
    public WireBuffer event() {
        encoder.encode(frame(), EventIds.BASE, buffer);
        return buffer;
    }

    /** An event of many that are encoded together. */
    @Benchmark
    @OperationsPerInvocation(EncodedEvents.MOST)
    public EncodedEvents eventsTogether() {
        at = at + EncodedEvents.MOST & FRAMES - 1;
        encoder.encode(
                frames, at / EncodedEvents.MOST * EncodedEvents.MOST, EncodedEvents.MOST, EventIds.BASE, encoded);
        return encoded;
    }

    /** An event and its label. */
    @Benchmark
    public WireBuffer eventAndLabel() {
        EventFrame frame = frame();
        long id = encoder.encode(frame, EventIds.BASE, buffer);
        truth.encode(frame, id, TruthEncoder.NO_FAULT, 1, buffer);
        return buffer;
    }
}
