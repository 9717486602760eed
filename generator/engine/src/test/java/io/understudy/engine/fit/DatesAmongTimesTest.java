package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.WallClock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A log in which half of the events are known to the day alone, so that their time is always the same, eight o'clock. */
class DatesAmongTimesTest {
    private static final int ENTITIES = 300;
    private static final int STRAYS = 4; // entities with events in the small hours
    private static final long HOUR = 3_600;
    private static final long EIGHT = 8 * HOUR;
    private static final long MIDNIGHT = 24 * HOUR - 1_700_000_000L % (24 * HOUR); // behind the log's start, in seconds
    private static final long START = 1_700_000_000L;

    private static List<List<EventFrame>> drawn;

    /** Cases that begin at eight, and go on at eight or in the evening; nobody works at weekends, or late on Mondays. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = new SmallLog().column("step", ColumnRole.TYPE, "filed", "checked", "closed");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            long day = weekday(random.nextInt(60));
            log.row(MIDNIGHT + day * 24 * HOUR + EIGHT, 0);
            for (int i = 0; i < 6; i++) {
                day = weekday(day + 1 + random.nextInt(4));
                boolean dated = random.nextBoolean();
                long first = isMonday(day) ? 16 : 19;
                long second = dated ? EIGHT : (first + random.nextInt(3)) * HOUR + random.nextLong(HOUR);
                if (e < STRAYS && i < 3) {
                    second = 3 * HOUR + random.nextLong(5 * HOUR);
                }
                log.row(MIDNIGHT + day * 24 * HOUR + second, i == 5 ? 2 : 1);
            }
        }
        return log.build();
    }

    private static int weekdayOf(long day) {
        return WallClock.weekday((START + MIDNIGHT) / (24 * HOUR) + day);
    }

    private static long weekday(long day) {
        return weekdayOf(day) < 5 ? day : day + 7 - weekdayOf(day);
    }

    private static boolean isMonday(long day) {
        return weekdayOf(day) == 0;
    }

    @BeforeAll
    static void fit() {
        drawn = Drawn.events(ModelFitter.fit(log(), FitSettings.defaults().withK(10), note -> {}), 3, 1, ENTITIES);
    }

    private static double share(List<EventFrame> events, Predicate<EventFrame> which) {
        return events.stream().filter(which).count() / (double) events.size();
    }

    private static long second(EventFrame event) {
        return event.timeMicros / 1_000_000 % (24 * HOUR);
    }

    private static int weekday(EventFrame event) {
        return WallClock.weekday(event.timeMicros / WallClock.DAY);
    }

    @Test
    void casesBeginAtTheMomentAtWhichTheyAllBegin() {
        List<EventFrame> firsts = drawn.stream()
                .filter(events -> !events.isEmpty())
                .map(events -> events.get(0))
                .toList();
        assertThat(share(firsts, e -> second(e) == EIGHT)).isGreaterThan(0.95);
    }

    @Test
    void momentsKeepTheirShareOfWhatComesLaterThoughFewComeBeside() {
        List<EventFrame> later = later();
        assertThat(share(later, e -> second(e) == EIGHT)).isBetween(0.44, 0.56);
        assertThat(share(later, e -> second(e) < EIGHT)).isLessThan(0.03);
    }

    @Test
    void hardlyAnEventComesAtWeekendsOrInHoursThatAreOtherDays() {
        List<EventFrame> later = later();
        assertThat(share(later, e -> weekday(e) >= 5)).isLessThan(0.01);
        List<EventFrame> mondays = later.stream().filter(e -> weekday(e) == 0).toList();
        assertThat(share(mondays, e -> second(e) >= 19 * HOUR)).isLessThan(0.03); // half of other days' are
    }

    private static List<EventFrame> later() {
        return drawn.stream().flatMap(events -> events.stream().skip(1)).toList();
    }
}
