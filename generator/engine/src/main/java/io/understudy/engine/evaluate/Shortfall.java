package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.measure.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The largest loss of shapes in a group of entities against what the group reaches between real logs.
 *
 * @param value of the synthetic log
 * @param floor of one real cut against the others
 */
record Shortfall(double value, double floor) {

    static Shortfall of(Scores synthetic, List<Scores> cuts) {
        double value = worst(synthetic.get(Scores.Detail.GROUP), cuts);
        double floor = 0;
        for (Scores cut : cuts) {
            List<Scores> others = new ArrayList<>(cuts);
            others.remove(cut);
            floor += others.isEmpty() ? 0 : worst(cut.get(Scores.Detail.GROUP), others) / cuts.size();
        }
        return new Shortfall(value, floor);
    }

    private static double worst(Map<String, Double> scores, List<Scores> cuts) {
        return scores.entrySet().stream()
                .flatMapToDouble(entry -> DoubleStream.of(mean(entry.getKey(), cuts) - entry.getValue()))
                .filter(loss -> !Double.isNaN(loss))
                .max()
                .orElse(Double.NaN);
    }

    private static double mean(String group, List<Scores> cuts) {
        return cuts.stream()
                .map(cut -> cut.get(Scores.Detail.GROUP).get(group))
                .filter(score -> score != null)
                .mapToDouble(score -> score)
                .average()
                .orElse(Double.NaN);
    }
}
