package io.understudy.engine.evaluate.report;

import io.understudy.engine.evaluate.Finding;
import io.understudy.engine.evaluate.Verdict;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.formula.Summary;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Measure;
import io.understudy.engine.evaluate.measure.Scores;
import io.understudy.engine.evaluate.measure.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pictures of each section. */
final class Plots {
    private static final int SHOWN_VALUES = 10;
    private static final int SHOWN_TOKENS = 12;
    private static final int SHOWN_PARTS = 12;
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final Verdict verdict;
    private final Yardstick yardstick;
    private final CodedLog real;
    private final CodedLog synthetic;

    Plots(Verdict verdict) {
        this.verdict = verdict;
        yardstick = verdict.yardstick();
        real = verdict.real();
        synthetic = verdict.synthetic();
    }

    /**
     * A picture.
     *
     * @param note what is good, or empty
     */
    record Plot(String title, String note, String svg) {}

    /** The pictures of a section; none for some. */
    List<Plot> of(Section section) {
        return switch (section) {
            case SHAPES ->
                Stream.of(marginals(), columnScores()).flatMap(List::stream).toList();
            case SEQUENCE ->
                Stream.of(rhythms(), transitions(), entities())
                        .flatMap(List::stream)
                        .toList();
            case REALISM -> realism();
            case UTILITY -> utility();
            case PRIVACY -> privacy();
            case BIAS -> parts("Shapes by group of entities", Scores.Detail.GROUP);
            case VALIDITY -> parts("Events that keep each rule", Scores.Detail.RULE);
            case GUARD, DIVERSITY -> List.of();
        };
    }

    private List<Plot> marginals() {
        JudgedColumns columns = yardstick.columns();
        List<Plot> plots = new ArrayList<>();
        for (int i = 0; i < columns.numbers().size(); i++) {
            String name = columns.numbers().get(i);
            boolean moves = i < columns.moving();
            double[] x = moves ? real.number(i) : real.firstOf(real.number(i));
            double[] y = moves ? synthetic.number(i) : synthetic.firstOf(synthetic.number(i));
            plots.add(new Plot(name, score(name), Density.chart(name, x, y)));
        }
        for (int i = 0; i < columns.categories().size(); i++) {
            String name = columns.categories().get(i);
            plots.add(new Plot(
                    name,
                    score(name),
                    values(name, yardstick.categoryNames(i), real.category(i), synthetic.category(i))));
        }
        return plots;
    }

    private String score(String column) {
        Double score = verdict.scores().get(Scores.Detail.COLUMN).get(column);
        Double floor = verdict.floorScores().get(Scores.Detail.COLUMN).get(column);
        return score == null || floor == null ? "" : Markup.fill("score %.3f, floor %.3f", score, floor);
    }

    private static String values(String title, List<String> names, int[] x, int[] y) {
        double[] first = Shares.of(x, names.size());
        double[] second = Shares.of(y, names.size());
        List<BarChart.Row> rows = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.max(first[i], second[i])))
                .limit(SHOWN_VALUES)
                .map(i -> new BarChart.Row(
                        names.get(i).isBlank() ? names.get(i).isEmpty() ? "(empty)" : "(blank)" : names.get(i),
                        first[i],
                        second[i],
                        Double.NaN))
                .toList();
        double most = rows.stream()
                .mapToDouble(row -> Math.max(row.real(), row.synthetic()))
                .max()
                .orElse(1);
        return BarChart.of(title, rows, most);
    }

    private List<Plot> columnScores() {
        List<Plot> plots = new ArrayList<>(parts("Score by column", Scores.Detail.COLUMN));
        plots.addAll(parts("Lowest scores by pair of columns", Scores.Detail.PAIR));
        return plots;
    }

    /** The lowest parts of a score, with the floor as a mark. */
    private List<Plot> parts(String title, Scores.Detail detail) {
        Map<String, Double> floors = verdict.floorScores().get(detail);
        List<BarChart.Row> rows = verdict.scores().get(detail).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(SHOWN_PARTS)
                .map(part -> new BarChart.Row(
                        part.getKey(), Double.NaN, part.getValue(), floors.getOrDefault(part.getKey(), Double.NaN)))
                .toList();
        return rows.isEmpty() ? List.of() : List.of(new Plot(title, "line: the floor", BarChart.of(title, rows, 1)));
    }

    private List<Plot> rhythms() {
        List<Plot> plots = new ArrayList<>();
        plots.add(new Plot(
                "Gap to the event before",
                "within an entity",
                Density.gaps("Gaps", real.gapSeconds(), synthetic.gapSeconds())));
        if (yardstick.dateOnly()) {
            Function<CodedLog, double[]> days = log -> Shares.of(log.calendar().daysOfMonth(), 32);
            plots.add(new Plot("Day of the month", "", curve("Days", days, 1, Axis.linear(1, 31))));
            Function<CodedLog, double[]> weekdays =
                    log -> Shares.of(log.calendar().weekdays(), 7);
            plots.add(new Plot("Day of the week", "", curve("Weekdays", weekdays, 0, week(1))));
        } else {
            Function<CodedLog, double[]> hours = log -> Shares.of(log.calendar().hoursOfWeek(), 168);
            plots.add(new Plot("Hour of the week", "", curve("Hours", hours, 0, week(24))));
        }
        return plots;
    }

    private static Axis week(int units) {
        return new Axis(
                0,
                7.0 * units - 1,
                IntStream.range(0, 7)
                        .mapToObj(day -> new Axis.Tick(day * units + (units - 1) / 2.0, DAYS.get(day)))
                        .toList());
    }

    private String curve(String title, Function<CodedLog, double[]> shares, int from, Axis axis) {
        double[] first = shares.apply(real);
        double[] second = shares.apply(synthetic);
        double[] x = IntStream.range(from, first.length).asDoubleStream().toArray();
        LineChart.Curves curves = new LineChart.Curves(
                x, Arrays.copyOfRange(first, from, first.length), Arrays.copyOfRange(second, from, second.length));
        return LineChart.of(title, curves, axis, Axis.shares(curves.highest()));
    }

    private List<Plot> transitions() {
        int[] tokens = yardstick.commonTokens(SHOWN_TOKENS);
        List<String> names =
                Arrays.stream(tokens).mapToObj(yardstick::tokenName).toList();
        double[][] first = Shares.transitions(real.tokens(), real.firstRows(), tokens);
        double[][] second = Shares.transitions(synthetic.tokens(), synthetic.firstRows(), tokens);
        double[][] difference = IntStream.range(0, tokens.length)
                .mapToObj(i -> IntStream.range(0, tokens.length)
                        .mapToDouble(j -> second[i][j] - first[i][j])
                        .toArray())
                .toArray(double[][]::new);
        return List.of(
                new Plot("What follows what: real", "row to column", HeatMap.of("Real", "real", names, first)),
                new Plot(
                        "What follows what: synthetic",
                        "row to column",
                        HeatMap.of("Synthetic", "synthetic", names, second)),
                new Plot(
                        "The difference",
                        "in the colour of the side that has more",
                        HeatMap.of("Difference", "difference", names, difference)));
    }

    private List<Plot> entities() {
        List<Plot> plots = new ArrayList<>();
        plots.add(new Plot(
                "Events per entity", "", Density.chart("Events per entity", lengths(real), lengths(synthetic))));
        plots.add(new Plot(
                "Mean gap of an entity",
                "",
                Density.gaps("Mean gap", means(real, real.gapSeconds()), means(synthetic, synthetic.gapSeconds()))));
        plots.add(new Plot(
                "Burstiness of an entity",
                "-1 a clock, 0 by chance, 1 in bursts",
                Density.chart("Burstiness", burstiness(real), burstiness(synthetic))));
        int amount = yardstick.columns().amount();
        if (amount >= 0) {
            String name = yardstick.columns().numbers().get(amount);
            plots.add(new Plot(
                    "Mean " + name + " of an entity",
                    "",
                    Density.chart(name, means(real, real.number(amount)), means(synthetic, synthetic.number(amount)))));
        }
        return plots;
    }

    private static double[] lengths(CodedLog log) {
        return IntStream.range(0, log.entities())
                .mapToDouble(e -> log.endRow(e) - log.firstRow(e))
                .toArray();
    }

    private static double[] means(CodedLog log, double[] values) {
        return perEntity(log, values, Samples::mean);
    }

    private static double[] burstiness(CodedLog log) {
        return perEntity(log, log.gapSeconds(), gaps -> Summary.of(gaps).burstiness());
    }

    private static double[] perEntity(CodedLog log, double[] values, Function<double[], Double> statistic) {
        return IntStream.range(0, log.entities())
                .mapToDouble(e -> statistic.apply(Arrays.copyOfRange(values, log.firstRow(e), log.endRow(e))))
                .toArray();
    }

    private List<Plot> realism() {
        List<Plot> plots = new ArrayList<>();
        plots.add(new Plot(
                "Area under the curve",
                "0.5: cannot be told apart; line: the bar",
                measures(List.of(Measure.REALISM_C2ST_ROW, Measure.REALISM_C2ST_ENTITY))));
        plots.addAll(tells("What gives events away", Scores.Detail.ROW_TELL));
        plots.addAll(tells("What gives entities away", Scores.Detail.ENTITY_TELL));
        return plots;
    }

    private List<Plot> tells(String title, Scores.Detail detail) {
        Map<String, Double> losses = verdict.scores().get(detail);
        List<BarChart.Row> rows = losses.entrySet().stream()
                .map(tell -> new BarChart.Row(tell.getKey(), Double.NaN, tell.getValue(), Double.NaN))
                .toList();
        double most = losses.values().stream().mapToDouble(v -> v).max().orElse(1);
        return rows.isEmpty()
                ? List.of()
                : List.of(new Plot(title, "area lost where the feature is shuffled", BarChart.of(title, rows, most)));
    }

    /** Values beside their floors, the bars as marks. */
    private String measures(List<Measure> measures) {
        List<BarChart.Row> rows = measures.stream()
                .map(verdict::finding)
                .flatMap(Optional::stream)
                .map(Plots::row)
                .toList();
        return BarChart.of("Measures", rows, 1);
    }

    private static BarChart.Row row(Finding finding) {
        return new BarChart.Row(finding.measure().id(), finding.floor(), finding.value(), finding.bar());
    }

    private List<Plot> utility() {
        List<BarChart.Row> rows = verdict.classes().entrySet().stream()
                .map(entry -> new BarChart.Row(
                        entry.getKey(),
                        entry.getValue().real(),
                        entry.getValue().synthetic(),
                        entry.getValue().prevalence()))
                .toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Plot(
                        "Average precision by class",
                        "detectors trained on each side, tested on real events; line: chance",
                        BarChart.of("Average precision", rows, 1)));
    }

    private List<Plot> privacy() {
        return List.of(
                new Plot(
                        "Attacks",
                        "0.5: no better than a coin; line: the bar",
                        measures(List.of(
                                Measure.PRIVACY_DCR_SHARE,
                                Measure.PRIVACY_MIA_ENTITY,
                                Measure.PRIVACY_MIA_CALIBRATED,
                                Measure.PRIVACY_MIA_WINDOW,
                                Measure.PRIVACY_MIA_TPR01))),
                new Plot(
                        "What repeats the fitted events",
                        "beside other real events; line: the bar",
                        measures(List.of(
                                Measure.PRIVACY_IDENTICAL_ROWS,
                                Measure.PRIVACY_RARE_WINDOW_RATE,
                                Measure.PRIVACY_RARE_WINDOW_ENTITIES,
                                Measure.PRIVACY_RARE_KEYS))));
    }
}
