package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.Drawn;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Orders that all entities have in the first half of a month do not begin in the second. */
class FreeDaysTest {
    private static final int ENTITIES = 150;
    private static final LocalDate FIRST_DAY =
            LocalDate.of(2023, 11, 15); // of a log that begins at 22:13 the day before
    private static final long DAY_SECONDS = 86_400;
    private static final int KIND = 2;

    /** Purchases on any day, often several, and an order on a day from the 5th to the 14th. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log =
                new SmallLog().column("kind", ColumnRole.TYPE, "buy", "order").number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int orderDay = 5 + random.nextInt(10);
            for (int day = 0; day < 180; day++) {
                long seconds = day * DAY_SECONDS + 36_000;
                for (int i = random.nextInt(4); i > 2; i--) {
                    log.row(seconds++, 0, 100 + random.nextInt(5_000));
                }
                if (day > 20 && FIRST_DAY.plusDays(day).getDayOfMonth() == orderDay) {
                    log.row(seconds, 1, 2_000 + random.nextInt(2_000));
                }
            }
        }
        return log.build();
    }

    @Test
    void ordersDoNotBeginOnDaysThatNoneIsOn() {
        ChainModel model =
                (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});

        long[] orders = Drawn.events(model, 5, 1, 400).stream()
                .flatMap(java.util.List::stream)
                .filter(event -> event.values[KIND] == 1)
                .mapToLong(FreeDaysTest::dayOfMonth)
                .toArray();

        assertThat(orders.length).isGreaterThan(1_000);
        assertThat(java.util.Arrays.stream(orders).filter(day -> day < 5 || day > 14))
                .hasSizeLessThan(orders.length / 200);
    }

    private static int dayOfMonth(EventFrame event) {
        return LocalDate.ofEpochDay(Math.floorDiv(event.timeMicros, DAY_SECONDS * 1_000_000))
                .getDayOfMonth();
    }
}
