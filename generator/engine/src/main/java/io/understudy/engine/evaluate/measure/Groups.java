package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Frequencies;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Groups of entities, each of which should be served equally well: quarters by a static number, else by the mean amount,
 * else halves by length.
 */
public final class Groups {
    private static final int QUARTERS = 4;
    private static final int FEWEST_ENTITIES = 20;

    private final Yardstick yardstick;
    private final double[] edges;

    /** Groups whose edges are quantiles of the entities of {@code real}. */
    public Groups(Yardstick yardstick, CodedLog real) {
        this.yardstick = yardstick;
        boolean byLength = yardstick.columns().numbers().isEmpty();
        edges = Samples.quantileEdges(values(real), byLength ? 2 : QUARTERS);
    }

    /** Scores the shapes of each group that has enough real entities. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        int[] first = Samples.bins(values(real), edges);
        int[] second = Samples.bins(values(candidate), edges);
        Map<Integer, Double> shapes = new TreeMap<>();
        for (int group = 0; group <= edges.length; group++) {
            int[] some = members(first, group);
            int[] others = members(second, group);
            if (some.length >= Math.min(FEWEST_ENTITIES, first.length / (2 * (edges.length + 1))) && some.length > 0) {
                double score = others.length < 2
                        ? 0
                        : Shapes.mean(new Shapes(yardstick).columns(real.take(some), candidate.take(others)));
                shapes.put(group, score);
                scores.put(Scores.Detail.GROUP, name(group), score);
            }
        }
        scores.put(Measure.BIAS_SHARE_TVC, Frequencies.variationComplement(first, second));
        if (!shapes.isEmpty()) {
            double best = shapes.values().stream().mapToDouble(v -> v).max().orElseThrow();
            double worst = shapes.values().stream().mapToDouble(v -> v).min().orElseThrow();
            scores.put(Measure.BIAS_SPREAD, best - worst);
        }
    }

    private String name(int group) {
        JudgedColumns columns = yardstick.columns();
        String what = columns.numbers().isEmpty()
                ? "length"
                : (isStatic() ? "" : "mean ") + columns.numbers().get(number());
        return what + ", group " + (group + 1) + " of " + (edges.length + 1);
    }

    private boolean isStatic() {
        return yardstick.columns().moving() < yardstick.columns().numbers().size();
    }

    private int number() {
        return isStatic() ? yardstick.columns().moving() : 0;
    }

    private double[] values(CodedLog log) {
        if (yardstick.columns().numbers().isEmpty()) {
            return Histories.lengths(log);
        }
        double[] values = log.number(number());
        return isStatic() ? log.firstOf(values) : Histories.perEntity(log, values, Samples::mean);
    }

    private static int[] members(int[] groups, int group) {
        return IntStream.range(0, groups.length).filter(e -> groups[e] == group).toArray();
    }
}
