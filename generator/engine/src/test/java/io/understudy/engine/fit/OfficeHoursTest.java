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

/** Gaps within a day, of whatever length and from whatever hour, lead to hours at which somebody is at work. */
class OfficeHoursTest {
    private static final int ENTITIES = 400;
    private static final long HOUR = 3_600;
    private static final long MIDNIGHT = 24 * HOUR - 1_700_000_000L % (24 * HOUR); // behind the log's start, in seconds
    private static final int NOON = 12;

    private static ChainModel model;
    private static List<List<EventFrame>> drawn;

    /** From a moment between eight and ten on, an event every two hours or so, none at noon and none behind five. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(8);
        SmallLog log = new SmallLog().column("step", ColumnRole.TYPE, "open", "work");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int day = 0; day < 20; day++) {
                long second = 8 * HOUR + random.nextLong(2 * HOUR);
                for (int i = 0; second < 17 * HOUR; i++) {
                    if (second / HOUR != NOON) {
                        log.row(MIDNIGHT + day * 24 * HOUR + second, i == 0 ? 0 : 1);
                    }
                    second += (long) (-2 * HOUR * Math.log(1 - random.nextDouble()));
                }
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        model = (ChainModel) ModelFitter.fit(log(), FitSettings.defaults(), note -> {});
        drawn = Drawn.events(model, 3, 1, ENTITIES);
    }

    private static int hour(EventFrame event) {
        return (int) (event.timeMicros / 1_000_000 / HOUR % 24);
    }

    @Test
    void hardlyAnEventComesWhenNobodyIsAtWork() {
        long events = drawn.stream().mapToLong(List::size).sum();
        long off = drawn.stream()
                .flatMap(List::stream)
                .filter(e -> hour(e) == NOON || hour(e) >= 17 || hour(e) < 8)
                .count();
        assertThat(events).isGreaterThan(10_000);
        assertThat(off / (double) events).isLessThan(0.01); // the gap's law alone puts 8 % there
    }

    @Test
    void hoursAtWorkAreAsFrequentAsInTheReference() {
        double[] shares = new double[24];
        double[] expected = new double[24];
        long events = drawn.stream().mapToLong(List::size).sum();
        drawn.stream().flatMap(List::stream).forEach(e -> shares[hour(e)] += 1.0 / events);
        EventLog log = log();
        for (int row = 0; row < log.rows(); row++) {
            expected[(int) (log.timeMicros(row) / 1_000_000 / HOUR % 24)] += 1.0 / log.rows();
        }
        for (int hour = 0; hour < 24; hour++) {
            assertThat(shares[hour]).as("hour %d", hour).isBetween(expected[hour] - 0.03, expected[hour] + 0.03);
        }
    }

    @Test
    void gapsAreScoredUniformly() {
        EntityScorer scorer = model.scorer();
        double[] score = new double[scorer.features().size()];
        List<Double> scores = new ArrayList<>();
        for (int entity = 0; entity < ENTITIES / 2; entity++) {
            EntityState state = model.newState();
            for (EventFrame event : drawn.get(entity)) {
                scorer.score(state, event, entity * 1_000_003L + scores.size(), score);
                if (!Double.isNaN(score[0])) {
                    scores.add(score[0]);
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
