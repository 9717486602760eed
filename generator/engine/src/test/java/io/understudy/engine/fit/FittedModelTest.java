package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.file.ModelFile;
import io.understudy.model.neural.NeuralModel;
import io.understudy.model.table.TableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of each kind, fitted on simulated payments, held to the promises of its seams. */
@ParameterizedClass
@ValueSource(strings = {ChainModel.KIND, NeuralModel.KIND, TableModel.KIND})
class FittedModelTest {
    private static final int POPULATION = 300;

    private static final Map<String, SequenceModel> MODELS = new ConcurrentHashMap<>();

    private final SequenceModel model;

    FittedModelTest(String kind) {
        model = MODELS.computeIfAbsent(kind, FittedModelTest::fit);
    }

    private static SequenceModel fit(String kind) {
        FitSettings settings =
                kind.equals(NeuralModel.KIND) ? FitSettings.defaults().quick() : FitSettings.defaults();
        return ModelFitter.fit(
                Simulation.payments(SimulationSettings.of(POPULATION, 20, 5)).toEventLog(),
                settings.withKind(kind).withK(2), // so that rare classes are there
                line -> {});
    }

    private SamplerSettings settings(long seed, double rareOdds) {
        return new SamplerSettings(
                seed, model.provenance().startMicros(), model.provenance().endMicros() + 1, rareOdds);
    }

    /** All events of one entity. */
    private static List<EventFrame> events(SequenceModel from, SamplerSettings settings, long entity) {
        EntitySampler sampler = from.sampler(settings);
        EntityState state = from.newState();
        sampler.begin(state, entity, POPULATION);
        List<EventFrame> events = new ArrayList<>();
        while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
            EventFrame frame = new EventFrame(from.layout().size());
            sampler.emit(state, frame);
            events.add(frame);
        }
        return events;
    }

    private static List<long[]> cells(List<EventFrame> events) {
        return events.stream().map(e -> e.values).toList();
    }

    @Test
    void repeatsAnEntityWhateverElseTheSamplerDrew() {
        // Given a sampler that walks two entities in turn
        SamplerSettings settings = settings(9, 1);
        EntitySampler shared = model.sampler(settings);
        EntityState first = model.newState();
        EntityState second = model.newState();
        shared.begin(first, 3, POPULATION);
        shared.begin(second, 4, POPULATION);
        List<EventFrame> mixed = new ArrayList<>();

        // When
        while (shared.nextTimeMicros(first) != EntitySampler.ENDED) {
            EventFrame frame = new EventFrame(model.layout().size());
            shared.emit(first, frame);
            mixed.add(frame);
            if (shared.nextTimeMicros(second) != EntitySampler.ENDED) {
                shared.emit(second, new EventFrame(model.layout().size()));
            }
        }

        // Then entity 3 is what it is alone
        assertThat(cells(mixed)).usingRecursiveComparison().isEqualTo(cells(events(model, settings, 3)));
    }

    @Test
    void keepsTimesInOrderAndInsideTheWindow() {
        for (long entity = 0; entity < 50; entity++) {
            long last = model.provenance().startMicros();
            for (EventFrame event : events(model, settings(1, 1), entity)) {
                assertThat(event.timeMicros).isBetween(last, model.provenance().endMicros());
                last = event.timeMicros;
            }
        }
    }

    @Test
    void goesOnFromBytesAsFromTheState() {
        SamplerSettings settings = settings(2, 1);
        EntitySampler sampler = model.sampler(settings);
        EntityState state = model.newState();
        sampler.begin(state, 7, POPULATION);
        EventFrame frame = new EventFrame(model.layout().size());
        sampler.emit(state, frame);
        EntityState copy = model.newState();
        copy.restore(state.toBytes());

        EventFrame again = new EventFrame(model.layout().size());
        sampler.emit(state, frame);
        sampler.emit(copy, again);

        assertThat(again.values).isEqualTo(frame.values);
        assertThat(copy.toBytes()).isEqualTo(state.toBytes());
    }

    @Test
    void refusesTheStateOfAnotherModel() {
        assertThatThrownBy(() -> model.newState().restore(new byte[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another model");
    }

    @Test
    void scoresItsOwnStreamUniformly() {
        // Given the scores of the model's own events, by an observer that does not know the clusters
        EntityScorer scorer = model.scorer();
        int features = scorer.features().size();
        List<List<Double>> scores = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            scores.add(new ArrayList<>());
        }
        double[] score = new double[features];
        int novel = 0;
        for (long entity = 0; entity < POPULATION; entity++) {
            EntityState state = model.newState();
            long n = 0;
            for (EventFrame event : events(model, settings(31, 1), entity)) {
                scorer.score(state, event, entity * 100_003 + n++, score);
                for (int f = 0; f < features; f++) {
                    if (score[f] == EntityScorer.NOVEL) {
                        novel++;
                    } else if (!Double.isNaN(score[f])) {
                        scores.get(f).add(score[f]);
                    }
                }
            }
        }

        // Then hardly any is impossible to an observer who has dropped what was unlikely, fewer than a monitor forgives
        assertThat(novel).isLessThan(scores.get(0).size() / 1_000);

        // And the largest distance to the uniform law is small. Scores are not quite independent of the end of the
        // window, hence a bound on the distance rather than a p-value: a score off by a quarter of its events fails
        for (int f = 0; f < features; f++) {
            assertThat(distanceToUniform(scores.get(f)))
                    .as(
                            "%s over %d scores",
                            scorer.features().get(f), scores.get(f).size())
                    .isLessThan(
                            0.05 + 1.95 / Math.sqrt(Math.max(1, scores.get(f).size())));
        }
    }

    @Test
    void scoresFarFromUniformWhereGapsAreTenTimesTooLong() {
        EntityScorer scorer = model.scorer();
        double[] score = new double[scorer.features().size()];
        List<Double> gaps = new ArrayList<>();
        for (long entity = 0; entity < POPULATION; entity++) {
            EntityState state = model.newState();
            long start = model.provenance().startMicros();
            for (EventFrame event : events(model, settings(31, 1), entity)) {
                event.timeMicros = start + (event.timeMicros - start) * 10;
                event.values[model.layout().timeIndex()] = event.timeMicros;
                scorer.score(state, event, event.timeMicros ^ entity, score);
                if (!Double.isNaN(score[0])) {
                    gaps.add(score[0]);
                }
            }
        }
        assertThat(distanceToUniform(gaps)).isGreaterThan(0.2);
    }

    private static double distanceToUniform(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            distance = Math.max(distance, Math.abs(sorted[i] - (i + 0.5) / sorted.length));
        }
        return distance;
    }

    @Test
    void makesRareEventsMoreFrequentByTheOddsAlone() {
        long rare = 0;
        long rareTilted = 0;
        for (long entity = 0; entity < POPULATION; entity++) {
            rare += count(events(model, settings(5, 1), entity));
            rareTilted += count(events(model, settings(5, 8), entity));
        }
        assertThat(rareTilted).isGreaterThan(3 * Math.max(1, rare));
        assertThat(events(model, settings(5, 0), 1))
                .allMatch(e -> e.label == model.layout().normalLabel());
    }

    private long count(List<EventFrame> events) {
        return events.stream()
                .filter(e -> e.label != model.layout().normalLabel())
                .count();
    }

    @Test
    void forcesAnEventOfTheClassAtTheTime() {
        EntityState state = model.newState();
        EntitySampler sampler = model.sampler(settings(3, 1));
        sampler.begin(state, 1, POPULATION);
        EventFrame frame = new EventFrame(model.layout().size());
        sampler.emit(state, frame);
        long label = model.layout().normalLabel() == 0 ? 1 : 0;
        assertThat(model.layout().labelClasses()).hasSizeGreaterThan(2);

        long gap = sampler.forcedGapMicros(state, label, 17);
        sampler.emitForced(state, label, frame.timeMicros + gap, 17, frame);

        assertThat(gap).isGreaterThanOrEqualTo(0);
        assertThat(frame.label).isEqualTo(label);
        assertThat(frame.sequence).isEqualTo(1);
    }

    @Test
    void endlessStreamsFollowAnEndedEntityByAFreshOne() {
        EntitySampler sampler =
                model.sampler(new SamplerSettings(3, model.provenance().startMicros(), Long.MAX_VALUE, 1));
        EntityState state = model.newState();
        sampler.begin(state, 2, POPULATION);
        EventFrame frame = new EventFrame(model.layout().size());
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 2_000; i++) {
            assertThat(sampler.nextTimeMicros(state)).isNotEqualTo(EntitySampler.ENDED);
            sampler.emit(state, frame);
            assertThat(frame.timeMicros).isGreaterThanOrEqualTo(last);
            assertThat(frame.entity % POPULATION).isEqualTo(2);
            last = frame.timeMicros;
        }
    }

    @Test
    void filesHoldTheWholeModel(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("payments.model");
        ModelFile.write(model, file);
        SequenceModel read = ModelFile.read(file);

        assertThat(read.layout()).isEqualTo(model.layout());
        assertThat(read.provenance()).isEqualTo(model.provenance());
        assertThat(cells(events(read, settings(4, 1), 11)))
                .usingRecursiveComparison()
                .isEqualTo(cells(events(model, settings(4, 1), 11)));
    }

    @Test
    void refusesCutDamagedNewerAndForeignFiles(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("payments.model");
        ModelFile.write(model, file);
        byte[] whole = Files.readAllBytes(file);

        assertRefused(file, Arrays.copyOf(whole, whole.length / 2), "is cut short");
        assertRefused(file, Arrays.copyOf(whole, 20), "is cut short");
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        assertRefused(file, damaged, "is damaged");
        byte[] newer = whole.clone();
        newer[11] = 99;
        assertRefused(file, newer, "version 99, this program reads version " + ModelFile.VERSION);
        assertRefused(file, "a,b\n1,2\n".getBytes(), "is not a model file");
        assertRefused(file, new byte[0], "is not a model file");
        Files.delete(file);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no such model file");
    }

    private static void assertRefused(Path file, byte[] bytes, String reason) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> FitSettings.defaults().withK(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--k 0 must be at least 1");
        assertThatThrownBy(() -> FitSettings.defaults().withKind("oracle"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--model-kind \"oracle\" is not known; the families are: trees, neural, tables");
    }
}
