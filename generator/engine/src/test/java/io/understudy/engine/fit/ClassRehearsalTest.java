package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Episodes of a rare class start as often as in the reference, last as long, and follow no other rare class. */
class ClassRehearsalTest {
    private static final int ENTITIES = 300;
    private static final int EVENTS = 150;
    private static final int LABEL = 2;
    private static final int STOLEN = 1;
    private static final int EPISODE_EVENTS = 12;

    private static ChainModel model;
    private static List<List<EventFrame>> drawn;

    /**
     * Every fourth entity has an episode of twelve events of which every other is of the class "stolen"; every third has one
     * single event of the class "large", anywhere.
     */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = new SmallLog().column("class", ColumnRole.LABEL, "no", "stolen", "large");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int episode = e % 4 == 0 ? 20 + random.nextInt(EVENTS - 40) : EVENTS;
            int large = e % 3 == 0 ? random.nextInt(EVENTS) : EVENTS;
            long second = random.nextLong(86_400);
            for (int i = 0; i < EVENTS; i++) {
                boolean stolen = i >= episode && i < episode + EPISODE_EVENTS && (i - episode) % 2 == 0;
                log.row(second += 1_000 + random.nextLong(40_000), stolen ? STOLEN : i == large ? 2 : 0);
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        model = (ChainModel) ModelFitter.fit(log(), FitSettings.defaults(), note -> {});
        drawn = Drawn.events(model, 8, 1, 4 * ENTITIES);
    }

    private static long stolen(List<EventFrame> events) {
        return events.stream().filter(event -> event.values[LABEL] == STOLEN).count();
    }

    @Test
    void asManyEntitiesAreStolenFromAsInTheReference() {
        long entities = drawn.stream().filter(events -> stolen(events) > 0).count();

        assertThat(entities).isBetween(240L, 360L); // 300 of 1,200 expected; four deviations of chance are 60
    }

    @Test
    void episodesLastAsLongAsInTheReference() {
        double mean = drawn.stream()
                .mapToLong(ClassRehearsalTest::stolen)
                .filter(events -> events > 0)
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(5.0, 7.0); // 6 expected
    }

    @Test
    void whatIsStolenIsNoMoreOftenBehindSomethingLarge() {
        // Given the entities whose first rare event is a large one, with most of their lives before them
        long[] large = new long[2];
        for (List<EventFrame> events : drawn) {
            int first = 0;
            while (first < events.size() && events.get(first).values[LABEL] == 0) {
                first++;
            }
            if (first < EVENTS / 2 && events.get(first).values[LABEL] == 2) {
                large[stolen(events) > 0 ? 1 : 0]++;
            }
        }

        // Then a quarter of them at most is stolen from
        assertThat(large[1] / (double) (large[0] + large[1])).isLessThan(0.35);
    }
}
