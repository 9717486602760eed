package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.boost.BoostSettings;
import io.understudy.engine.evaluate.boost.BoostedTrees;
import io.understudy.engine.evaluate.boost.FeatureTable;
import io.understudy.engine.evaluate.formula.Ranking;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Shuffle;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Privacy.Exposure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Train on synthetic, test on real (Esteban et al. 2017), beside train on real, test on real: a detector of each class
 * against all others, mean over the classes that have ten cases or more.
 */
public final class Utility {
    private static final int FEWEST_CASES = 10;
    private static final int MOST_TRAINED = 20_000;
    private static final int MOST_TESTED = 60_000;
    private static final int BAGS = 3;
    private static final int REDRAWS = 20;
    private static final BoostSettings TREES = new BoostSettings(100, 12, 30, 0.06);

    private final Yardstick yardstick;
    private final SplittableRandom random;
    private final Map<String, ClassScore> classes = new LinkedHashMap<>();

    public Utility(Yardstick yardstick, long seed) {
        this.yardstick = yardstick;
        random = new SplittableRandom(seed);
    }

    /**
     * How a detector of one class does on real events.
     *
     * @param synthetic average precision when trained on synthetic events, {@code real} when trained on real ones
     * @param prevalence of the class in the test, the average precision of chance
     */
    public record ClassScore(double synthetic, double real, double prevalence) {}

    /** How each class was found, by name; filled by {@link #measure}. */
    public Map<String, ClassScore> classes() {
        return classes;
    }

    /** A side to train on. */
    private record Side(FeatureTable features, int[] labels) {}

    /** Rows and their weights, which undo the choice. */
    private record Sample(int[] rows, double[] weights) {}

    /**
     * Trains on {@code fit} and on {@code synthetic}, tests on {@code real}.
     *
     * @return nothing where no class has enough cases
     */
    public Map<Measure, Exposure> measure(CodedLog fit, CodedLog synthetic, CodedLog real) {
        List<Curve> ofReal = new ArrayList<>();
        List<Curve> ofSynthetic = new ArrayList<>();
        Side test = null;
        Side first = null;
        Side second = null;
        double[][] redraws = redraws(real);
        for (int k = 1; k < yardstick.classNames().size(); k++) {
            if (cases(fit, k) < FEWEST_CASES || cases(real, k) < FEWEST_CASES) {
                continue;
            }
            if (test == null) {
                test = side(real);
                first = side(fit);
                second = side(synthetic);
            }
            Sample sample = sample(test.labels(), k, MOST_TESTED);
            Test asked = new Test(
                    test.features().take(sample.rows()),
                    isClass(test.labels(), sample.rows(), k),
                    sample,
                    real,
                    redraws);
            Curve trained = asked.curve(scores(first, k, asked.features()));
            Curve made = asked.curve(scores(second, k, asked.features()));
            ofReal.add(trained);
            ofSynthetic.add(made);
            classes.put(
                    yardstick.classNames().get(k), new ClassScore(made.ap()[0], trained.ap()[0], asked.prevalence()));
        }
        return ofReal.isEmpty() ? Map.of() : compare(Curve.mean(ofReal), Curve.mean(ofSynthetic));
    }

    private static int cases(CodedLog log, int k) {
        return (int) Arrays.stream(log.classes()).filter(c -> c == k).count();
    }

    private Side side(CodedLog log) {
        return new Side(DetectorFeatures.of(yardstick, log), log.classes());
    }

    /** Weights of entities: once all equal, then drawn anew, which gives the noise of the test side. */
    private double[][] redraws(CodedLog real) {
        double[][] weights = new double[1 + REDRAWS][real.entities()];
        Arrays.fill(weights[0], 1);
        for (int i = 1; i <= REDRAWS; i++) {
            for (int j = 0; j < real.entities(); j++) {
                weights[i][random.nextInt(real.entities())]++;
            }
        }
        return weights;
    }

    /** Up to {@code most} rows: cases, at most half, and random others. */
    private Sample sample(int[] labels, int k, int most) {
        int[] cases =
                IntStream.range(0, labels.length).filter(i -> labels[i] == k).toArray();
        int[] others =
                IntStream.range(0, labels.length).filter(i -> labels[i] != k).toArray();
        int[] someCases = some(cases, most / 2);
        int[] someOthers = some(others, most - someCases.length);
        double[] weights = new double[someCases.length + someOthers.length];
        Arrays.fill(weights, 0, someCases.length, (double) cases.length / Math.max(someCases.length, 1));
        Arrays.fill(weights, someCases.length, weights.length, (double) others.length / Math.max(someOthers.length, 1));
        return new Sample(
                IntStream.concat(Arrays.stream(someCases), Arrays.stream(someOthers))
                        .toArray(),
                weights);
    }

    private int[] some(int[] rows, int most) {
        if (rows.length <= most) {
            return rows;
        }
        int[] order = Shuffle.of(rows.length, random);
        return Arrays.stream(order, 0, most).map(i -> rows[i]).sorted().toArray();
    }

    private static boolean[] isClass(int[] labels, int[] rows, int k) {
        boolean[] is = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            is[i] = labels[rows[i]] == k;
        }
        return is;
    }

    /** Scores of the test rows: the sum of a few detectors on different draws of the others; 0 where there are no cases. */
    private double[] scores(Side side, int k, FeatureTable asked) {
        double[] sum = new double[asked.rows()];
        if (Arrays.stream(side.labels()).filter(c -> c == k).count() < 2) {
            return sum;
        }
        for (int bag = 0; bag < BAGS; bag++) {
            Sample sample = sample(side.labels(), k, MOST_TRAINED);
            BoostedTrees trees = BoostedTrees.train(
                    side.features().take(sample.rows()), isClass(side.labels(), sample.rows(), k), TREES);
            double[] scores = trees.score(asked);
            Arrays.setAll(sum, i -> sum[i] + scores[i]);
        }
        return sum;
    }

    /** Average precision and area under the curve by redraw, the first without one. */
    private record Curve(double[] ap, double[] auc) {
        static Curve mean(List<Curve> curves) {
            int redraws = curves.get(0).ap().length;
            double[] ap = new double[redraws];
            double[] auc = new double[redraws];
            for (int i = 0; i < redraws; i++) {
                int at = i;
                ap[i] = Samples.mean(
                        curves.stream().mapToDouble(c -> c.ap()[at]).toArray());
                auc[i] = Samples.mean(
                        curves.stream().mapToDouble(c -> c.auc()[at]).toArray());
            }
            return new Curve(ap, auc);
        }
    }

    /** Real events to be found. */
    private record Test(FeatureTable features, boolean[] positive, Sample sample, CodedLog real, double[][] redraws) {
        Curve curve(double[] scores) {
            double[] ap = new double[redraws.length];
            double[] auc = new double[redraws.length];
            for (int i = 0; i < redraws.length; i++) {
                double[] weights = weights(redraws[i]);
                ap[i] = Ranking.averagePrecision(scores, positive, weights);
                auc[i] = Ranking.auc(scores, positive, weights);
            }
            return new Curve(ap, auc);
        }

        private double[] weights(double[] weightByEntity) {
            double[] weights = sample.weights().clone();
            Arrays.setAll(weights, i -> weights[i] * weightByEntity[real.entity(sample.rows()[i])]);
            return weights;
        }

        double prevalence() {
            double cases = 0;
            double all = 0;
            for (int i = 0; i < positive.length; i++) {
                cases += positive[i] ? sample.weights()[i] : 0;
                all += sample.weights()[i];
            }
            return cases / all;
        }
    }

    private static Map<Measure, Exposure> compare(Curve real, Curve synthetic) {
        double[] apRatio = new double[real.ap().length];
        double[] aucRatio = new double[real.ap().length];
        Arrays.setAll(apRatio, i -> synthetic.ap()[i] / Math.max(real.ap()[i], 1e-9));
        Arrays.setAll(aucRatio, i -> (synthetic.auc()[i] - 0.5) / Math.max(real.auc()[i] - 0.5, 1e-3));
        Map<Measure, Exposure> found = new EnumMap<>(Measure.class);
        found.put(Measure.UTILITY_AP, exposure(synthetic.ap(), real.ap()[0]));
        found.put(Measure.UTILITY_AUC, exposure(synthetic.auc(), real.auc()[0]));
        found.put(Measure.UTILITY_AP_RATIO, exposure(apRatio, 1));
        found.put(Measure.UTILITY_AUC_RATIO, exposure(aucRatio, 1));
        return found;
    }

    private static Exposure exposure(double[] byRedraw, double floor) {
        double[] redrawn = Samples.present(Arrays.copyOfRange(byRedraw, 1, byRedraw.length));
        return new Exposure(byRedraw[0], floor, Samples.deviation(redrawn));
    }
}
