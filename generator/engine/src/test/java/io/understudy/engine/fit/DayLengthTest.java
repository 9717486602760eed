package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Days of many events, which one in forty events ends, end neither sooner nor later than those of the reference. */
class DayLengthTest {
    private static final int ENTITIES = 100;
    private static final int DAYS = 6;
    private static final long HOUR = 3_600;
    private static final long MIDNIGHT = 24 * HOUR - 1_700_000_000L % (24 * HOUR); // behind the log's start, in seconds

    /** Busy and idle ones, who work from eight or nine o'clock until three or four and take their steps as they like. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(9);
        SmallLog log = new SmallLog()
                .column("step", ColumnRole.TYPE, "open", "read", "write", "ask", "send", "copy", "print", "close");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            double pace = HOUR / Math.exp(3 * random.nextDouble());
            int habit = random.nextInt(8);
            for (int day = 0; day < DAYS; day++) {
                long second = 8 * HOUR + random.nextLong(HOUR);
                long end = 15 * HOUR + random.nextLong(HOUR);
                while (second < end) {
                    int step = random.nextInt(3) > 0 ? (habit + random.nextInt(2)) % 8 : random.nextInt(8);
                    log.row(MIDNIGHT + day * 24 * HOUR + second, step);
                    boolean brief = random.nextInt(4) > 0;
                    second += 1 + (long) (-pace * (brief ? 0.1 : 3) * Math.log(1 - random.nextDouble()));
                }
            }
        }
        return log.build();
    }

    @Test
    void asManyEventsComeAsTheReferenceHas() {
        EventLog log = log();
        List<List<EventFrame>> drawn =
                Drawn.events(ModelFitter.fit(log, FitSettings.defaults(), note -> {}), 3, 1, 4 * ENTITIES);
        long events = drawn.stream().mapToLong(List::size).sum();
        assertThat(events / 4.0 / log.rows()).isBetween(0.94, 1.06);
    }
}
