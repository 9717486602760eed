package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts keep a balance of their own for life, though what they pay and get does not tell which. */
class RunningForLifeTest {
    private static final int ENTITIES = 300;
    private static final int DAYS = 120;
    private static final int BALANCE = 4;
    private static final double LEAST_LEVEL = Math.log(2_000_000);
    private static final double TENFOLD = Math.log(10);

    private static ChainModel model;
    private static double[][] real; // [entity][event] logarithm of the balance
    private static double[][] drawn;

    /** An event a day: who has less than his level gets something, who has more pays as much, whatever the level is. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "get", "pay")
                .number("amount", ColumnRole.NUMERIC)
                .number("balance", ColumnRole.DERIVED);
        real = new double[ENTITIES][DAYS];
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            double level = Math.exp(LEAST_LEVEL + random.nextDouble() * TENFOLD);
            long balance = 0;
            for (int day = 0; day < DAYS; day++) {
                long amount = day == 0 ? (long) level : 300_000 + random.nextInt(300_000);
                boolean gets = balance < level;
                balance += gets ? amount : -amount;
                log.row(day * 86_400L, gets ? 0 : 1, amount, balance);
                real[e][day] = Math.log(balance);
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        model = (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().quick(), note -> {});
        List<double[]> balances = new ArrayList<>();
        for (List<EventFrame> events : Drawn.events(model, 6, 1, ENTITIES)) {
            balances.add(events.stream()
                    .mapToDouble(event -> Math.log(Math.max(1, event.values[BALANCE])))
                    .toArray());
        }
        drawn = balances.toArray(double[][]::new);
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }

    /** How far the balance of the last fifth of a life is from that of the middle fifth, typically. */
    private static double wandering(double[][] balances) {
        double[] away = Arrays.stream(balances)
                .mapToDouble(its -> Math.abs(
                        mean(its, its.length * 4 / 5, its.length) - mean(its, its.length * 2 / 5, its.length * 3 / 5)))
                .sorted()
                .toArray();
        return away[away.length / 2];
    }

    @Test
    void anAccountKeepsItsBalance() {
        assertThat(wandering(drawn)).isLessThan(6 * wandering(real)); // eight times as far without a level for life
    }

    @Test
    void balancesAreSpreadAsTheReferencesAre() {
        double[] levels = Arrays.stream(drawn)
                .mapToDouble(its -> mean(its, 0, its.length))
                .sorted()
                .toArray();

        for (double quantile = 0.1; quantile < 1; quantile += 0.2) {
            double expected = LEAST_LEVEL + quantile * TENFOLD;
            assertThat(levels[(int) (quantile * levels.length)])
                    .as("quantile %.1f", quantile)
                    .isBetween(expected - 0.4, expected + 0.4); // a sixth of the range
        }
    }

    @Test
    void logsWithoutARunningColumnHaveNoSuchLaw() {
        SmallLog log =
                new SmallLog().column("kind", ColumnRole.TYPE, "get", "pay").number("amount", ColumnRole.NUMERIC);
        SplittableRandom random = new SplittableRandom(5);
        for (int e = 0; e < 100; e++) {
            log.entity();
            for (int day = 0; day < 4; day++) {
                log.row(day * 86_400L, random.nextInt(2), random.nextInt(1_000));
            }
        }

        ChainModel plain =
                (ChainModel) ModelFitter.fit(log.build(), FitSettings.defaults().quick(), note -> {});

        assertThat(plain.shape().running()).isNull();
    }
}
