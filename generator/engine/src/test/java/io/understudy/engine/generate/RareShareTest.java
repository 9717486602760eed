package io.understudy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.publish.ClassWeights;
import io.understudy.engine.sample.FakeModel;
import io.understudy.engine.sample.Shard;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare classes come as often as asked, and labels say how much more often than learned. */
class RareShareTest {
    private static final long ENTITIES = 2_000;
    private static final long[] USUAL_SEEDS = {6, 16, 26, 36, 46, 56, 66, 76, 86, 96, 106, 116};
    private static final long[] CHANGED_SEEDS = {5, 15, 25, 35, 45, 55};

    private static SequenceModel model;
    private static double learned = Double.NaN; // share of rare events of what the model draws unchanged

    @BeforeAll
    static void fit() {
        model = ModelFitter.fit(
                Simulation.payments(SimulationSettings.of(400, 20, 5)).toEventLog(),
                FitSettings.defaults().withK(2), // so that rare classes are there
                line -> {});
    }

    private static GenerateSettings settings(long seed, RareAim aim) {
        return GenerateSettings.of(seed).withEntities(ENTITIES).withRare(aim);
    }

    private static double rareShare(List<EventFrame> frames) {
        long normal = model.layout().normalLabel();
        return frames.stream().filter(frame -> frame.label != normal).count() / (double) frames.size();
    }

    @ParameterizedTest
    @CsvSource({"1, .02", "2, .02", "3, .02", "1, .002", "2, .002", "3, .002"})
    void makesTheShareThatIsAsked(long seed, double share) throws IOException {
        FrameSink sink = new FrameSink();

        GenerateResult result =
                new GenerateRun(model, settings(seed, new RareAim.Share(share)), sink, new RunMeter()).execute();

        GenerateResult.RareShare told = result.rareShare().orElseThrow();
        assertThat(result.rareEvents()).as("seed %d", seed).isCloseTo(Math.round(share * result.events()), within(40L));
        assertThat(told.asked()).isEqualTo(share);
        assertThat(told.achieved()).isEqualTo(rareShare(sink.frames));
        assertThat(told.odds()).isPositive();
        assertThat(told.mostOffEvents())
                .isGreaterThanOrEqualTo(Math.abs(result.rareEvents() - share * result.events()));
    }

    /** A factor leaves event n of entity k to (seed, k, n). */
    @Test
    void makesTheSameEventsForASeedAndForAnySharding() throws IOException {
        // Given
        GenerateSettings asked = settings(4, new RareAim.Odds(3)).withEntities(500);
        List<String> whole = texts(asked);

        // When
        List<String> again = texts(asked);
        List<String> parts = new ArrayList<>(texts(asked.withShard(new Shard(0, 2, entity -> entity % 2 == 0))));
        parts.addAll(texts(asked.withShard(new Shard(1, 2, entity -> entity % 2 == 1))));

        // Then
        assertThat(again).isEqualTo(whole);
        Collections.sort(whole);
        Collections.sort(parts);
        assertThat(parts).isEqualTo(whole);
    }

    private static List<String> texts(GenerateSettings settings) throws IOException {
        FrameSink sink = new FrameSink();
        new GenerateRun(model, settings, sink, new RunMeter()).execute();
        return sink.frames.stream()
                .map(frame -> frame.entity + " " + frame.sequence + " " + frame.timeMicros + " " + frame.label)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Of the same model, unchanged; other seeds, so that the weights are not of the events they are held to. */
    private static double learned() throws IOException {
        if (Double.isNaN(learned)) {
            double sum = 0;
            for (long seed : USUAL_SEEDS) {
                FrameSink usual = new FrameSink();
                new GenerateRun(
                                model,
                                settings(seed, RareAim.UNCHANGED).withEntities(2 * ENTITIES),
                                usual,
                                new RunMeter())
                        .execute();
                assertThat(usual.weights).isEqualTo(ClassWeights.UNCHANGED);
                sum += rareShare(usual.frames);
            }
            learned = sum / USUAL_SEEDS.length;
        }
        return learned;
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x", "2%", "0.1%"})
    void weighsTheClassesBackToWhatTheModelLearned(String aim) throws IOException {
        // When: several streams, since one has a hundred episodes, and its weighed share is an eighth off by chance
        double weighed = 0;
        for (long seed : CHANGED_SEEDS) {
            FrameSink changed = new FrameSink();
            new GenerateRun(model, settings(seed, RareAim.parse(aim)), changed, new RunMeter()).execute();

            // Then
            double share = rareShare(changed.frames);
            double rare = share * changed.weights.rare();
            double all = rare + (1 - share) * changed.weights.normal();
            assertThat(all).as("mean weight, seed %d", seed).isCloseTo(1, within(0.01));
            assertThat(share).as("seed %d", seed).isNotCloseTo(learned(), within(0.25 * learned()));
            weighed += rare / all / CHANGED_SEEDS.length;
        }
        assertThat(weighed).isCloseTo(learned(), within(0.25 * learned()));
    }

    @Test
    void takesTheRatioOfTheOddsWhereASampleHoldsNoRareEvent() {
        assertThat(new RareOdds(4, 0, 0.1).weights()).isEqualTo(new ClassWeights(0.25, 1));
        assertThat(RareOdds.of(4).weights()).isEqualTo(new ClassWeights(0.25, 1));
        assertThat(RareOdds.of(0).weights()).isEqualTo(ClassWeights.UNCHANGED);
        assertThat(new RareOdds(1, 0.1, 0.1).weights()).isEqualTo(ClassWeights.UNCHANGED);
        assertThat(new RareOdds(4, 0.125, 0.5).weights()).isEqualTo(new ClassWeights(0.25, 1.75));
    }

    @Test
    void readsFactorsAndPercentages() {
        assertThat(RareAim.parse("5x")).isEqualTo(new RareAim.Odds(5));
        assertThat(RareAim.parse("0.5")).isEqualTo(new RareAim.Odds(0.5));
        assertThat(RareAim.parse("2%")).isEqualTo(new RareAim.Share(0.02));
        assertThat(RareAim.parse("0.2 %")).isEqualTo(new RareAim.Share(0.002));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "often | \"often\" is neither a factor nor a percentage; write it like 5x, 0.5x or 2%",
                "x% | \"x%\" is neither a factor nor a percentage; write it like 5x, 0.5x or 2%",
                "0% | share 0.0% must lie above 0 % and below 100 %; write it like 2%, or 0x for no rare events",
                "100% | share 100.0% must lie above 0 % and below 100 %; write it like 2%, or 0x for no rare events",
                "-1x | factor -1.0 must be a finite factor of at least 0; 1 changes nothing"
            })
    void refusesWhatIsNeither(String text, String message) {
        assertThatThrownBy(() -> RareAim.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    /** One event in 16 of this model is rare, whatever the odds. */
    @ParameterizedTest
    @CsvSource({"0.5, at most, high, less", "0.01, at least, low, more"})
    void refusesAShareThatNoOddsGive(double share, String most, String high, String less) {
        GenerateRun run = new GenerateRun(
                new FakeModel(3_600_000_000L),
                GenerateSettings.of(1).withRare(new RareAim.Share(share)),
                new FrameSink(),
                new RunMeter());

        assertThatThrownBy(run::execute)
                .isInstanceOf(InputException.class)
                .hasMessageMatching("--rare " + 100 * share + "%: of model .*'s events " + most
                        + " 5\\.\\d+% are rare, however " + high + " the odds; ask for " + less);
    }
}
