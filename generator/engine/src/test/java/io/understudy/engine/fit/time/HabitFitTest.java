package io.understudy.engine.fit.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.Drawn;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Some entities are paid on one day of the week for life, and others at any time: so in what is drawn. */
class HabitFitTest {
    private static final int ENTITIES = 300;
    private static final int DAYS = 140;
    private static final long DAY_SECONDS = 86_400;
    private static final int KIND = 2;

    /** Purchases, and pay once a week; every second entity has it on a weekday of its own, if {@code habits}. */
    private static EventLog log(boolean habits) {
        SplittableRandom random = new SplittableRandom(9);
        SmallLog log =
                new SmallLog().column("kind", ColumnRole.TYPE, "buy", "pay").number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int weekday = random.nextInt(7);
            boolean keeps = habits && e % 2 == 0;
            for (int day = 0; day < DAYS; day++) {
                boolean pay = keeps ? day % 7 == weekday : random.nextInt(7) == 0;
                if (pay) {
                    log.row(day * DAY_SECONDS + 30_000, 1, 5_000 + random.nextInt(5_000));
                }
                if (random.nextInt(3) == 0) {
                    log.row(day * DAY_SECONDS + 40_000, 0, 100 + random.nextInt(900));
                }
            }
        }
        return log.build();
    }

    private static int[] kinds(EventLog log) {
        int[] kinds = new int[log.rows()];
        Arrays.setAll(kinds, row -> (int) log.value(KIND, row));
        return kinds;
    }

    @Test
    void tellsWhoHasAHabit() {
        EventLog log = log(true);

        int[] habit = new HabitFit(log, kinds(log), 10).byEntity();

        for (int e = 0; e < ENTITIES; e++) {
            assertThat(habit[e]).as("entity %d", e).isEqualTo(e % 2 == 0 ? 1 : 0);
        }
    }

    @Test
    void tellsNobodyWhereAllAreAlike() {
        EventLog log = log(false);

        assertThat(new HabitFit(log, kinds(log), 10).byEntity()).containsOnly(0);
    }

    @Test
    void halfOfWhoIsDrawnKeepsTheHabit() {
        ChainModel model =
                (ChainModel) ModelFitter.fit(log(true), FitSettings.defaults().quick(), note -> {});

        List<List<EventFrame>> drawn = Drawn.events(model, 6, 1, 200);

        assertThat(model.shape().pace().habits()).isEqualTo(2);
        double[] kept = drawn.stream().mapToDouble(HabitFitTest::kept).toArray();
        assertThat(Arrays.stream(kept).filter(share -> share > 0.7).count()).isBetween(60L, 140L);
        assertThat(Arrays.stream(kept).filter(share -> share < 0.4).count()).isBetween(60L, 140L);
    }

    /** Share of an entity's pays that are a week behind another. */
    private static double kept(List<EventFrame> events) {
        Set<Long> days = new HashSet<>();
        int kept = 0;
        int all = 0;
        for (EventFrame event : events) {
            if (event.values[KIND] == 1) {
                long day = Math.floorDiv(event.timeMicros, DAY_SECONDS * 1_000_000);
                all++;
                kept += days.contains(day - 7) ? 1 : 0;
                days.add(day);
            }
        }
        return kept / (double) Math.max(1, all);
    }
}
