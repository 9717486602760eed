package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.DueLaw;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What comes at every month's end is known to be due then rather than on the day of the month that it last had: an order
 * lapses in a month that lacks it, interest does not.
 */
class MonthEndTest {
    private static final int ENTITIES = 200;
    private static final int MONTHS = 24;
    private static final LocalDate FIRST_MONTH = LocalDate.of(2023, 12, 1);
    private static final long START_DAY = LocalDate.of(2023, 11, 14).toEpochDay(); // of a log
    private static final long DAY_SECONDS = 86_400;
    private static final int INTEREST = 0;
    private static final int RENT = 1;
    private static final int BUY = 2;

    /** Interest at the month's end, the same rent each month on a day of its own, for an eighth the last, and purchases at random. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log = SmallLog.ofDates()
                .column("kind", ColumnRole.TYPE, "interest", "rent", "buy")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int rentDay = 4 * random.nextInt(8);
            long rent = 1_000 + random.nextInt(9_000);
            for (int month = 0; month < MONTHS; month++) {
                LocalDate first = FIRST_MONTH.plusMonths(month);
                int length = first.lengthOfMonth();
                for (int day = 1; day <= length; day++) {
                    if (day == (rentDay == 0 ? length : rentDay)) {
                        log.row(seconds(first.withDayOfMonth(day)), RENT, rent);
                    } else if (random.nextInt(20) == 0) {
                        log.row(seconds(first.withDayOfMonth(day)), BUY, 100 + random.nextInt(500));
                    }
                }
                log.row(seconds(first.withDayOfMonth(length)), INTEREST, 10 + random.nextInt(90));
            }
        }
        return log.build();
    }

    private static long seconds(LocalDate date) {
        return (date.toEpochDay() - START_DAY) * DAY_SECONDS;
    }

    @Test
    void isWhatInterestIsDueBy() {
        ChainModel model =
                (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});

        DueLaw due = model.shape().due();

        assertThat(due.memory()).as("days that orders are remembered by").isPositive();
        assertThat(rhythm(model, INTEREST)).isEqualTo(DueLaw.MONTH_END);
        assertThat(rhythm(model, RENT)).isEqualTo(DueLaw.CYCLE_DAY);
    }

    private static int rhythm(ChainModel model, int kind) {
        int token = 0;
        while (model.shape().tokenValues()[token] != kind) {
            token++;
        }
        return model.shape().due().rhythmBySlot()[model.shape().slotByToken()[token]];
    }
}
