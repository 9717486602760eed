package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Midnight, at which a day ends, leaves no mark on what goes on beyond it. */
class MidnightTest {
    private static final int ENTITIES = 600; // so that an hour holds enough sessions for the bounds to mean something
    private static final int DRAWN = 10 * ENTITIES;
    private static final long HOUR = 3_600;
    private static final long MIDNIGHT = 24 * HOUR - 1_700_000_000L % (24 * HOUR); // behind the log's start, in seconds

    /** Sessions of some twenty events, half a minute apart, that begin at any time; hours lie between them. */
    private static EventLog log(long from, long to, long meanPause) {
        SplittableRandom random = new SplittableRandom(6);
        SmallLog log = new SmallLog().column("step", ColumnRole.TYPE, "open", "work");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            LongSupplier pause = () -> (long) (-meanPause * Math.log(1 - random.nextDouble()));
            long second = from - 2 * meanPause + pause.getAsLong();
            while (second < to) {
                for (int i = 0; i == 0 || random.nextInt(20) > 0; i++) {
                    if (second >= from && second < to) {
                        log.row(second, i == 0 ? 0 : 1);
                    }
                    second += 5 + random.nextLong(50);
                }
                second += pause.getAsLong();
            }
        }
        return log.build();
    }

    /** Events by the hour behind {@code from}. */
    private static long[] byHour(EventLog log, long from, int hours) {
        List<List<EventFrame>> drawn =
                Drawn.events(ModelFitter.fit(log, FitSettings.defaults().quick(), note -> {}), 8, 1, DRAWN);
        long[] events = new long[hours];
        long start = (1_700_000_000L + from) * 1_000_000;
        drawn.stream()
                .flatMap(List::stream)
                .forEach(e -> events[(int) ((e.timeMicros - start) / (HOUR * 1_000_000))]++);
        return events;
    }

    @Test
    void sessionsGoOnBeyondMidnight() {
        EventLog log = log(MIDNIGHT, MIDNIGHT + 8 * 24 * HOUR, 16 * HOUR);

        long[] events = byHour(log, MIDNIGHT, 8 * 24);

        double before = 0;
        double behind = 0;
        double usual = 0;
        for (int day = 1; day < 7; day++) {
            for (int hour = 0; hour < 24; hour++) {
                usual += events[day * 24 + hour] / 24.0;
            }
            before += events[day * 24 + 23];
            behind += events[day * 24];
        }
        assertThat(before / usual).isBetween(0.85, 1.15);
        assertThat(behind / usual).isBetween(0.85, 1.15);
    }
}
