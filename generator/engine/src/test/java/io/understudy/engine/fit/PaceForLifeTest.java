package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.time.PaceFit;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entities live as fast as the reference's do, each at a pace of its own, and keep it. */
class PaceForLifeTest {
    private static final int ENTITIES = 400;
    private static final int DAYS = 100;
    private static final long DAY = 86_400;

    private static ChainModel model;
    private static List<List<EventFrame>> drawn;

    /** An entity's events come by chance, at a rate that is anywhere between a fifth of one and 2.2 a day. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log = new SmallLog();
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            double rate = 0.2 + 2 * random.nextDouble();
            double second = 0;
            while ((second -= Math.log(1 - random.nextDouble()) / rate * DAY) < DAYS * DAY) {
                log.row((long) second);
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        model = (ChainModel) ModelFitter.fit(log(), FitSettings.defaults(), note -> {});
        drawn = Drawn.events(model, 6, 1, ENTITIES);
    }

    @Test
    void pacesAreSpreadAsTheReferencesAre() {
        assertThat(model.shape().pace().grades()).isGreaterThan(1);
        double[] sizes = drawn.stream().mapToDouble(List::size).sorted().toArray();

        for (double quantile = 0.1; quantile < 1; quantile += 0.2) {
            double expected = DAYS * (0.2 + 2 * quantile);
            assertThat(sizes[(int) (quantile * sizes.length)])
                    .as("quantile %.1f", quantile)
                    .isBetween(expected - 22, expected + 22); // a ninth of the range: four deviations of chance
        }
    }

    @Test
    void anEntityKeepsItsPace() {
        // Given how many events of each entity come in the first half and how many in the second
        double[] first = new double[ENTITIES];
        double[] second = new double[ENTITIES];
        long middle = model.provenance().startMicros() + DAYS * DAY * 500_000;
        for (int e = 0; e < ENTITIES; e++) {
            for (EventFrame event : drawn.get(e)) {
                (event.timeMicros < middle ? first : second)[e]++;
            }
        }

        // Then they differ as by chance, which is 1 with a deviation of 0.07: four of them
        double apart = 0;
        for (int e = 0; e < ENTITIES; e++) {
            apart += Math.pow(first[e] - second[e], 2) / Math.max(1, first[e] + second[e]);
        }
        assertThat(apart / ENTITIES).isLessThan(1.28);
    }

    @Test
    void anObserverWhoDoesNotKnowThePaceExpectsTheGaps() {
        EntityScorer scorer = model.scorer();
        int feature = scorer.features().indexOf("gap");
        double[] score = new double[scorer.features().size()];
        List<Double> scores = new ArrayList<>();
        for (int entity = 0; entity < ENTITIES; entity++) {
            EntityState state = model.newState();
            for (EventFrame event : drawn.get(entity)) {
                scorer.score(state, event, entity * 1_000_003L + event.sequence, score);
                if (!Double.isNaN(score[feature])) {
                    scores.add(score[feature]);
                }
            }
        }
        assertThat(scores.size())
                .isGreaterThan(drawn.stream().mapToInt(List::size).sum() * 9 / 10);
        for (double quantile = 0.1; quantile < 1; quantile += 0.1) {
            double q = quantile;
            double below = scores.stream().filter(s -> s < q).count() / (double) scores.size();
            assertThat(below).as("share of scores below %.1f", q).isBetween(q - 0.02, q + 0.02);
        }
    }

    @Test
    void livesThatDifferByChanceAloneHaveNoPace() {
        // Given one rate for all
        SplittableRandom random = new SplittableRandom(4);
        SmallLog log = new SmallLog();
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            double second = 0;
            while ((second -= Math.log(1 - random.nextDouble()) * DAY) < 30 * DAY) {
                log.row((long) second);
            }
        }

        // When
        PaceFit pace = new PaceFit(log.build(), new int[ENTITIES], 1, 10);

        // Then
        assertThat(pace.law.grades()).isEqualTo(1);
        assertThat(Arrays.stream(pace.grades).distinct()).containsExactly(-1);
    }
}
