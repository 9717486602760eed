package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.boost.FeatureTable;
import io.understudy.engine.evaluate.formula.Correlation;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.formula.Summary;
import io.understudy.engine.evaluate.log.Calendar;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What a classifier, a neighbourhood or an attack sees of an entity: level, rhythm, mix, recurrence. */
final class EntityFeatures {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int COMMON_TOKENS = 30;
    private static final int TOKENS_IN_DETAIL = 16;
    private static final int COMMON_VALUES = 5;

    private final Yardstick yardstick;
    private final JudgedColumns columns;
    private final CodedLog log;
    private final FeatureTable table;

    private EntityFeatures(Yardstick yardstick, CodedLog log) {
        this.yardstick = yardstick;
        this.log = log;
        columns = yardstick.columns();
        table = new FeatureTable(log.entities());
    }

    /** The features that span the space of entities. */
    static FeatureTable compact(Yardstick yardstick, CodedLog log) {
        EntityFeatures features = new EntityFeatures(yardstick, log);
        features.addCompact();
        return features.table;
    }

    /** The compact features, and those of gaps and numbers of each common token. */
    static FeatureTable full(Yardstick yardstick, CodedLog log) {
        EntityFeatures features = new EntityFeatures(yardstick, log);
        features.addCompact();
        features.addTokensInDetail();
        return features.table;
    }

    private void addCompact() {
        span();
        gaps();
        for (int i = 0; i < columns.numbers().size(); i++) {
            number(i);
        }
        tokens();
        calendar();
        for (int i = 0; i < columns.keys().size(); i++) {
            key(i);
        }
        for (int i = 0; i < columns.categories().size(); i++) {
            category(i);
        }
    }

    private double[] entities(IntToDoubleFunction value) {
        return IntStream.range(0, log.entities()).mapToDouble(value).toArray();
    }

    /** Mean over the events of each entity, 0 for a missing value. */
    private double[] mean(IntToDoubleFunction valueOfRow) {
        return entities(e -> IntStream.range(log.firstRow(e), log.endRow(e))
                .mapToDouble(valueOfRow)
                .map(value -> Double.isNaN(value) ? 0 : value)
                .average()
                .orElse(0));
    }

    private void span() {
        double[] lengths = Histories.lengths(log);
        table.number("length", entities(e -> Math.log1p(lengths[e])));
        table.number("first_time", entities(e -> days(log.firstRow(e))));
        table.number("last_time", entities(e -> days(log.endRow(e) - 1)));
        table.number(
                "duration",
                entities(e ->
                        Recurrence.logSeconds(log.timeMicros(log.endRow(e) - 1) - log.timeMicros(log.firstRow(e)))));
    }

    private double days(int row) {
        return (log.timeMicros(row) / 1e6 - yardstick.startSeconds()) / SECONDS_PER_DAY;
    }

    private void gaps() {
        double[] gaps = log.gapSeconds();
        double[] logs = Histories.logGaps(log);
        Summary[] summaries = summaries(logs);
        table.number("gap_mean", entities(e -> summaries[e].mean()));
        table.number("gap_std", entities(e -> summaries[e].deviation()));
        table.number("gap_median", entities(e -> summaries[e].median()));
        table.number("gap_max", entities(e -> summaries[e].max()));
        table.number("gap_zero", mean(row -> gaps[row] == 0 ? 1 : 0));
        table.number(
                "burstiness", Histories.perEntity(log, gaps, x -> Summary.of(x).burstiness()));
        table.number("gap_memory", Histories.perEntity(log, logs, Correlation::autocorrelation));
    }

    private Summary[] summaries(double[] values) {
        return IntStream.range(0, log.entities())
                .mapToObj(e -> Summary.of(Arrays.copyOfRange(values, log.firstRow(e), log.endRow(e))))
                .toArray(Summary[]::new);
    }

    private void number(int index) {
        String name = columns.numbers().get(index);
        double[] values = log.number(index);
        double[] logs = Samples.signedLog(values);
        double[] round = Roundness.of(values);
        if (index >= columns.moving()) {
            table.number(name, log.firstOf(logs));
            table.number(name + "_round", log.firstOf(round));
            return;
        }
        Summary[] summaries = summaries(logs);
        table.number(name + "_mean", entities(e -> summaries[e].mean()));
        table.number(name + "_std", entities(e -> summaries[e].deviation()));
        table.number(name + "_median", entities(e -> summaries[e].median()));
        table.number(name + "_min", entities(e -> summaries[e].min()));
        table.number(name + "_max", entities(e -> summaries[e].max()));
        table.number(name + "_memory", Histories.perEntity(log, logs, Correlation::autocorrelation));
        table.number(name + "_round", mean(row -> round[row]));
        double[] equal = new Recurrence(log, log.tokens()).equal(values);
        table.number(name + "_equal", mean(row -> Math.max(equal[row], 0)));
    }

    private void tokens() {
        int[] tokens = log.tokens();
        for (int token : yardstick.commonTokens(COMMON_TOKENS)) {
            table.number("share:" + yardstick.tokenName(token), mean(row -> tokens[row] == token ? 1 : 0));
        }
        double[] entropy = new double[log.entities()];
        double[] kinds = new double[log.entities()];
        for (int e = 0; e < log.entities(); e++) {
            int[] sorted = Arrays.copyOfRange(tokens, log.firstRow(e), log.endRow(e));
            Arrays.sort(sorted);
            for (int i = 0; i < sorted.length; ) {
                int from = i;
                while (i < sorted.length && sorted[i] == sorted[from]) {
                    i++;
                }
                double share = (double) (i - from) / sorted.length;
                entropy[e] -= share * Math.log(share);
                kinds[e]++;
            }
        }
        int[] ranks = yardstick.tokenRanks(log);
        table.number("token_entropy", entropy);
        table.number("tokens", kinds);
        table.number("first_token", entities(e -> ranks[log.firstRow(e)]));
        table.number("last_token", entities(e -> ranks[log.endRow(e) - 1]));
    }

    private void calendar() {
        Calendar calendar = log.calendar();
        table.number("day_of_month", mean(calendar::dayOfMonth));
        table.number("month_end", mean(row -> calendar.daysToMonthEnd(row) <= 1 ? 1 : 0));
        table.number("weekend", mean(row -> calendar.weekday(row) >= 5 ? 1 : 0));
        if (!yardstick.dateOnly()) {
            double[] hours =
                    IntStream.range(0, log.rows()).mapToDouble(calendar::hour).toArray();
            Summary[] summaries = summaries(hours);
            table.number("hour", mean(row -> hours[row]));
            table.number("night", mean(row -> hours[row] < 6 ? 1 : 0));
            table.number("hour_std", entities(e -> summaries[e].deviation()));
        }
    }

    private void key(int index) {
        String name = columns.keys().get(index);
        int[] codes = log.key(index);
        int[] before = log.lagged(codes, 1, -1);
        int[] sharers = log.keySharers(index);
        Recurrence same = new Recurrence(log, codes);
        table.number("key_share:" + name, mean(row -> codes[row] >= 0 ? 1 : 0));
        table.number("key_fresh:" + name, mean(row -> codes[row] >= 0 && !same.has(row) ? 1 : 0));
        table.number("key_same:" + name, mean(row -> codes[row] >= 0 && codes[row] == before[row] ? 1 : 0));
        table.number("key_shared:" + name, mean(row -> sharers[row]));
    }

    private void category(int index) {
        String name = columns.categories().get(index);
        int[] ranks = yardstick.categoryRanks(log, index);
        if (index >= columns.movingCategories()) {
            table.number(name, entities(e -> ranks[log.firstRow(e)]));
        } else if (!columns.types().equals(List.of(name))) {
            for (int k = 1;
                    k <= Math.min(COMMON_VALUES, yardstick.categoryNames(index).size());
                    k++) {
                int rank = k;
                table.number(name + "#" + k, mean(row -> ranks[row] == rank ? 1 : 0));
            }
        }
    }

    private void addTokensInDetail() {
        double[] since = new Recurrence(log, log.tokens()).logSecondsSince();
        for (int token : yardstick.commonTokens(TOKENS_IN_DETAIL)) {
            detail("every", since, token);
            for (int i = 0; i < columns.moving(); i++) {
                detail(columns.numbers().get(i), Samples.signedLog(log.number(i)), token);
            }
        }
    }

    private void detail(String name, double[] values, int token) {
        double[] own = IntStream.range(0, log.rows())
                .mapToDouble(row -> log.tokens()[row] == token ? values[row] : Double.NaN)
                .toArray();
        Summary[] summaries = summaries(own);
        table.number(name + "_mean:" + yardstick.tokenName(token), entities(e -> summaries[e].mean()));
        table.number(name + "_std:" + yardstick.tokenName(token), entities(e -> summaries[e].deviation()));
    }
}
