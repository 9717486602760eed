package io.understudy.tests.benchmark;

import io.understudy.engine.sample.PendingHeap;
import io.understudy.engine.sample.TimeWheel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to find the next entity and to put it where its next event is due, by the wheel and by a heap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimeWheelBenchmark {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int GAPS = 1 << 16; // in an array, so that only the order is measured

    /** How far apart the events of an entity are. */
    public enum Gaps {
        /** From seconds to months. */
        SKEWED,
        /** Whole days, so that many events are at one instant. */
        DAYS
    }

    /** Entities. */
    @Param({"10000", "1000000"})
    public int places;

    /** Their gaps. */
    @Param
    public Gaps gaps;

    private final long[] gapMicros = new long[GAPS];
    private TimeWheel wheel;
    private PendingHeap heap;
    private int at;

    /** Draws gaps and begins both. */
    @Setup
    public void begin() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < GAPS; i++) {
            gapMicros[i] = gaps == Gaps.DAYS
                    ? random.nextInt(1, 40) * DAY_MICROS
                    : (long) Math.exp(Math.log(1e7) + random.nextDouble() * Math.log(90 * 8_640));
        }
        wheel = new TimeWheel(places, 0);
        heap = new PendingHeap(places);
        for (int place = 0; place < places; place++) {
            long timeMicros = gap();
            wheel.add(timeMicros, place);
            heap.add(timeMicros, place);
        }
    }

    private long gap() {
        at = at + 1 & GAPS - 1;
        return gapMicros[at];
    }

    /** The baseline. */
    @Benchmark
    public int heap() {
        int place = heap.firstPlace();
        heap.replaceFirst(heap.firstMicros() + gap(), place);
        return place;
    }

    /** The wheel. */
    @Benchmark
    public int wheel() {
        wheel.isEmpty();
        int place = wheel.firstPlace();
        wheel.moveFirst(wheel.firstMicros() + gap());
        return place;
    }
}
