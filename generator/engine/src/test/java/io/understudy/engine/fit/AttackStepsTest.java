package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Few hosts of two kinds, one of which has an event every four hours; one host of that kind is attacked: knocks, an alarm that
 * is no attack's, and an entry, all in some seconds.
 */
class AttackStepsTest {
    private static final int TOKEN = 2;
    private static final int LABEL = 3;
    private static final int HOSTS = 12;
    private static final int STREAMS = 20;
    private static final long DAY = 86_400;
    private static final int[] STEPS = {2, 3, 2, 4, 5, 5}; // knock, probe, knock, alarm, entry, entry
    private static final int[] CLASSES = {1, 1, 1, 0, 2, 2};
    private static final int[] SECONDS = {0, 0, 0, 0, 5, 6};

    private static List<List<EventFrame>> attacked;

    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(7);
        SmallLog log = new SmallLog()
                .column("short", ColumnRole.TYPE, "quiet", "busy", "knock", "probe", "alarm", "entry")
                .column("label", ColumnRole.LABEL, "none", "scan", "breach");
        for (int host = 0; host < HOSTS; host++) {
            log.entity();
            boolean busy = host >= HOSTS / 2;
            boolean done = host != 1;
            long second = random.nextInt(600);
            while (second < 8 * DAY) {
                log.row(second, busy ? 1 : 0, 0);
                if (!done && second > 6 * DAY) {
                    done = true;
                    for (int i = 0; i < STEPS.length; i++) {
                        log.row(second + 3_600 + SECONDS[i], STEPS[i], CLASSES[i]);
                    }
                }
                second += busy ? 60 + random.nextInt(600) : 7_200 + random.nextInt(14_400);
            }
        }
        return log.build();
    }

    @BeforeAll
    static void draw() {
        var model = ModelFitter.fit(log(), FitSettings.defaults().withK(1), note -> {});
        attacked = new ArrayList<>();
        for (int seed = 1; seed <= STREAMS; seed++) {
            Drawn.events(model, seed, 1, HOSTS).stream()
                    .filter(events -> events.stream().anyMatch(event -> event.values[LABEL] > 0))
                    .forEach(attacked::add);
        }
    }

    private static int firstAttack(List<EventFrame> events) {
        int at = 0;
        while (events.get(at).values[LABEL] == 0) {
            at++;
        }
        return at;
    }

    @Test
    void everyStreamHasTheWholeAttackOnceHoweverQuietTheHostIs() {
        assertThat(attacked)
                .hasSize(STREAMS)
                .allSatisfy(events -> assertThat(events.stream()
                                .mapToLong(event -> event.values[LABEL])
                                .filter(label -> label > 0))
                        .containsExactly(1L, 1L, 1L, 2L, 2L));
    }

    @Test
    void anAttackTakesItsStepsInTheirOrderAndPace() {
        int same = 0;
        for (List<EventFrame> events : attacked) {
            int first = firstAttack(events);
            for (int i = 0; i < STEPS.length; i++) {
                EventFrame event = events.get(first + i);
                long seconds = (event.timeMicros - events.get(first).timeMicros) / 1_000_000;
                same += event.values[TOKEN] == STEPS[i] ? 1 : 0;
                assertThat(seconds).isBetween((long) (SECONDS[i] * 0.8), (long) (SECONDS[i] * 1.2) + 1);
            }
        }
        // nine in ten at least: 108 of 120, of which the deviation is 3.3
        assertThat(same).isGreaterThan(92);
    }

    @Test
    void anAttackComesWhenAsMuchOfALifeIsOver() {
        for (List<EventFrame> events : attacked) {
            long before = events.get(firstAttack(events)).timeMicros - events.get(0).timeMicros;
            // three quarters and an hour or two, or up to a tenth less
            assertThat(before / (8e6 * DAY)).isBetween(0.66, 0.80);
        }
    }
}
