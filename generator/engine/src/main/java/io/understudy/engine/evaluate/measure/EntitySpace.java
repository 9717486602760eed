package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.boost.FeatureTable;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.List;

/**
 * Entities as points: their compact features less the real median, in real standard deviations, cut at 5; a missing
 * feature lies at the median.
 */
final class EntitySpace {
    private static final double FARTHEST = 5;
    private static final double LEAST_DEVIATION = 1e-9;

    private final Yardstick yardstick;
    private final double[] middle; // [feature]
    private final double[] deviation;

    /** The space in which the given logs together are centred. */
    EntitySpace(Yardstick yardstick, List<CodedLog> real) {
        this.yardstick = yardstick;
        FeatureTable pool = real.stream()
                .map(log -> EntityFeatures.compact(yardstick, log))
                .reduce(FeatureTable::with)
                .orElseThrow();
        middle = new double[pool.features()];
        deviation = new double[pool.features()];
        for (int f = 0; f < middle.length; f++) {
            double[] values = Samples.present(pool.numbers(f));
            Arrays.sort(values);
            middle[f] = values.length == 0 ? 0 : Samples.quantile(values, 0.5);
            double spread = Samples.deviation(values) * Math.sqrt((values.length - 1.0) / values.length);
            deviation[f] = spread > LEAST_DEVIATION ? spread : 1;
        }
    }

    /** The points of a log: [entity][feature]. */
    double[][] points(CodedLog log) {
        FeatureTable table = EntityFeatures.compact(yardstick, log);
        double[][] points = new double[log.entities()][middle.length];
        for (int f = 0; f < middle.length; f++) {
            double[] values = table.numbers(f);
            for (int e = 0; e < values.length; e++) {
                double scaled = (values[e] - middle[f]) / deviation[f];
                points[e][f] = Double.isNaN(scaled) ? 0 : Math.min(Math.max(scaled, -FARTHEST), FARTHEST);
            }
        }
        return points;
    }
}
