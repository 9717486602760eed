package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
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

/** Entities that live at one pace differ in how great their numbers are, and keep to it. */
class NumbersForLifeTest {
    private static final int ENTITIES = 400;
    private static final int DAYS = 40;
    private static final double WITHIN = 0.2; // deviation of the logarithms of an entity's numbers
    private static final int AMOUNT = 3;

    private static ChainModel model;
    private static List<List<EventFrame>> drawn;

    /** An event a day, of two kinds by chance, whose amount is anywhere between 20 and 2,000 for an entity. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log =
                new SmallLog().column("kind", ColumnRole.TYPE, "buy", "pay").number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            double level = Math.log(2_000) + random.nextDouble() * Math.log(100);
            for (int day = 0; day < DAYS; day++) {
                double amount = Math.exp(level + WITHIN * random.nextGaussian());
                log.row(day * 86_400L, random.nextInt(2), (long) amount);
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        model = (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});
        drawn = Drawn.events(model, 6, 1, ENTITIES);
    }

    private static double[] levels(int from, int to) {
        return drawn.stream()
                .mapToDouble(events -> events.subList(from, to).stream()
                        .mapToDouble(event -> Math.log(event.values[AMOUNT]))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    @Test
    void levelsAreSpreadAsTheReferencesAre() {
        assertThat(model.shape().pace().ofNumbers()).isTrue();
        double[] levels = levels(0, DAYS);
        Arrays.sort(levels);

        for (double quantile = 0.1; quantile < 1; quantile += 0.2) {
            double expected = Math.log(2_000) + quantile * Math.log(100);
            assertThat(levels[(int) (quantile * levels.length)])
                    .as("quantile %.1f", quantile)
                    .isBetween(expected - 0.45, expected + 0.45); // a tenth of the range: four deviations of chance
        }
    }

    @Test
    void anEntityKeepsItsLevel() {
        double[] first = levels(0, DAYS / 2);
        double[] second = levels(DAYS / 2, DAYS);

        double apart = 0;
        for (int e = 0; e < ENTITIES; e++) {
            apart += Math.pow(first[e] - second[e], 2) / ENTITIES;
        }

        // by chance alone the square is that of a number over a quarter of the days
        assertThat(Math.sqrt(apart)).isLessThan(3 * WITHIN / Math.sqrt(DAYS / 4.0));
    }

    @Test
    void anObserverWhoDoesNotKnowTheLevelExpectsTheNumbers() {
        EntityScorer scorer = model.scorer();
        int feature = scorer.features().indexOf("amount");
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
        for (double quantile = 0.1; quantile < 1; quantile += 0.1) {
            double q = quantile;
            double below = scores.stream().filter(s -> s < q).count() / (double) scores.size();
            assertThat(below).as("share of scores below %.1f", q).isBetween(q - 0.02, q + 0.02);
        }
    }
}
