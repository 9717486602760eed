package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Frequencies;
import io.understudy.engine.evaluate.formula.KolmogorovSmirnov;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Single columns: SDMetrics' KSComplement of numbers and times, TVComplement of categories. Static columns count once an
 * entity; keys by concentration and sharing, not by name; gap and calendar are columns too.
 */
public final class Shapes {
    private final Yardstick yardstick;

    public Shapes(Yardstick yardstick) {
        this.yardstick = yardstick;
    }

    /** Scores all columns. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        Map<String, Double> columns = columns(real, candidate);
        columns.forEach((name, score) -> scores.put(Scores.Detail.COLUMN, name, score));
        scores.put(Measure.SHAPES_MEAN, mean(columns));
        scores.put(
                Measure.SHAPES_WORST,
                columns.values().stream().mapToDouble(v -> v).min().orElse(Double.NaN));
    }

    static double mean(Map<String, Double> columns) {
        return columns.values().stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    /** Score of each column by name; without columns that have no real value. */
    Map<String, Double> columns(CodedLog real, CodedLog candidate) {
        Map<String, Double> scores = new LinkedHashMap<>();
        JudgedColumns columns = yardstick.columns();
        numbers(scores, "@time", real, candidate, CodedLog::timeSeconds);
        for (int i = 0; i < columns.numbers().size(); i++) {
            int number = i;
            boolean moves = i < columns.moving();
            numbers(
                    scores,
                    columns.numbers().get(i),
                    real,
                    candidate,
                    log -> moves ? log.number(number) : log.firstOf(log.number(number)));
        }
        for (int i = 0; i < columns.categories().size(); i++) {
            int category = i;
            boolean moves = i < columns.movingCategories();
            codes(
                    scores,
                    columns.categories().get(i),
                    real,
                    candidate,
                    log -> moves ? log.category(category) : log.firstOf(log.category(category)));
        }
        for (int i = 0; i < columns.keys().size(); i++) {
            int key = i;
            numbers(scores, "rank:" + columns.keys().get(i), real, candidate, log -> log.keyRank(key));
            codes(scores, "shared:" + columns.keys().get(i), real, candidate, log -> log.keySharers(key));
        }
        numbers(scores, "@gap", real, candidate, log -> Samples.present(log.gapSeconds()));
        if (yardstick.dateOnly()) {
            codes(scores, "@weekday", real, candidate, log -> log.calendar().weekdays());
        } else {
            codes(
                    scores,
                    "@hour_of_week",
                    real,
                    candidate,
                    log -> log.calendar().hoursOfWeek());
        }
        codes(scores, "@day_of_month", real, candidate, log -> log.calendar().daysOfMonth());
        scores.values().removeAll(List.of(Double.NaN));
        return scores;
    }

    private static void numbers(
            Map<String, Double> scores,
            String name,
            CodedLog real,
            CodedLog candidate,
            Function<CodedLog, double[]> column) {
        scores.put(name, KolmogorovSmirnov.complement(column.apply(real), column.apply(candidate)));
    }

    private static void codes(
            Map<String, Double> scores,
            String name,
            CodedLog real,
            CodedLog candidate,
            Function<CodedLog, int[]> column) {
        scores.put(name, Frequencies.variationComplement(column.apply(real), column.apply(candidate)));
    }
}
