package io.understudy.tests.benchmark;

import io.understudy.engine.pace.IdleStrategy;
import io.understudy.engine.pace.NanoClock;
import io.understudy.engine.pace.Origin;
import io.understudy.engine.pace.Pacer;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Schedule;
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

/** What an intended time costs, beside a look at the clock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacerBenchmark {

    /** The plan, as {@code --rate} takes it. */
    @Param({"50k/s", "poisson 50k/s", "0..50k/s for 365d"})
    public String plan;

    private Schedule schedule;
    private Pacer pacer;

    /** Begins the schedule. */
    @Setup
    public void begin() {
        schedule = RatePlan.parse(plan).schedule(Origin.EPOCH);
        pacer = new Pacer(NanoClock.SYSTEM, IdleStrategy.PARK);
        pacer.start();
    }

    /** The baseline. */
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /** The next event's intended time. */
    @Benchmark
    public long intendedTime() {
        return schedule.nextNanos(0, 0);
    }

    /** The question whether it is due. */
    @Benchmark
    public boolean due() {
        return schedule.nextNanos(0, 0) <= pacer.elapsedNanos();
    }
}
