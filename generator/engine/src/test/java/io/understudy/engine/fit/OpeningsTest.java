package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A salary comes again, a deposit does not, and the first of each looks like the other. */
class OpeningsTest {
    private static final int ENTITIES = 300;
    private static final int DAYS = 240;
    private static final int MONTH = 30; // days that differ from a month's only where that does not matter
    private static final int AMOUNT = 3;
    private static final long DAY_MICROS = 86_400_000_000L;

    /** Deposits of any amount at any time, some of which are salaries that come again on the same day of each month. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(11);
        SmallLog log = SmallLog.ofDates()
                .column("kind", ColumnRole.TYPE, "deposit", "fee")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            Map<Integer, List<long[]>> byDay = new HashMap<>();
            long salary = amount(random);
            int payday = random.nextInt(28);
            for (int day = 0; day < DAYS; day++) {
                List<long[]> events = byDay.computeIfAbsent(day, d -> new ArrayList<>());
                if (dayOfMonth(day) == payday + 1) {
                    events.add(new long[] {0, salary});
                }
                if (random.nextInt(MONTH) == 0) {
                    events.add(new long[] {0, amount(random)});
                }
                if (random.nextInt(15) == 0) {
                    events.add(new long[] {1, 100});
                }
            }
            for (int day = 0; day < DAYS; day++) {
                for (long[] event : byDay.get(day)) {
                    log.row(day * 86_400L, event[0], event[1]);
                }
            }
        }
        return log.build();
    }

    private static long amount(SplittableRandom random) {
        return 500_000 + random.nextInt(1_000_000);
    }

    private static int dayOfMonth(long day) {
        return java.time.LocalDate.ofEpochDay(1_700_000_000L / 86_400 + day).getDayOfMonth();
    }

    @Test
    void everybodyHasOneSalaryAndKeepsIt() {
        ChainModel model =
                (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});

        int orders = 0;
        int unbroken = 0;
        for (List<EventFrame> events : Drawn.events(model, 6, 1, ENTITIES)) {
            Map<Long, Integer> timesByAmount = new HashMap<>();
            for (EventFrame event : events) {
                if (event.values[2] == 0) {
                    timesByAmount.merge(event.values[AMOUNT], 1, Integer::sum);
                }
            }
            for (int times : timesByAmount.values()) {
                orders += times > 1 ? 1 : 0;
                unbroken += times >= DAYS / MONTH - 1 ? 1 : 0;
            }
        }

        assertThat(orders).isBetween(ENTITIES * 9 / 10, ENTITIES * 11 / 10);
        assertThat(unbroken).isGreaterThan(ENTITIES * 9 / 10);
    }
}
