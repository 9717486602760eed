package io.understudy.tests.benchmark;

import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.table.TableModel;
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

/** What one event of a population costs, beside the raw random numbers that it takes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SamplerBenchmark {
    private static final int DRAWS = 24; // about as many as an event of payments takes

    /** Size of the population. */
    @Param({"10000", "200000"})
    public int entities;

    /** Family of the model. */
    @Param({ChainModel.KIND, TableModel.KIND})
    public String kind;

    private final SplittableRandom random = new SplittableRandom(1);
    private Population population;
    private EventFrame frame;

    /** Fits and begins the population. */
    @Setup
    public void begin() {
        SequenceModel model = PaymentsModel.fit(kind);
        population = new Population(model, PaymentsModel.endless(model), entities, Shard.WHOLE);
        frame = new EventFrame(model.layout().size());
    }

    /** The baseline. */
    @Benchmark
    public long rawRandomNumbers() {
        long sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += random.nextLong();
        }
        return sum;
    }

    /** One event. */
    @Benchmark
    public EventFrame nextEvent() {
        population.next(frame);
        return frame;
    }
}
