package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.boost.FeatureTable;
import io.understudy.engine.evaluate.log.Calendar;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a detector may know of an event when it happens: itself, its history, sums over days by entity and key, and the
 * labels of events a week ago or older, since labels come late (Le Borgne et al. 2022, chapter 3).
 */
final class DetectorFeatures {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long LABEL_DELAY_MICROS = 7 * MICROS_PER_DAY;
    private static final int TOKENS = 12;
    private static final List<Integer> DAYS = List.of(1, 7, 30);

    private final Yardstick yardstick;
    private final JudgedColumns columns;
    private final CodedLog log;
    private final FeatureTable table;

    private DetectorFeatures(Yardstick yardstick, CodedLog log) {
        this.yardstick = yardstick;
        this.log = log;
        columns = yardstick.columns();
        table = new FeatureTable(log.rows());
    }

    static FeatureTable of(Yardstick yardstick, CodedLog log) {
        return new DetectorFeatures(yardstick, log).table();
    }

    private FeatureTable table() {
        fields();
        history();
        sums("entity", log.entityByRow(), row -> true);
        for (int i = 0; i < columns.keys().size(); i++) {
            int[] codes = log.key(i);
            sums(columns.keys().get(i), codes, row -> codes[row] >= 0);
            Recurrence same = new Recurrence(log, codes);
            double[] since = same.logSecondsSince();
            table.number("key_since:" + columns.keys().get(i), rows(row -> codes[row] < 0 ? Double.NaN : since[row]));
        }
        return table;
    }

    private double[] rows(IntToDoubleFunction value) {
        return IntStream.range(0, log.rows()).mapToDouble(value).toArray();
    }

    private void fields() {
        int[] ranks = yardstick.tokenRanks(log);
        table.category("token", ranks);
        table.category("token-1", log.lagged(ranks, 1, 0));
        for (int i = 0; i < columns.categories().size(); i++) {
            if (columns.isPlainCategory(i)) {
                table.category(columns.categories().get(i), yardstick.categoryRanks(log, i));
            }
        }
        for (int i = 0; i < columns.numbers().size(); i++) {
            table.number(columns.numbers().get(i), log.number(i));
            table.number(columns.numbers().get(i) + "-1", log.lagged(log.number(i), 1));
        }
        Calendar calendar = log.calendar();
        table.number("day_of_month", rows(calendar::dayOfMonth));
        table.number("weekday", rows(calendar::weekday));
        if (!yardstick.dateOnly()) {
            table.number("hour", rows(calendar::hour));
        }
    }

    private void history() {
        table.number("gap", log.gapSeconds());
        table.number("position", rows(row -> row - log.firstRow(log.entity(row))));
        table.number("age", rows(row -> seconds(log.firstRow(log.entity(row)), row)));
        for (int token : yardstick.commonTokens(TOKENS)) {
            double[] since = new double[log.rows()];
            int last = -1;
            for (int row = 0; row < since.length; row++) {
                last = log.tokens()[row] == token ? row : last;
                since[row] = last < log.firstRow(log.entity(row)) ? Double.NaN : seconds(last, row);
            }
            table.number("since:" + yardstick.tokenName(token), since);
        }
    }

    private double seconds(int from, int to) {
        return (log.timeMicros(to) - log.timeMicros(from)) / 1e6;
    }

    private void sums(String name, int[] group, IntPredicate known) {
        int index = columns.amount();
        double[] amount = new double[log.rows()];
        if (index >= 0) {
            amount = Arrays.stream(log.number(index))
                    .map(value -> Double.isNaN(value) ? 0 : value)
                    .toArray();
        }
        double[] size = amount;
        double[] truth = rows(row -> log.classes()[row] > 0 ? 1 : 0);
        for (int days : DAYS) {
            long lengthMicros = days * MICROS_PER_DAY;
            RollingSums sums = RollingSums.of(log, group, amount, new RollingSums.Window(lengthMicros, 0));
            RollingSums labels =
                    RollingSums.of(log, group, truth, new RollingSums.Window(lengthMicros, LABEL_DELAY_MICROS));
            table.number(
                    name + "_known_rate_" + days + "d",
                    rows(row -> known.test(row) && labels.counts()[row] > 0 ? labels.means()[row] : 0));
            table.number(name + "_count_" + days + "d", rows(row -> known.test(row) ? sums.counts()[row] : Double.NaN));
            if (index >= 0) {
                double[] means = rows(row -> known.test(row) ? sums.means()[row] : Double.NaN);
                table.number(name + "_mean_" + days + "d", means);
                if (name.equals("entity")) {
                    table.number(
                            name + "_ratio_" + days + "d",
                            rows(row -> means[row] > 0 ? size[row] / means[row] : Double.NaN));
                }
            }
        }
    }
}
