package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** A model finds its own stream, whose entities it does not know, as likely as it made it. */
class OwnStreamTest {
    private static final int CELLS = 10;
    private static final double HIGHEST_CHI_SQUARE = 45; // of 9 degrees of freedom: by chance once in a million times
    private static final long DAY = 86_400_000_000L;

    /** What a scorer says of a stream's first events. */
    private static final class Scores {
        final int[][] counts; // [feature][cell]
        final int[] novel; // [feature]
        final EntityScorer scorer;
        int events;
        int lastMoments; // events in the last two milliseconds of a day

        Scores(SequenceModel model, long seed, int entities, int most) {
            scorer = model.scorer();
            int features = scorer.features().size();
            counts = new int[features][CELLS];
            novel = new int[features];
            EntitySampler sampler = model.sampler(new SamplerSettings(
                    seed, model.provenance().startMicros(), model.provenance().endMicros() + 1, 1));
            EntityState[] drawn = new EntityState[entities];
            EntityState[] seen = new EntityState[entities];
            PriorityQueue<long[]> next = new PriorityQueue<>(Comparator.comparingLong(entry -> entry[0]));
            for (int e = 0; e < entities; e++) {
                drawn[e] = model.newState();
                seen[e] = model.newState();
                sampler.begin(drawn[e], e, entities);
                push(next, sampler, drawn[e], e);
            }
            EventFrame frame = new EventFrame(model.layout().size());
            double[] score = new double[features];
            for (; events < most && !next.isEmpty(); events++) {
                int e = (int) next.poll()[1];
                sampler.emit(drawn[e], frame);
                push(next, sampler, drawn[e], e);
                scorer.score(seen[e], frame, events * 7_919L, score);
                lastMoments += Math.floorMod(frame.timeMicros, DAY) >= DAY - 2_000 ? 1 : 0;
                for (int f = 0; f < features; f++) {
                    count(f, score[f]);
                }
            }
        }

        private static void push(PriorityQueue<long[]> next, EntitySampler sampler, EntityState state, int e) {
            long time = sampler.nextTimeMicros(state);
            if (time != EntitySampler.ENDED) {
                next.add(new long[] {time, e});
            }
        }

        private void count(int feature, double score) {
            if (score == EntityScorer.NOVEL) {
                novel[feature]++;
            } else if (!Double.isNaN(score)) {
                counts[feature][(int) (score * CELLS)]++;
            }
        }

        int novel(String feature) {
            return novel[scorer.features().indexOf(feature)];
        }

        double chiSquare(String feature) {
            int[] cells = counts[scorer.features().indexOf(feature)];
            double expected = Arrays.stream(cells).sum() / (double) CELLS;
            return Arrays.stream(cells)
                    .mapToDouble(n -> Math.pow(n - expected, 2) / expected)
                    .sum();
        }
    }

    private static SequenceModel fitted(int entities, int days) {
        EventLog log = Simulation.of("access", SimulationSettings.of(entities, days, 1))
                .toEventLog();
        return ModelFitter.fit(log, FitSettings.defaults().withK(1).withSeed(1).quick(), note -> {});
    }

    @Test
    void anAttackThatOpensTheStreamOfFewHostsIsExpectedOfThem() {
        // Given few hosts, whose classes follow itineraries: which one an entity follows tells of what kind it is
        SequenceModel model = fitted(40, 7);

        // When a stream begins with an attack of hundreds of events
        Scores scores = new Scores(model, 1, 1_000, 1_000);

        // Then
        for (String feature :
                new String[] {"token", "host_name", "destination_port", "network_protocol", "user_agent"}) {
            assertThat(scores.chiSquare(feature)).as(feature).isLessThan(HIGHEST_CHI_SQUARE);
            assertThat(scores.novel(feature)).as(feature).isZero();
        }
    }

    @Test
    void numbersAroundALevelForLifeAreHardlyEverImpossible() {
        SequenceModel model = fitted(40, 7);

        Scores scores = new Scores(model, 77, 300, Integer.MAX_VALUE);

        assertThat(scores.events).isGreaterThan(30_000);
        assertThat(scores.novel("network_bytes")).isLessThan(scores.events / 2_000);
    }

    @Test
    void nobodyIsStuckInFrontOfMidnight() {
        // Given entities that have days, and are busy when they end
        SequenceModel model = fitted(90, 4);

        Scores scores = new Scores(model, 77, 200, Integer.MAX_VALUE);

        assertThat(scores.events).isGreaterThan(5_000);
        assertThat(scores.lastMoments).isLessThan(10); // events of two milliseconds in a million of a day's
        assertThat(scores.novel("gap")).isZero();
        assertThat(scores.chiSquare("token")).isLessThan(HIGHEST_CHI_SQUARE);
    }
}
