package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.boost.FeatureTable;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.Calendar;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What a classifier sees of an event: its fields, two events back, gap, calendar, recurrence, roundness. */
final class EventFeatures {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int LAGS = 2;

    private final Yardstick yardstick;
    private final JudgedColumns columns;
    private final CodedLog log;
    private final FeatureTable table;

    private EventFeatures(Yardstick yardstick, CodedLog log) {
        this.yardstick = yardstick;
        this.log = log;
        columns = yardstick.columns();
        table = new FeatureTable(log.rows());
    }

    static FeatureTable of(Yardstick yardstick, CodedLog log) {
        return new EventFeatures(yardstick, log).table();
    }

    private FeatureTable table() {
        tokens();
        categories();
        calendar();
        Recurrence token = new Recurrence(log, log.tokens());
        table.number("since_same_token", token.logSecondsSince());
        table.number("events_since_same_token", token.eventsSince());
        for (int i = 0; i < columns.numbers().size(); i++) {
            number(i, token);
        }
        for (int i = 0; i < columns.keys().size(); i++) {
            key(i);
        }
        return table;
    }

    private void tokens() {
        int[] ranks = yardstick.tokenRanks(log);
        double[] gaps = Histories.logGaps(log);
        table.category("token", ranks);
        table.number("gap", gaps);
        for (int lag = 1; lag <= LAGS; lag++) {
            table.category("token-" + lag, log.lagged(ranks, lag, 0));
            table.number("gap-" + lag, log.lagged(gaps, lag));
        }
    }

    private void categories() {
        for (int i = 0; i < columns.categories().size(); i++) {
            if (!columns.types().contains(columns.categories().get(i))) {
                table.category(columns.categories().get(i), yardstick.categoryRanks(log, i));
            }
        }
    }

    private void calendar() {
        Calendar calendar = log.calendar();
        table.number("time", column(row -> (log.timeMicros(row) / 1e6 - yardstick.startSeconds()) / SECONDS_PER_DAY));
        table.number("position", column(row -> Math.log1p(row - log.firstRow(log.entity(row)))));
        table.number("day_of_month", column(calendar::dayOfMonth));
        table.number("days_to_month_end", column(calendar::daysToMonthEnd));
        table.number("weekday", column(calendar::weekday));
        if (!yardstick.dateOnly()) {
            table.number("hour", column(calendar::hour));
            table.number("seconds", column(row -> calendar.hour(row) * 3600 % 60));
        }
    }

    private double[] column(IntToDoubleFunction value) {
        return IntStream.range(0, log.rows()).mapToDouble(value).toArray();
    }

    private void number(int index, Recurrence token) {
        String name = columns.numbers().get(index);
        double[] values = log.number(index);
        double[] logs = Samples.signedLog(values);
        table.number(name, logs);
        table.number("round:" + name, Roundness.of(values));
        if (index >= columns.moving()) {
            return;
        }
        for (int lag = 1; lag <= LAGS; lag++) {
            table.number(name + "-" + lag, log.lagged(logs, lag));
        }
        double[] before = log.lagged(values, 1);
        table.number("step:" + name, column(row -> Samples.signedLog(values[row] - before[row])));
        table.number("step_same_token:" + name, Samples.signedLog(token.step(values)));
        table.number("equal_same_token:" + name, token.equal(values));
    }

    private void key(int index) {
        String name = columns.keys().get(index);
        int[] codes = log.key(index);
        int[] before = log.lagged(codes, 1, -1);
        Recurrence same = new Recurrence(log, codes);
        double[] since = same.logSecondsSince();
        table.number("key_seen:" + name, column(row -> codes[row] < 0 ? -1 : same.has(row) ? 1 : 0));
        table.number("key_since:" + name, column(row -> codes[row] < 0 ? Double.NaN : since[row]));
        table.number("key_same:" + name, column(row -> codes[row] >= 0 && codes[row] == before[row] ? 1 : 0));
        table.number(
                "key_shared:" + name,
                Arrays.stream(log.keySharers(index)).asDoubleStream().toArray());
    }
}
