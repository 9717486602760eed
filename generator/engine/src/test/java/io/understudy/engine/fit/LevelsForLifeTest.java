package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entities have levels as the reference's do, between the same ends, and keep them. */
class LevelsForLifeTest {
    private static final int ENTITIES = 400;
    private static final int EVENTS = 60;
    private static final int AMOUNT = 2;
    private static final double LEAST = 1_000;
    private static final double MOST = 10_000;

    private static ChainModel model;
    private static List<List<EventFrame>> drawn;

    /** An entity's amounts lie around its own, which is anywhere between 10 and 100 with equal probability. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(2);
        SmallLog log = new SmallLog().number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            double own = LEAST + random.nextDouble() * (MOST - LEAST);
            long second = random.nextLong(100_000);
            for (int i = 0; i < EVENTS; i++) {
                log.row(
                        second += 3_600 + random.nextLong(100_000),
                        Math.round(own * (0.4 + 1.2 * random.nextDouble())));
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        model = (ChainModel) ModelFitter.fit(log(), FitSettings.defaults(), note -> {});
        drawn = Drawn.events(model, 6, 1, ENTITIES);
    }

    private static double mean(List<EventFrame> events) {
        return events.stream().mapToLong(e -> e.values[AMOUNT]).average().orElse(0);
    }

    private static double[] sortedMeans() {
        return drawn.stream()
                .filter(events -> events.size() >= EVENTS / 2)
                .mapToDouble(LevelsForLifeTest::mean)
                .sorted()
                .toArray();
    }

    @Test
    void levelsLieBetweenTheReferencesEnds() {
        double[] means = sortedMeans();

        assertThat(means.length).isGreaterThan(ENTITIES * 3 / 4);
        long outside = java.util.Arrays.stream(means)
                .filter(m -> m < LEAST * 0.85 || m > MOST * 1.15)
                .count();
        assertThat(outside).isLessThan(ENTITIES / 50);
    }

    @Test
    void levelsAreSpreadAsTheReferencesAre() {
        double[] means = sortedMeans();

        for (double quantile = 0.1; quantile < 1; quantile += 0.2) {
            double expected = LEAST + quantile * (MOST - LEAST);
            assertThat(means[(int) (quantile * means.length)])
                    .as("quantile %.1f", quantile)
                    .isBetween(expected - 900, expected + 900); // a tenth of the range: four deviations of chance
        }
    }

    @Test
    void anObserverWhoDoesNotKnowTheLevelExpectsTheAmounts() {
        EntityScorer scorer = model.scorer();
        int feature = scorer.features().indexOf("amount");
        double[] score = new double[scorer.features().size()];
        List<Double> scores = new ArrayList<>();
        for (int entity = 0; entity < ENTITIES; entity++) {
            EntityState state = model.newState();
            for (EventFrame event : drawn.get(entity)) {
                scorer.score(state, event, entity * 1_000_003L + event.sequence, score);
                scores.add(score[feature]);
            }
        }
        assertThat(scores.size())
                .isGreaterThan(drawn.stream().mapToInt(List::size).sum() / 2);
        for (double quantile = 0.1; quantile < 1; quantile += 0.1) {
            double q = quantile;
            double below = scores.stream().filter(s -> s < q).count() / (double) scores.size();
            assertThat(below).as("share of scores below %.1f", q).isBetween(q - 0.02, q + 0.02);
        }
    }
}
