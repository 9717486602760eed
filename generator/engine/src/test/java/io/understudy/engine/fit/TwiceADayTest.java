package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who has a token twice on its days, such as interest on two accounts, has it twice each time. */
class TwiceADayTest {
    private static final int ENTITIES = 240;
    private static final int DAYS = 120;
    private static final long DAY_SECONDS = 86_400;
    private static final int KIND = 2;
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 11, 14);

    /** Purchases on any day, and interest each tenth day, which an eighth of the entities have twice. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log = SmallLog.ofDates()
                .column("kind", ColumnRole.TYPE, "buy", "interest")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int day = random.nextInt(9); day < DAYS; day++) {
                if (random.nextInt(6) == 0) {
                    log.row(day * DAY_SECONDS, 0, 100 + random.nextInt(5_000));
                }
                for (int i = e % 8 == 0 ? 2 : 1; day % 10 == 9 && i > 0; i--) {
                    log.row(day * DAY_SECONDS, 1, 10 + random.nextInt(50));
                }
            }
        }
        return log.build();
    }

    @Test
    void twiceOnceIsTwiceAlways() {
        ChainModel model =
                (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});

        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, 4_000);

        int twice = 0;
        int sometimes = 0;
        for (List<EventFrame> events : drawn) {
            Map<Long, Integer> timesByDay = new HashMap<>();
            for (EventFrame event : events) {
                if (event.values[KIND] == 1) {
                    timesByDay.merge(event.timeMicros, 1, Integer::sum);
                }
            }
            long often = timesByDay.values().stream().filter(n -> n > 1).count();
            twice += 2 * often > timesByDay.size() ? 1 : 0;
            sometimes += often > 0 && often < timesByDay.size() ? 1 : 0;
        }
        assertThat(twice).isBetween(400, 600);
        assertThat(sometimes).isLessThan(40);
    }

    /** Interest at the end of each month, which an eighth of the entities have twice, and behind it a fee that all have. */
    @Test
    void twiceIsTwiceThoughSomethingElseIsDueToo() {
        SplittableRandom random = new SplittableRandom(8);
        SmallLog log = SmallLog.ofDates()
                .column("kind", ColumnRole.TYPE, "buy", "interest", "fee")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int day = 0; day < 2 * DAYS; day++) {
                if (random.nextInt(6) == 0) {
                    log.row(day * DAY_SECONDS, 0, 100 + random.nextInt(5_000));
                }
                boolean monthEnd = FIRST_DAY.plusDays(day + 1L).getDayOfMonth() == 1;
                for (int i = e % 8 == 0 ? 2 : 1; monthEnd && i > 0; i--) {
                    log.row(day * DAY_SECONDS, 1, 10 + random.nextInt(50));
                }
                if (monthEnd) {
                    log.row(day * DAY_SECONDS, 2, 15);
                }
            }
        }
        ChainModel model =
                (ChainModel) ModelFitter.fit(log.build(), FitSettings.defaults().quick(), note -> {});

        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, 1_000);

        int again = 0;
        int twiceAgain = 0;
        for (List<EventFrame> events : drawn) {
            TreeMap<Long, Integer> timesByDay = new TreeMap<>();
            for (EventFrame event : events) {
                if (event.values[KIND] == 1) {
                    timesByDay.merge(event.timeMicros, 1, Integer::sum);
                }
            }
            int before = 0;
            for (int times : timesByDay.values()) {
                again += before == 2 ? 1 : 0;
                twiceAgain += before == 2 && times == 2 ? 1 : 0;
                before = times;
            }
        }
        assertThat(again).isGreaterThan(300);
        assertThat(twiceAgain / (double) again).isGreaterThan(0.9); // of the reference 1
    }
}
