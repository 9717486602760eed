package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.understudy.engine.reference.EventLog;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.model.neural.NeuralModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks fitted on logs, as far as they promise more than every model does. */
class NeuralFitTest {
    private static final FitSettings QUICK =
            FitSettings.defaults().quick().withKind(NeuralModel.KIND).withK(2);
    private static final int CYCLE = 4;

    /** Entities that go through four tokens in turn, one an hour, for five days, each token with a channel of its own. */
    private static EventLog cycles() {
        SmallLog log = new SmallLog()
                .column("type", ColumnRole.TYPE, "a", "b", "c", "d")
                .column("channel", ColumnRole.CATEGORICAL, "w", "x", "y", "z");
        for (int e = 0; e < 40; e++) {
            log.entity();
            for (int n = 0; n < 5 * 24; n++) {
                int token = n % CYCLE;
                log.row(3600L * n, token, CYCLE - 1 - token);
            }
        }
        return log.build();
    }

    private static EventLog payments() {
        return Simulation.payments(SimulationSettings.of(60, 10, 5)).toEventLog();
    }

    private static SamplerSettings endless(SequenceModel model) {
        return new SamplerSettings(7, model.provenance().startMicros(), Long.MAX_VALUE, 1);
    }

    @Test
    void drawsWhatAlwaysFollowsAsTheReferenceHasIt() {
        // Given
        SequenceModel model = ModelFitter.fit(cycles(), QUICK, line -> {});
        EntitySampler sampler = model.sampler(new SamplerSettings(
                7, model.provenance().startMicros(), model.provenance().endMicros() + 1, 1));
        EventFrame frame = new EventFrame(model.layout().size());
        int events = 0;
        int inTurn = 0;
        int inChannel = 0;
        int hourly = 0;

        // When
        for (int entity = 0; entity < 20; entity++) {
            EntityState state = model.newState();
            sampler.begin(state, entity, 20);
            long lastToken = -1;
            long lastMicros = 0;
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                sampler.emit(state, frame);
                if (lastToken >= 0) {
                    events++;
                    inTurn += frame.values[2] == (lastToken + 1) % CYCLE ? 1 : 0;
                    hourly += frame.timeMicros - lastMicros == 3_600_000_000L ? 1 : 0;
                }
                inChannel += frame.values[3] == CYCLE - 1 - frame.values[2] || lastToken < 0 ? 1 : 0;
                lastToken = frame.values[2];
                lastMicros = frame.timeMicros;
            }
        }

        // Then; the channel never contradicts the token, since it is kept to what the reference has with it
        assertThat(events).isGreaterThan(1_000);
        assertThat(inTurn / (double) events).isGreaterThan(0.97);
        assertThat(hourly / (double) events).isGreaterThan(0.95);
        assertThat(inChannel).isEqualTo(events + 20);
    }

    @Test
    void fitsTheSameFileOfTheSameReference(@TempDir Path directory) throws IOException {
        Path first = directory.resolve("first.model");
        Path second = directory.resolve("second.model");

        ModelFile.write(ModelFitter.fit(payments(), QUICK, line -> {}), first);
        ModelFile.write(ModelFitter.fit(payments(), QUICK, line -> {}), second);

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(ModelFile.read(first).kind()).isEqualTo("neural");
    }

    @Test
    void samplingAllocatesNothingAnEvent() {
        // Given
        SequenceModel model = ModelFitter.fit(payments(), QUICK, line -> {});
        EntitySampler sampler = model.sampler(endless(model));
        EntityState state = model.newState();
        sampler.begin(state, 3, 60);
        EventFrame frame = new EventFrame(model.layout().size());

        // When
        double bytes = allocatedBytesPerCall(() -> sampler.emit(state, frame));

        // Then less than one byte an event: what is left is the measurement's own
        assertThat(bytes).isLessThan(1);
    }

    @Test
    void measurementSeesAFrameMadeForEachEvent() {
        SequenceModel model = ModelFitter.fit(payments(), QUICK, line -> {});
        EntitySampler sampler = model.sampler(endless(model));
        EntityState state = model.newState();
        sampler.begin(state, 3, 60);
        EventFrame[] last = new EventFrame[1];

        double bytes = allocatedBytesPerCall(() -> {
            last[0] = new EventFrame(model.layout().size());
            sampler.emit(state, last[0]);
        });

        assertThat(bytes).isGreaterThan(8L * last[0].values.length);
    }

    /** The least of several measurements: what the JVM allocates on its own behalf is not in each of them. */
    private static double allocatedBytesPerCall(Runnable call) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            least = Math.min(least, allocatedBytesPerCall(call, 10_000));
        }
        return least;
    }

    private static double allocatedBytesPerCall(Runnable call, int calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) calls;
    }
}
