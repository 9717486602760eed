package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The last day of a log, on which only those who come again are seen to do so, is drawn as other days are. */
class LastDayTest {
    private static final int ENTITIES = 200;
    private static final int DAYS = 30;
    private static final long HOUR = 3_600;
    private static final long MIDNIGHT = 24 * HOUR - 1_700_000_000L % (24 * HOUR); // behind the log's start, in seconds

    /** Three days in four, from eight o'clock on, an event every three hours or so. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(4);
        SmallLog log = new SmallLog().column("step", ColumnRole.TYPE, "open", "work");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int day = 0; day < DAYS; day++) {
                long second = random.nextInt(4) == 0 ? 24 * HOUR : 8 * HOUR + random.nextLong(4 * HOUR);
                for (int i = 0; second < 22 * HOUR; i++) {
                    log.row(MIDNIGHT + day * 24 * HOUR + second, i == 0 ? 0 : 1);
                    second += (long) (-3 * HOUR * Math.log(1 - random.nextDouble()));
                }
            }
        }
        return log.build();
    }

    @Test
    void noMoreEventsComeThanOnOtherDays() {
        List<List<EventFrame>> drawn =
                Drawn.events(ModelFitter.fit(log(), FitSettings.defaults(), note -> {}), 3, 1, ENTITIES);
        long[] events = new long[DAYS];
        long start = (1_700_000_000L + MIDNIGHT) * 1_000_000;
        drawn.stream()
                .flatMap(List::stream)
                .forEach(e -> events[(int) ((e.timeMicros - start) / (24 * HOUR * 1_000_000))]++);
        double usual = 0;
        for (int day = DAYS - 15; day < DAYS - 1; day++) {
            usual += events[day] / 14.0;
        }
        assertThat(usual).isGreaterThan(500);
        assertThat(events[DAYS - 1] / usual).isBetween(0.85, 1.15);
    }
}
