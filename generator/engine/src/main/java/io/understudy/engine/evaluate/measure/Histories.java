package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.CodeLength;
import io.understudy.engine.evaluate.formula.Correlation;
import io.understudy.engine.evaluate.formula.Frequencies;
import io.understudy.engine.evaluate.formula.KolmogorovSmirnov;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.formula.Summary;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Histories of entities: length, successions of tokens, gaps, calendar, and how numbers move. */
public final class Histories {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int STATISTICS = 5;

    private final Yardstick yardstick;

    public Histories(Yardstick yardstick) {
        this.yardstick = yardstick;
    }

    /** Measures all of it. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        scores.put(Measure.SEQUENCE_LENGTH_KSC, KolmogorovSmirnov.complement(lengths(real), lengths(candidate)));
        tokens(real, candidate, scores);
        gaps(real, candidate, scores);
        calendar(real, candidate, scores);
        movement(real, candidate, scores);
    }

    static double[] lengths(CodedLog log) {
        return IntStream.range(0, log.entities())
                .mapToDouble(e -> log.endRow(e) - log.firstRow(e))
                .toArray();
    }

    private void tokens(CodedLog real, CodedLog candidate, Scores scores) {
        List<Measure> byLength = List.of(Measure.SEQUENCE_JSD1, Measure.SEQUENCE_JSD2, Measure.SEQUENCE_JSD3);
        for (int i = 0; i < byLength.size(); i++) {
            scores.put(
                    byLength.get(i),
                    Frequencies.jensenShannon(
                            real.tokenGrams(i + 1, yardstick.tokens()),
                            candidate.tokenGrams(i + 1, yardstick.tokens())));
        }
        double first = Frequencies.jensenShannon(real.firstOf(real.tokens()), candidate.firstOf(candidate.tokens()));
        double last = Frequencies.jensenShannon(lastTokens(real), lastTokens(candidate));
        scores.put(Measure.SEQUENCE_ENDS_JSD, (first + last) / 2);
        scores.put(
                Measure.SEQUENCE_CODE_BITS,
                CodeLength.bits(symbols(candidate), symbols(real), yardstick.tokens() * yardstick.gapBinCount()));
    }

    static int[] lastTokens(CodedLog log) {
        return IntStream.range(0, log.entities())
                .map(e -> log.tokens()[log.endRow(e) - 1])
                .toArray();
    }

    private CodeLength.Sequences symbols(CodedLog log) {
        int[] symbols = yardstick.gapBins(log);
        for (int row = 0; row < symbols.length; row++) {
            symbols[row] += log.tokens()[row] * yardstick.gapBinCount();
        }
        return new CodeLength.Sequences(symbols, log.firstRows());
    }

    private static void gaps(CodedLog real, CodedLog candidate, Scores scores) {
        double[] x = Samples.present(real.gapSeconds());
        double[] y = Samples.present(candidate.gapSeconds());
        if (x.length > 0) {
            double[] some = y.length == 0 ? new double[1] : y;
            scores.put(Measure.SEQUENCE_GAP_W1_DAYS, Samples.wasserstein(x, some) / SECONDS_PER_DAY);
            scores.put(Measure.SEQUENCE_GAP_KSC, KolmogorovSmirnov.complement(x, y));
        }
        scores.put(
                Measure.SEQUENCE_BURSTINESS_KSC, KolmogorovSmirnov.complement(burstiness(real), burstiness(candidate)));
        double[] realLogs = logGaps(real);
        double[] candidateLogs = logGaps(candidate);
        scores.put(
                Measure.SEQUENCE_GAP_ACF1_DIFF,
                difference(meanMemory(real, realLogs), meanMemory(candidate, candidateLogs)));
    }

    private static double[] burstiness(CodedLog log) {
        return Samples.present(
                perEntity(log, log.gapSeconds(), gaps -> Summary.of(gaps).burstiness()));
    }

    static double[] logGaps(CodedLog log) {
        return Arrays.stream(log.gapSeconds())
                .map(gap -> Math.log1p(Math.max(gap, 0)))
                .toArray();
    }

    private static double meanMemory(CodedLog log, double[] values) {
        return Samples.mean(perEntity(log, values, Correlation::autocorrelation));
    }

    /** A number of one entity's values. */
    interface Statistic {
        double of(double[] values);
    }

    static double[] perEntity(CodedLog log, double[] values, Statistic statistic) {
        return IntStream.range(0, log.entities())
                .mapToDouble(e -> statistic.of(Arrays.copyOfRange(values, log.firstRow(e), log.endRow(e))))
                .toArray();
    }

    /** What is not defined for the candidate alone counts as a full unit. */
    private static double difference(double real, double candidate) {
        return Double.isNaN(candidate) && !Double.isNaN(real) ? 1 : Math.abs(real - candidate);
    }

    private void calendar(CodedLog real, CodedLog candidate, Scores scores) {
        scores.put(Measure.SEQUENCE_CALENDAR_JSD, Frequencies.jensenShannon(rhythm(real), rhythm(candidate)));
        scores.put(
                Measure.SEQUENCE_TIMELINE_JSD,
                Frequencies.jensenShannon(
                        real.calendar().weeks(), candidate.calendar().weeks()));
    }

    private int[] rhythm(CodedLog log) {
        return yardstick.dateOnly()
                ? log.calendar().daysOfMonth()
                : log.calendar().hoursOfWeek();
    }

    private void movement(CodedLog real, CodedLog candidate, Scores scores) {
        List<Double> steps = new ArrayList<>();
        List<Double> statistics = new ArrayList<>();
        for (int i = 0; i < yardstick.columns().moving(); i++) {
            double[] x = real.number(i);
            double[] y = candidate.number(i);
            steps.add(KolmogorovSmirnov.complement(steps(real, x), steps(candidate, y)));
            statistics.addAll(statistics(real, x, candidate, y));
        }
        statistics.addAll(statistics(real, real.gapSeconds(), candidate, candidate.gapSeconds()));
        scores.put(Measure.SEQUENCE_INTERROW_MSAS, mean(steps));
        scores.put(Measure.SEQUENCE_STATISTIC_MSAS, mean(statistics));
        int amount = yardstick.columns().amount();
        if (amount >= 0) {
            double memory = meanMemory(real, Samples.signedLog(real.number(amount)));
            double memoryOfCandidate = meanMemory(candidate, Samples.signedLog(candidate.number(amount)));
            scores.put(Measure.SEQUENCE_AMOUNT_ACF1_DIFF, difference(memory, memoryOfCandidate));
        }
    }

    private static double mean(List<Double> values) {
        return Samples.mean(values.stream().mapToDouble(v -> v).toArray());
    }

    /** Differences of successive values of an entity, pooled as SDMetrics' InterRowMSAS does from version 0.24 on. */
    private static double[] steps(CodedLog log, double[] values) {
        return IntStream.range(0, log.rows())
                .filter(row -> row > log.firstRow(log.entity(row)))
                .mapToDouble(row -> values[row] - values[row - 1])
                .toArray();
    }

    private static List<Double> statistics(CodedLog real, double[] x, CodedLog candidate, double[] y) {
        double[][] first = summaries(real, x);
        double[][] second = summaries(candidate, y);
        return IntStream.range(0, STATISTICS)
                .mapToObj(i -> KolmogorovSmirnov.complement(first[i], second[i]))
                .toList();
    }

    private static double[][] summaries(CodedLog log, double[] values) {
        double[][] byStatistic = new double[STATISTICS][log.entities()];
        for (int e = 0; e < log.entities(); e++) {
            List<Double> statistics = Summary.of(Arrays.copyOfRange(values, log.firstRow(e), log.endRow(e)))
                    .statistics();
            for (int i = 0; i < STATISTICS; i++) {
                byStatistic[i][e] = statistics.get(i);
            }
        }
        return Arrays.stream(byStatistic).map(Samples::present).toArray(double[][]::new);
    }
}
