package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Tally;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Whether records are well formed. That all cells can be read is not asked here: a file in which one cannot is refused. */
public final class Validity {
    private final JudgedColumns columns;

    public Validity(Yardstick yardstick) {
        columns = yardstick.columns();
    }

    /** Measures all of it but the rules. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        missing(real, candidate, scores);
        double[] known = IntStream.range(0, columns.categories().size())
                .mapToDouble(i -> Tally.of(wide(real.category(i))).shareOf(wide(candidate.category(i))))
                .toArray();
        scores.put(Measure.VALIDITY_KNOWN_VALUES, Arrays.stream(known).average().orElse(Double.NaN));
        if (columns.moving() < columns.numbers().size()
                || columns.movingCategories() < columns.categories().size()) {
            long constant = IntStream.range(0, candidate.entities())
                    .filter(e -> isConstant(candidate, e))
                    .count();
            scores.put(Measure.VALIDITY_STATIC_CONSTANT, (double) constant / candidate.entities());
        }
        double rows = (double) candidate.rows() / candidate.entities();
        scores.put(Measure.VALIDITY_ROWS_PER_ENTITY, rows * real.entities() / real.rows());
    }

    private static long[] wide(int[] codes) {
        return Arrays.stream(codes).asLongStream().toArray();
    }

    private void missing(CodedLog real, CodedLog candidate, Scores scores) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < columns.numbers().size(); i++) {
            differences.add(missing(real.number(i)) - missing(candidate.number(i)));
        }
        for (int i = 0; i < columns.keys().size(); i++) {
            differences.add(missing(real.key(i)) - missing(candidate.key(i)));
        }
        scores.put(
                Measure.VALIDITY_MISSING,
                1 - differences.stream().mapToDouble(Math::abs).max().orElse(Double.NaN));
    }

    private static double missing(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static double missing(int[] codes) {
        return Arrays.stream(codes)
                .mapToDouble(code -> code < 0 ? 1 : 0)
                .average()
                .orElse(0);
    }

    private boolean isConstant(CodedLog log, int entity) {
        return IntStream.range(log.firstRow(entity), log.endRow(entity))
                .allMatch(row -> isSame(log, log.firstRow(entity), row));
    }

    private boolean isSame(CodedLog log, int first, int row) {
        return IntStream.range(columns.moving(), columns.numbers().size())
                        .allMatch(i -> Double.compare(log.number(i)[first], log.number(i)[row]) == 0)
                && IntStream.range(
                                columns.movingCategories(), columns.categories().size())
                        .allMatch(i -> log.category(i)[first] == log.category(i)[row]);
    }
}
