package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What comes more often in some months than in others does so in what is drawn, and on days of the month. */
class MonthsTest {
    private static final int ENTITIES = 150;
    private static final int MONTHS = 10;
    private static final long MONTH_SECONDS = 30 * 86_400L;

    /** Some events a month of any entity; in every other month four times as many of them are fees. */
    private static EventLog log(int months) {
        SplittableRandom random = new SplittableRandom(2);
        SmallLog log = new SmallLog().column("kind", ColumnRole.TYPE, "buy", "pay", "fee");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            long second = random.nextLong(MONTH_SECONDS / 4);
            while (second < months * MONTH_SECONDS) {
                boolean fee = random.nextInt(100) < (second / MONTH_SECONDS % 2 == 0 ? 5 : 20);
                log.row(second, fee ? 2 : random.nextInt(2));
                second += 1 + (long) (-MONTH_SECONDS / 5.0 * Math.log(1 - random.nextDouble()));
            }
        }
        return log.build();
    }

    @Test
    void monthsKeepTheirShares() {
        List<List<EventFrame>> drawn =
                Drawn.events(ModelFitter.fit(log(MONTHS), FitSettings.defaults(), note -> {}), 3, 1, ENTITIES);
        double[] fees = new double[MONTHS + 1];
        double[] events = new double[MONTHS + 1];
        drawn.stream().flatMap(List::stream).forEach(e -> {
            int month = (int) ((e.timeMicros / 1_000_000 - 1_700_000_000L) / MONTH_SECONDS);
            events[month]++;
            fees[month] += e.values[2] == 2 ? 1 : 0;
        });
        for (int month = 0; month < MONTHS; month++) {
            double expected = month % 2 == 0 ? 0.05 : 0.2;
            assertThat(fees[month] / events[month]).as("month %d", month).isBetween(expected - 0.05, expected + 0.05);
        }
    }

    @Test
    void daysOfTheMonthAreRehearsedWhereTheReferenceSpansMonths() {
        assertThat(daysRehearsed(MONTHS)).isEqualTo(31);
        assertThat(daysRehearsed(1)).isZero();
    }

    /** Days of the month that have odds of their own, of a log of so many months. */
    private static long daysRehearsed(int months) {
        SequenceModel model = ModelFitter.fit(log(months), FitSettings.defaults(), note -> {});
        int[] rows = ((ChainModel) model).laws().gap().laterDay().odds().rowByContext();
        return Arrays.stream(rows, rows.length - 31, rows.length)
                .filter(row -> row >= 0)
                .count();
    }
}
