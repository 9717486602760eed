package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A log of a few hosts of three kinds on two sites, one after the other: web hosts answer in pairs, mail hosts run a job
 * each hour, and one web host of each site is scanned once.
 */
class FewHostsTest {
    private static final int TOKEN = 2;
    private static final int SCAN = 1;
    private static final int PROBE = 3;
    private static final int HOSTS = 16;
    private static final int SCAN_EVENTS = 3_000;
    private static final long DAY = 86_400;

    private static EventLog log;
    private static List<List<EventFrame>> drawn;

    private static EventLog hosts() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog hosts = new SmallLog()
                .column("short", ColumnRole.TYPE, "request", "alert", "job", "probe")
                .column("label", ColumnRole.LABEL, "none", "scan");
        for (int host = 0; host < HOSTS; host++) {
            long start = host % 2 == 0 ? 0 : 10 * DAY;
            hosts.entity();
            if (host < HOSTS / 2) {
                web(hosts, random, start, host < 2);
            } else {
                for (long hour = 0; hour < 96; hour++) {
                    hosts.row(start + hour * 3_600 + (random.nextInt(20) == 0 ? 1 : 0), 2, 0);
                }
            }
        }
        return hosts.build();
    }

    private static void web(SmallLog hosts, SplittableRandom random, long start, boolean scanned) {
        long second = start;
        boolean done = !scanned;
        while (second < start + 4 * DAY) {
            hosts.row(second, 0, 0).row(second, 1, 0);
            second += 60 + random.nextInt(1_800);
            if (!done && second > start + 2 * DAY) {
                done = true;
                for (int i = 0; i < SCAN_EVENTS; i++) {
                    hosts.row(second + i / 100, PROBE, SCAN);
                }
                second += SCAN_EVENTS / 100 + 60;
            }
        }
    }

    @BeforeAll
    static void draw() {
        log = hosts();
        SequenceModel model = ModelFitter.fit(log, FitSettings.defaults().withK(1), note -> {});
        drawn = Drawn.events(model, 4, 1, HOSTS);
    }

    private static boolean has(List<EventFrame> events, int token) {
        return events.stream().anyMatch(event -> event.values[TOKEN] == token);
    }

    @Test
    void makesAsManyHostsOfEachKindAsThereWere() {
        long web = drawn.stream().filter(events -> has(events, 0)).count();
        long mail = drawn.stream().filter(events -> has(events, 2)).count();

        assertThat(web).isEqualTo(HOSTS / 2);
        assertThat(mail).isEqualTo(HOSTS / 2);
    }

    @Test
    void keepsEachKindToItsTokens() {
        assertThat(drawn).noneMatch(events -> has(events, 0) && has(events, 2));
    }

    @Test
    void answersEachRequestWithAnAlertInTheSameSecond() {
        long requests = 0;
        long answered = 0;
        for (List<EventFrame> events : drawn) {
            for (int i = 0; i + 1 < events.size(); i++) {
                boolean request = events.get(i).values[TOKEN] == 0;
                requests += request ? 1 : 0;
                answered += request
                                && events.get(i + 1).values[TOKEN] == 1
                                && events.get(i + 1).timeMicros == events.get(i).timeMicros
                        ? 1
                        : 0;
            }
        }

        assertThat(requests).isPositive();
        assertThat(answered / (double) requests).isGreaterThan(0.97);
    }

    @Test
    void runsTheHourlyJobEachHour() {
        List<Long> gaps = new ArrayList<>();
        for (List<EventFrame> events : drawn) {
            for (int i = 1; i < events.size(); i++) {
                if (events.get(i).values[TOKEN] == 2) {
                    gaps.add((events.get(i).timeMicros - events.get(i - 1).timeMicros) / 1_000_000);
                }
            }
        }

        long close = gaps.stream().filter(gap -> Math.abs(gap - 3_600) <= 2).count();
        assertThat(close / (double) gaps.size()).isGreaterThan(0.85);
    }

    @Test
    void scansAsLongAsTheReferenceDoes() {
        List<Integer> runs = new ArrayList<>();
        for (List<EventFrame> events : drawn) {
            int run = 0;
            for (int i = 0; i < events.size(); i++) {
                run = events.get(i).label == SCAN ? run + 1 : 0;
                if (run > 0 && i + 1 < events.size() && events.get(i + 1).label != SCAN) { // not cut off by the end
                    runs.add(run);
                }
            }
        }

        assertThat(runs).isNotEmpty().allMatch(run -> Math.abs(run - SCAN_EVENTS) <= SCAN_EVENTS / 10 + 1);
    }

    @Test
    void scansNoHostMoreOftenThanTheReferenceDoes() {
        for (List<EventFrame> events : drawn) {
            int starts = 0;
            for (int i = 0; i < events.size(); i++) {
                boolean scan = events.get(i).label == SCAN;
                starts += scan && (i == 0 || events.get(i - 1).label != SCAN) ? 1 : 0;
            }
            assertThat(starts).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void staysOnASiteForTheTimeThatTheSiteWasWatched() {
        long middle = Arrays.stream(log.column(1)).min().orElseThrow() + 7 * DAY * 1_000_000;

        for (List<EventFrame> events : drawn) {
            boolean early = events.get(0).timeMicros < middle;
            assertThat(events).allMatch(event -> event.timeMicros < middle == early);
        }
    }

    private enum Oddity {
        ONE_EVENT,
        ALL_AT_ONCE,
        ONE_OF_MANY,
        MISSING
    }

    @ParameterizedTest
    @EnumSource(Oddity.class)
    void fitsAnyFewEntities(Oddity oddity) {
        // Given few entities of an odd sort
        SmallLog odd = new SmallLog()
                .column("short", ColumnRole.TYPE, "a", "b")
                .column("same", ColumnRole.CATEGORICAL, "x")
                .column("label", ColumnRole.LABEL, "none", "scan");
        for (int e = 0; e < 6; e++) {
            odd.entity();
            int events = oddity == Oddity.ONE_EVENT ? 1 : oddity == Oddity.ONE_OF_MANY && e == 5 ? 20_000 : 5;
            for (int i = 0; i < events; i++) {
                long cell = oddity == Oddity.MISSING && i % 2 == 0 ? io.understudy.model.ColumnFormat.MISSING : 0;
                odd.row(oddity == Oddity.ALL_AT_ONCE ? 0 : 7L * i, i % 2, cell, 0);
            }
        }

        // When a model of them is fitted and drawn from
        SequenceModel model =
                ModelFitter.fit(odd.build(), FitSettings.defaults().withK(1), note -> {});
        List<List<EventFrame>> events = Drawn.events(model, 1, 1, 6);

        // Then every entity has events, in order
        assertThat(events)
                .allSatisfy(those -> assertThat(those)
                        .isNotEmpty()
                        .isSortedAccordingTo((a, b) -> Long.compare(a.timeMicros, b.timeMicros)));
    }
}
