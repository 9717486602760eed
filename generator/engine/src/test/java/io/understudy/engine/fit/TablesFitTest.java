package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.understudy.engine.reference.EventLog;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventBatch;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.model.table.TableModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables fitted on logs, as far as they promise more than every model does. */
class TablesFitTest {
    private static final FitSettings TABLES =
            FitSettings.defaults().withKind(TableModel.KIND).withK(2);
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

    private static SamplerSettings window(SequenceModel model) {
        return new SamplerSettings(
                7, model.provenance().startMicros(), model.provenance().endMicros() + 1, 1);
    }

    @Test
    void drawsWhatAlwaysFollowsAsTheReferenceHasIt() {
        // Given
        SequenceModel model = ModelFitter.fit(cycles(), TABLES, line -> {});
        Population population = new Population(model, window(model), 20, Shard.WHOLE);
        EventFrame frame = new EventFrame(model.layout().size());
        Map<Long, long[]> last = new HashMap<>();
        int events = 0;
        int inTurn = 0;
        int hourly = 0;
        int inChannel = 0;

        // When
        while (population.next(frame)) {
            long[] before = last.put(frame.entity, frame.values.clone());
            if (before != null) {
                events++;
                inTurn += frame.values[2] == (before[2] + 1) % CYCLE ? 1 : 0;
                hourly += frame.timeMicros - before[1] == 3_600_000_000L ? 1 : 0;
                inChannel += frame.values[3] == CYCLE - 1 - frame.values[2] ? 1 : 0;
            }
        }

        // Then; a gap over midnight is a day and a time of day, which do not know of each other
        assertThat(events).isGreaterThan(1_000);
        assertThat(inTurn / (double) events).isGreaterThan(0.97);
        assertThat(hourly / (double) events).isGreaterThan(0.9);
        assertThat(inChannel / (double) events).isGreaterThan(0.99);
    }

    @Test
    void fitsTheSameFileOfTheSameReference(@TempDir Path directory) throws IOException {
        Path first = directory.resolve("first.model");
        Path second = directory.resolve("second.model");

        ModelFile.write(ModelFitter.fit(payments(), TABLES, line -> {}), first);
        ModelFile.write(ModelFitter.fit(payments(), TABLES, line -> {}), second);

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(ModelFile.read(first).kind()).isEqualTo("tables");
    }

    @Test
    void drawsTheSameEventsInAnyNumberOfShards() {
        SequenceModel model = ModelFitter.fit(payments(), TABLES, line -> {});
        EventFrame frame = new EventFrame(model.layout().size());
        Map<Long, Long> whole = new HashMap<>();
        Map<Long, Long> parts = new HashMap<>();

        for (Population population = new Population(model, window(model), 60, Shard.WHOLE); population.next(frame); ) {
            whole.merge(frame.entity, hash(model, frame), Long::sum);
        }
        for (int i = 0; i < 3; i++) {
            int shard = i;
            Population population = new Population(model, window(model), 60, new Shard(i, 3, e -> e % 3 == shard));
            while (population.next(frame)) {
                parts.merge(frame.entity, hash(model, frame), Long::sum);
            }
        }

        assertThat(parts).isEqualTo(whole);
        assertThat(whole).hasSizeGreaterThan(30);
    }

    private static SequenceModel ofPayments() {
        return ModelFitter.fit(payments(), TABLES, line -> {});
    }

    private static SequenceModel ofAccess() {
        EventLog log = Simulation.of("access", SimulationSettings.of(40, 6, 5)).toEventLog();
        return ModelFitter.fit(log, TABLES, line -> {});
    }

    private static SequenceModel ofOddLog() {
        return ModelFitter.fit(oddLog(), TABLES, line -> {});
    }

    static Stream<Arguments> modelsAndEnds() {
        return Stream.of(ofPayments(), ofAccess(), ofOddLog(), ModelFitter.fit(cycles(), TABLES, line -> {}))
                .flatMap(model -> Stream.of(
                        Arguments.of(model, window(model)),
                        Arguments.of(
                                model, new SamplerSettings(3, model.provenance().startMicros(), Long.MAX_VALUE, 8))));
    }

    /** With rare classes eight times as likely, and entities that end and are followed. */
    @ParameterizedTest
    @MethodSource("modelsAndEnds")
    void drawsTogetherWhatItDrawsOneByOne(SequenceModel model, SamplerSettings settings) {
        // Given
        EntitySampler alone = model.sampler(settings);
        EntitySampler together = model.sampler(settings);
        int entities = 50;
        EntityState[] one = new EntityState[entities];
        EntityState[] many = new EntityState[entities];
        for (int e = 0; e < entities; e++) {
            one[e] = model.newState();
            many[e] = model.newState();
            alone.begin(one[e], e, entities);
            together.begin(many[e], e, entities);
        }
        EventBatch batch = new EventBatch(model.layout().size());
        EventFrame frame = new EventFrame(model.layout().size());
        EventFrame copy = new EventFrame(model.layout().size());
        int events = 0;
        assertThat(together.together()).isGreaterThan(1);

        for (int round = 0; round < 60; round++) {
            EntityState[] due = Arrays.stream(many)
                    .filter(state -> together.nextTimeMicros(state) != EntitySampler.ENDED)
                    .toArray(EntityState[]::new);

            // When
            together.emit(due, due.length, batch);

            // Then
            int lane = 0;
            for (EntityState state : one) {
                if (alone.nextTimeMicros(state) != EntitySampler.ENDED) {
                    alone.emit(state, frame);
                    batch.copyTo(lane, copy);
                    assertThat(copy).usingRecursiveComparison().isEqualTo(frame);
                    assertThat(batch.nextMicros[lane++]).isEqualTo(alone.nextTimeMicros(state));
                    events++;
                }
            }
        }
        assertThat(events).isGreaterThan(entities);
    }

    /** Of all cells but row ids, which follow the shards. */
    private static long hash(SequenceModel model, EventFrame frame) {
        long hash = frame.sequence;
        for (int c = 0; c < frame.values.length; c++) {
            boolean id = model.layout().column(c).role() == ColumnRole.ID;
            hash = hash * 0x9E3779B97F4A7C15L + (id ? 0 : frame.values[c]);
        }
        return hash;
    }

    /** Missing values, a constant column, days without times, entities of one event, numbers of a few values. */
    @Test
    void drawsValuesThatTheReferenceHasFromOddLogs() {
        SequenceModel model = ofOddLog();
        Population population = new Population(model, window(model), 200, Shard.WHOLE);
        EventFrame frame = new EventFrame(model.layout().size());
        int events = 0;
        while (population.next(frame)) {
            events++;

            // Then
            assertThat(frame.values[2]).isZero();
            assertThat(frame.values[3]).isIn(ColumnFormat.MISSING, 0L, 1L);
            assertThat(frame.values[4]).isIn(ColumnFormat.MISSING, 500L, 600L, 700L, 800L);
            assertThat(frame.values[5]).isEqualTo(150);
        }
        assertThat(events).isGreaterThanOrEqualTo(200);
    }

    private static EventLog oddLog() {
        SmallLog log = new SmallLog()
                .column("type", ColumnRole.TYPE, "only")
                .column("note", ColumnRole.CATEGORICAL, "x", "y")
                .number("price", ColumnRole.NUMERIC)
                .number("fee", ColumnRole.NUMERIC);
        for (int e = 0; e < 30; e++) {
            log.entity();
            for (int n = 0; n < 1 + e % 3; n++) {
                long note = (e + n) % 2 == 0 ? ColumnFormat.MISSING : n % 2;
                long price = e % 5 == 0 ? ColumnFormat.MISSING : 500 + 100L * (e % 4);
                log.row(86_400L * (n + e), 0, note, price, 150);
            }
        }

        return log.build();
    }

    @Test
    void namesThatFewerThanKEntitiesHaveInAContextAreNotDrawnThere() {
        // Given a type with which one entity alone has the channel that all others have with the other type
        SmallLog log = new SmallLog()
                .column("type", ColumnRole.TYPE, "a", "b")
                .column("channel", ColumnRole.CATEGORICAL, "w", "x");
        for (int e = 0; e < 60; e++) {
            log.entity();
            for (int n = 0; n < 40; n++) {
                log.row(9_000L * n + e, n % 2, e == 0 ? 1 : n % 2);
            }
        }
        SequenceModel floored = ModelFitter.fit(log.build(), TABLES.withK(10), line -> {});
        SequenceModel open = ModelFitter.fit(log.build(), TABLES.withK(1), line -> {});

        // When, then what is left comes from the coarser row, which half of all events are in
        assertThat(share(floored)).isLessThan(0.02);
        assertThat(share(open)).isGreaterThan(0.002);
    }

    /** Share of the first type's events that are in the second channel. */
    private static double share(SequenceModel model) {
        Population population = new Population(model, window(model), 300, Shard.WHOLE);
        EventFrame frame = new EventFrame(model.layout().size());
        long all = 0;
        long odd = 0;
        while (population.next(frame)) {
            all += frame.values[2] == 0 ? 1 : 0;
            odd += frame.values[2] == 0 && frame.values[3] == 1 ? 1 : 0;
        }
        return odd / (double) all;
    }

    @Test
    void samplingAllocatesNothingAnEvent() {
        // Given
        SequenceModel model = ModelFitter.fit(payments(), TABLES, line -> {});
        EntitySampler sampler =
                model.sampler(new SamplerSettings(7, model.provenance().startMicros(), Long.MAX_VALUE, 1));
        EntityState state = model.newState();
        sampler.begin(state, 3, 60);
        EventFrame frame = new EventFrame(model.layout().size());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 20_000;
        for (int i = 0; i < calls; i++) {
            sampler.emit(state, frame);
        }

        // When
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            sampler.emit(state, frame);
        }
        double bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (double) calls;

        // Then less than one byte an event: what is left is the measurement's own
        assertThat(bytes).isLessThan(1);
    }
}
