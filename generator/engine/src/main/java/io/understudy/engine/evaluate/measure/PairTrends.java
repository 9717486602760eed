package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Correlation;
import io.understudy.engine.evaluate.formula.Frequencies;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs of columns: SDMetrics' CorrelationSimilarity of two numbers, ContingencySimilarity otherwise. Differs from
 * SDMetrics in two things: numbers are cut at the deciles of the real logs instead of ten equal widths a side, and no pair
 * is left out for a weak correlation.
 */
public final class PairTrends {
    private static final int HOURS_PER_BLOCK = 4;

    private final Yardstick yardstick;

    public PairTrends(Yardstick yardstick) {
        this.yardstick = yardstick;
    }

    /**
     * A column as numbers and as codes.
     *
     * @param numbers // [row], null where they are categories
     * @param codes // [row], at least 0
     */
    private record Side(String name, double[] numbers, int[] codes) {}

    /** Scores all pairs. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        List<Side> first = sides(real);
        List<Side> second = sides(candidate);
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            for (int j = i + 1; j < first.size(); j++) {
                double score = score(first.get(i), first.get(j), second.get(i), second.get(j));
                if (!Double.isNaN(score)) {
                    found.add(score);
                    scores.put(
                            Scores.Detail.PAIR,
                            first.get(i).name() + " x " + first.get(j).name(),
                            score);
                }
            }
        }
        scores.put(
                Measure.SHAPES_PAIRS,
                found.stream().mapToDouble(v -> v).average().orElse(Double.NaN));
    }

    private static double score(Side realA, Side realB, Side candidateA, Side candidateB) {
        return realA.numbers() != null && realB.numbers() != null
                ? Correlation.similarity(realA.numbers(), realB.numbers(), candidateA.numbers(), candidateB.numbers())
                : Frequencies.contingencySimilarity(
                        realA.codes(), realB.codes(), candidateA.codes(), candidateB.codes());
    }

    private List<Side> sides(CodedLog log) {
        JudgedColumns columns = yardstick.columns();
        List<Side> sides = new ArrayList<>();
        sides.add(number("@time", log.timeSeconds(), yardstick.timeDeciles()));
        for (int i = 0; i < columns.numbers().size(); i++) {
            sides.add(number(columns.numbers().get(i), log.number(i), yardstick.numberEdges(i)));
        }
        for (int i = 0; i < columns.categories().size(); i++) {
            sides.add(new Side(columns.categories().get(i), null, log.category(i)));
        }
        sides.add(number("@gap", log.gapSeconds(), yardstick.gapDeciles()));
        sides.add(
                yardstick.dateOnly()
                        ? new Side("@day_of_month", null, log.calendar().daysOfMonth())
                        : new Side(
                                "@hour_of_week/4", null, blocks(log.calendar().hoursOfWeek())));
        return sides;
    }

    private static Side number(String name, double[] values, double[] edges) {
        return new Side(name, values, Samples.bins(values, edges));
    }

    private static int[] blocks(int[] hours) {
        return Arrays.stream(hours).map(hour -> hour / HOURS_PER_BLOCK).toArray();
    }
}
