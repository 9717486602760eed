package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.DueLaw;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Orders that the reference has each month to the day, with one amount, come so from the model too. */
class DueOrdersTest {
    private static final int ENTITIES = 150;
    private static final LocalDate FIRST_DAY =
            LocalDate.of(2023, 11, 15); // of a log that begins at 22:13 the day before
    private static final long DAY_SECONDS = 86_400;
    private static final long DAY_MICROS = DAY_SECONDS * 1_000_000;

    /** Purchases at random, and in every entity an order on a day of its own from the first month on. */
    private static EventLog log(boolean orders) {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log =
                new SmallLog().column("kind", ColumnRole.TYPE, "buy", "order").number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int orderDay = 2 + random.nextInt(24);
            long amount = 1_000 + random.nextInt(9_000);
            for (int day = 0; day < 180; day++) {
                long seconds = day * DAY_SECONDS + 36_000;
                if (orders && FIRST_DAY.plusDays(day).getDayOfMonth() == orderDay) {
                    log.row(seconds, 1, amount);
                } else if (random.nextInt(6) == 0) {
                    log.row(seconds, 0, 100 + random.nextInt(5_000));
                }
            }
        }
        return log.build();
    }

    private static ChainModel fit(EventLog log) {
        return (ChainModel) ModelFitter.fit(log, FitSettings.defaults().quick(), note -> {});
    }

    @Test
    void ordersComeOnTheirDayWithTheirAmount() {
        ChainModel model = fit(log(true));

        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, 100);

        int due = 0;
        int came = 0;
        for (List<EventFrame> events : drawn) {
            EventFrame last = null;
            for (EventFrame event : events) {
                if (event.values[model.layout().indexOf("kind")] == 1) {
                    due += last == null ? 0 : 1;
                    came += last != null && monthLater(last, event) && amount(model, last) == amount(model, event)
                            ? 1
                            : 0;
                    last = event;
                }
            }
        }
        assertThat(due).isGreaterThan(200);
        assertThat(came / (double) due).isGreaterThan(0.95);
    }

    private static boolean monthLater(EventFrame last, EventFrame next) {
        return date(last).plusMonths(1).equals(date(next));
    }

    private static LocalDate date(EventFrame event) {
        return LocalDate.ofEpochDay(Math.floorDiv(event.timeMicros, DAY_MICROS));
    }

    private static long amount(ChainModel model, EventFrame event) {
        return event.values[model.layout().indexOf("amount")];
    }

    /** Two orders of one token, each to a bank and an account of its own. */
    @Test
    void eachOrderKeepsWhomItPays() {
        SplittableRandom random = new SplittableRandom(6);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "buy", "order")
                .number("amount", ColumnRole.NUMERIC)
                .column("bank", ColumnRole.CATEGORICAL, "none", "A", "B", "C", "D")
                .number("account", ColumnRole.KEY);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int[] orderDay = {2 + random.nextInt(12), 15 + random.nextInt(12)};
            long[] amount = {1_000 + random.nextInt(9_000), 1_000 + random.nextInt(9_000)};
            int[] bank = {1 + random.nextInt(4), 1 + random.nextInt(4)};
            for (int day = 0; day < 180; day++) {
                long seconds = day * DAY_SECONDS + 36_000;
                for (int i = 0; i < 2; i++) {
                    if (FIRST_DAY.plusDays(day).getDayOfMonth() == orderDay[i]) {
                        log.row(seconds, 1, amount[i], bank[i], 10L * e + i);
                    }
                }
                if (random.nextInt(6) == 0) {
                    log.row(seconds + 1, 0, 100 + random.nextInt(5_000), 0, 10L * e + 2);
                }
            }
        }
        ChainModel model = fit(log.build());

        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, 100);

        int again = 0;
        int same = 0;
        for (List<EventFrame> events : drawn) {
            for (int i = 0; i < events.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (order(model, events.get(i))
                            && order(model, events.get(j))
                            && monthLater(events.get(j), events.get(i))) {
                        again++;
                        same += pays(model, events.get(i)).equals(pays(model, events.get(j))) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(again).isGreaterThan(400);
        assertThat(same / (double) again).isGreaterThan(0.95);
    }

    private static boolean order(ChainModel model, EventFrame event) {
        return event.values[model.layout().indexOf("kind")] == 1;
    }

    private static List<Long> pays(ChainModel model, EventFrame event) {
        return List.of(
                event.values[model.layout().indexOf("bank")],
                event.values[model.layout().indexOf("account")]);
    }

    @Test
    void rememberedOnlyWhereThereAreSuchOrders() {
        assertThat(fit(log(true)).shape().due().memory()).isEqualTo(DueLaw.MOST_MEMORY);
        assertThat(fit(log(false)).shape().due().memory()).isZero();
    }
}
