package io.understudy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.publish.ClassWeights;
import io.understudy.engine.reference.EventLog;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.EventFrame;
import io.understudy.model.RareDial;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A share of rare events that is asked for is held all along the stream, by the starts of episodes alone. */
class RareHoldTest {
    private static final long ENTITIES = 2_000;
    private static final int WINDOW = RareDial.WINDOW_EVENTS;
    private static final int TILTED_RUNS = 3;

    /** Of the distance of two samples' distributions over its scale: exceeded by chance once in a million. */
    private static final double KOLMOGOROV_QUANTILE = 2.69;

    private static SequenceModel model;
    private static SequenceModel tables;
    private static FrameSink usual;
    private static FrameSink held;

    @BeforeAll
    static void draw() throws IOException {
        EventLog log = Simulation.payments(SimulationSettings.of(400, 20, 5)).toEventLog();
        FitSettings settings = FitSettings.defaults().withK(2); // so that rare classes are there
        model = ModelFitter.fit(log, settings, line -> {});
        tables = ModelFitter.fit(log, settings.withKind("tables"), line -> {});
        usual = run(6, RareAim.UNCHANGED, 3 * ENTITIES);
        held = run(5, new RareAim.Share(0.02), ENTITIES);
    }

    @AfterAll
    static void forget() {
        usual = null;
        held = null;
    }

    private static FrameSink run(long seed, RareAim aim, long entities) throws IOException {
        return run(model, seed, aim, entities);
    }

    private static FrameSink run(SequenceModel model, long seed, RareAim aim, long entities) throws IOException {
        FrameSink sink = new FrameSink();
        GenerateSettings settings =
                GenerateSettings.of(seed).withEntities(entities).withRare(aim);
        new GenerateRun(model, settings, sink, new RunMeter()).execute();
        return sink;
    }

    private static boolean rare(EventFrame frame) {
        return frame.label != model.layout().normalLabel();
    }

    private static double share(List<EventFrame> frames) {
        return frames.stream().filter(RareHoldTest::rare).count() / (double) frames.size();
    }

    /** Largest distance, at any event, of the rare events so far from {@code share} of the events so far. */
    private static double mostOff(List<EventFrame> frames, double share) {
        long rare = 0;
        double most = 0;
        for (int i = 0; i < frames.size(); i++) {
            rare += rare(frames.get(i)) ? 1 : 0;
            most = Math.max(most, Math.abs(rare - share * (i + 1)));
        }
        return most;
    }

    /** The same distance, in the root mean square over all events. */
    private static double off(List<EventFrame> frames, double share) {
        long rare = 0;
        double sum = 0;
        for (int i = 0; i < frames.size(); i++) {
            rare += rare(frames.get(i)) ? 1 : 0;
            double distance = rare - share * (i + 1);
            sum += distance * distance;
        }
        return Math.sqrt(sum / frames.size());
    }

    private static int longestEpisode(List<EventFrame> frames) {
        return episodes(frames).stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Rare events that an entity has in a row. */
    private static List<Integer> episodes(List<EventFrame> frames) {
        Map<Long, Integer> live = new HashMap<>();
        List<Integer> lengths = new ArrayList<>();
        for (EventFrame frame : frames) {
            if (rare(frame)) {
                live.merge(frame.entity, 1, Integer::sum);
            } else if (live.containsKey(frame.entity)) {
                lengths.add(live.remove(frame.entity));
            }
        }
        lengths.addAll(live.values());
        return lengths;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.02, 0.1})
    void holdsTheShareInEveryWindow(double share) throws IOException {
        List<EventFrame> frames = run(3, new RareAim.Share(share), ENTITIES).frames;

        double most = Math.max(1.5 * longestEpisode(frames), 0.1 * WINDOW * share);
        assertThat(mostOff(frames, share)).as("events off at most").isLessThan(most);
        for (int end = WINDOW; end <= frames.size(); end += WINDOW / 4) {
            assertThat(share(frames.subList(end - WINDOW, end)))
                    .as("share of the window that ends with event %d", end)
                    .isCloseTo(share, within(1.2 * most / WINDOW));
        }
    }

    /** Starts that are decided as they come leave the time before them, and what follows, as they are. */
    @Test
    void tablesHoldTheShareToo() throws IOException {
        FrameSink own = run(tables, 6, RareAim.UNCHANGED, 3 * ENTITIES);

        FrameSink steered = run(tables, 5, new RareAim.Share(0.02), ENTITIES);

        assertThat(mostOff(steered.frames, 0.02)).isLessThan(2 * longestEpisode(steered.frames));
        assertThat(kolmogorov(lengths(own), lengths(steered))).isLessThan(KOLMOGOROV_QUANTILE);
        assertThat(kolmogorov(gapsBeforeStarts(own.frames), gapsBeforeStarts(steered.frames)))
                .isLessThan(KOLMOGOROV_QUANTILE);
        for (int i = 1; i < steered.frames.size(); i++) {
            assertThat(steered.frames.get(i).timeMicros).isGreaterThanOrEqualTo(steered.frames.get(i - 1).timeMicros);
        }
    }

    /** The control: a factor of the same size strays much further, in the root mean square over some runs. */
    @Test
    void aFactorStraysFurther() throws IOException {
        double squares = 0;
        for (long seed = 7; seed < 7 + TILTED_RUNS; seed++) {
            List<EventFrame> frames =
                    run(seed, new RareAim.Odds(6), ENTITIES).frames; // one after the other: they are large
            squares += Math.pow(off(frames, share(frames)), 2) / TILTED_RUNS;
        }

        assertThat(Math.sqrt(squares)).isGreaterThan(3 * off(held.frames, 0.02));
    }

    @Test
    void leavesEpisodesAsLongAsTheyAre() {
        assertThat(kolmogorov(lengths(usual), lengths(held))).isLessThan(KOLMOGOROV_QUANTILE);
    }

    private static double[] lengths(FrameSink sink) {
        return episodes(sink.frames).stream().mapToDouble(Integer::doubleValue).toArray();
    }

    /** Starts that come late are not put off against those that come soon. */
    @Test
    void leavesTheTimeBeforeAStartAsItIs() {
        double[] before = gapsBeforeStarts(usual.frames);
        double[] after = gapsBeforeStarts(held.frames);

        assertThat(after.length).isGreaterThan(150);
        assertThat(kolmogorov(before, after)).isLessThan(KOLMOGOROV_QUANTILE);
    }

    private static double[] gapsBeforeStarts(List<EventFrame> frames) {
        Map<Long, EventFrame> last = new HashMap<>();
        List<Double> gaps = new ArrayList<>();
        for (EventFrame frame : frames) {
            EventFrame before = last.put(frame.entity, frame);
            if (before != null && rare(frame) && !rare(before)) {
                gaps.add((double) (frame.timeMicros - before.timeMicros));
            }
        }
        return gaps.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double kolmogorov(double[] a, double[] b) {
        Arrays.sort(a);
        Arrays.sort(b);
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            distance = Math.max(distance, Math.abs(i / (double) a.length - j / (double) b.length));
        }
        return distance * Math.sqrt(a.length * (double) b.length / (a.length + b.length));
    }

    /** The weights follow the odds at work, of which the last window's mean is known as it goes on. */
    @Test
    void weighsEventsBackToTheUnchangedModel() {
        double rareWeight = 0;
        double allWeight = 0;
        for (int i = 0; i < held.frames.size(); i++) {
            ClassWeights weights = held.weightsByFrame.get(i);
            boolean rare = rare(held.frames.get(i));
            rareWeight += rare ? weights.rare() : 0;
            allWeight += rare ? weights.rare() : weights.normal();
        }
        assertThat(allWeight / held.frames.size()).as("mean weight").isCloseTo(1, within(0.01));
        double learned = share(usual.frames);
        double bound = 0.35 * learned; // three and a half standard errors of some hundred episodes on either side
        assertThat(rareWeight / allWeight).isCloseTo(learned, within(bound));
        assertThat(0.02).as("control").isNotCloseTo(learned, within(bound));
    }

    @Test
    void makesTheSameBytesForAnyNumberOfWorkers() throws IOException, ExecutionException, InterruptedException {
        // Given: three shards, one after the other
        List<List<String>> alone = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alone.add(shard(i));
        }
        ExecutorService workers = Executors.newFixedThreadPool(2);

        // When: two workers, the other way round
        List<Future<List<String>>> together = new ArrayList<>();
        for (int i = 2; i >= 0; i--) {
            int index = i;
            together.add(workers.submit(() -> shard(index)));
        }

        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(together.get(2 - i).get()).isEqualTo(alone.get(i));
        }
        workers.shutdown();
    }

    private static List<String> shard(int index) throws IOException {
        FrameSink sink = new FrameSink();
        GenerateSettings settings = GenerateSettings.of(4)
                .withEntities(600)
                .withRare(new RareAim.Share(0.02))
                .withShard(new Shard(index, 3, entity -> entity % 3 == index));
        new GenerateRun(model, settings, sink, new RunMeter()).execute();
        return sink.frames.stream().map(RareHoldTest::text).toList();
    }

    private static String text(EventFrame frame) {
        return frame.entity + " " + frame.sequence + " " + frame.label + " " + Arrays.toString(frame.values);
    }

    @Test
    void goesOnAsBeforeWhereItIsReplayed() {
        // Given: a worker that is stopped after 20,000 events
        EventFrame frame = new EventFrame(model.layout().size());
        Population stopped = population();
        for (int i = 0; i < 20_000; i++) {
            stopped.next(frame);
        }

        // When: another one replays them in silence
        Population taken = population();
        for (int i = 0; i < 20_000; i++) {
            taken.next(frame);
        }

        // Then
        EventFrame other = new EventFrame(model.layout().size());
        for (int i = 0; i < 20_000; i++) {
            assertThat(taken.next(frame)).isEqualTo(stopped.next(other));
            assertThat(text(frame)).isEqualTo(text(other));
        }
    }

    private static Population population() {
        SamplerSettings settings = new SamplerSettings(
                8, model.provenance().startMicros(), model.provenance().endMicros() + 1, 5);
        Population population =
                new Population(model, settings, ENTITIES, Shard.WHOLE, new RareDial(0.03, 5, 6 * 3_600_000_000L));
        assertThat(population.steered()).isTrue();
        return population;
    }

    /** In a stream without end, entities that end are followed by others, whatever is decided. */
    @Test
    void holdsTheShareOfAnEndlessStream() throws IOException {
        FrameSink sink = new FrameSink();
        GenerateSettings settings =
                GenerateSettings.of(9).withEntities(300).withEvents(60_000).withRare(new RareAim.Share(0.05));

        new GenerateRun(model, settings, sink, new RunMeter()).execute();

        assertThat(sink.frames).hasSize(60_000);
        assertThat(mostOff(sink.frames, 0.05)).isLessThan(2 * longestEpisode(sink.frames) + 5);
        for (int i = 1; i < sink.frames.size(); i++) {
            assertThat(sink.frames.get(i).timeMicros).isGreaterThanOrEqualTo(sink.frames.get(i - 1).timeMicros);
        }
    }
}
