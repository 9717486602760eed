package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What comes every so many days rather than every month, and is left out now and then, comes so from the model too. */
class CycleTest {
    private static final int ENTITIES = 200;
    private static final int DAYS = 300;
    private static final int CYCLE = 30;
    private static final LocalDate FIRST_DAY =
            LocalDate.of(2023, 11, 15); // of a log that begins at 22:13 the day before
    private static final long DAY_SECONDS = 86_400;
    private static final long DAY_MICROS = DAY_SECONDS * 1_000_000;
    private static final int BUY = 0;
    private static final int DRAW = 1;
    private static final int RENT = 2;

    /** Purchases at random, a sum that is drawn every 30 days but one time in ten, other draws, and rent on a day of the month. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(7);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "buy", "draw", "rent")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int phase = random.nextInt(CYCLE);
            int rentDay = 2 + random.nextInt(24);
            long rent = 1_000 + random.nextInt(9_000);
            for (int day = 0; day < DAYS; day++) {
                long seconds = day * DAY_SECONDS + 36_000;
                if (FIRST_DAY.plusDays(day).getDayOfMonth() == rentDay) {
                    log.row(seconds, RENT, rent);
                } else if (day % CYCLE == phase && random.nextInt(10) > 0) {
                    log.row(seconds, DRAW, 5_000 + random.nextInt(5_000));
                } else if (random.nextInt(12) == 0) {
                    log.row(seconds, BUY, 100 + random.nextInt(500));
                } else if (random.nextInt(40) == 0) {
                    log.row(seconds, DRAW, 100 + random.nextInt(900));
                }
            }
        }
        return log.build();
    }

    @Test
    void whatComesEverySoManyDaysDoesSoForAsLong() {
        ChainModel model =
                (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});
        int kind = model.layout().indexOf("kind");
        int[] cycles = model.shape().due().cycleBySlot();

        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, 150);

        TreeMap<String, Integer> cycleByName = new TreeMap<>();
        for (int token = 0; token < 3; token++) {
            cycleByName.put(
                    "kind " + model.shape().tokenValues()[token],
                    cycles[model.shape().slotByToken()[token]]);
        }
        assertThat(cycleByName).isEqualTo(new TreeMap<>(java.util.Map.of("kind 0", 0, "kind 1", CYCLE, "kind 2", 0)));
        int kept = 0;
        int came = 0;
        int missed = 0;
        int cameBack = 0;
        for (List<EventFrame> events : drawn) {
            Set<Long> days = new HashSet<>();
            long last = 0;
            for (EventFrame event : events) {
                last = Math.floorDiv(event.timeMicros, DAY_MICROS);
                if (event.values[kind] == DRAW) {
                    days.add(last);
                }
            }
            for (long day : days) {
                if (days.contains(day - CYCLE) && days.contains(day - 2 * CYCLE) && day + 2 * CYCLE <= last) {
                    boolean next = days.contains(day + CYCLE);
                    kept++;
                    came += next ? 1 : 0;
                    missed += next ? 0 : 1;
                    cameBack += !next && days.contains(day + 2 * CYCLE) ? 1 : 0;
                }
            }
        }
        assertThat(kept).isGreaterThan(400);
        assertThat(came / (double) kept).isBetween(0.83, 0.97); // of the reference 0.9
        assertThat(missed).isGreaterThan(15);
        assertThat(cameBack / (double) missed).isGreaterThan(0.5); // of the reference 0.9, of what comes at random 0.03
    }
}
