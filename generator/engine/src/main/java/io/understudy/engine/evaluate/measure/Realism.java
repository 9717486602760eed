package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.boost.BoostSettings;
import io.understudy.engine.evaluate.boost.BoostedTrees;
import io.understudy.engine.evaluate.boost.FeatureTable;
import io.understudy.engine.evaluate.formula.Ranking;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Shuffle;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Classifier two-sample tests (Lopez-Paz and Oquab 2017): the area under the curve, out of fold, of a classifier that is
 * to tell real from candidate. All events of an entity lie in one fold.
 */
public final class Realism {
    private static final int MOST_EVENTS = 20_000;
    private static final int EVENT_FOLDS = 3;
    private static final int ENTITY_FOLDS = 5;
    private static final int TELLS = 10;
    private static final int TELL_ROWS = 3000;
    private static final double LEAST_TELL = 0.001;

    private final Yardstick yardstick;
    private final long seed;
    private final boolean explains;

    /** With {@code explains}, the features that tell most are kept too. */
    public Realism(Yardstick yardstick, long seed, boolean explains) {
        this.yardstick = yardstick;
        this.seed = seed;
        this.explains = explains;
    }

    /** Measures events and entities. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] some = rows(real, random);
        int[] others = rows(candidate, random);
        Trial events = new Trial(
                EventFeatures.of(yardstick, real)
                        .take(some)
                        .with(EventFeatures.of(yardstick, candidate).take(others)),
                some.length,
                groups(real, some, candidate, others));
        BoostSettings forEvents = new BoostSettings(80, 31, 20, 0.1);
        double auc = events.auc(EVENT_FOLDS, forEvents, random, scores, Scores.Detail.ROW_TELL);
        scores.put(Measure.REALISM_C2ST_ROW, cut(auc));
        Trial entities = new Trial(
                EntityFeatures.full(yardstick, real).with(EntityFeatures.full(yardstick, candidate)),
                real.entities(),
                IntStream.range(0, real.entities() + candidate.entities()).toArray());
        int fewest = Math.min(10, Math.max(2, (real.entities() + candidate.entities()) / 20));
        BoostSettings forEntities = new BoostSettings(60, 12, fewest, 0.1);
        scores.put(
                Measure.REALISM_C2ST_ENTITY,
                cut(entities.auc(ENTITY_FOLDS, forEntities, random, scores, Scores.Detail.ENTITY_TELL)));
    }

    /** Below one half there is only noise. */
    private static double cut(double auc) {
        return Math.max(0.5, auc);
    }

    private static int[] rows(CodedLog log, RandomGenerator random) {
        int[] order = Shuffle.of(log.rows(), random);
        int[] some = Arrays.copyOf(order, Math.min(order.length, MOST_EVENTS));
        Arrays.sort(some);
        return some;
    }

    private static int[] groups(CodedLog real, int[] some, CodedLog candidate, int[] others) {
        return IntStream.concat(
                        Arrays.stream(some).map(real::entity),
                        Arrays.stream(others).map(row -> real.entities() + candidate.entity(row)))
                .toArray();
    }

    /** Rows of both sides, real ones first, and the entity of each. */
    private final class Trial {
        private final FeatureTable table;
        private final int real;
        private final int[] group;

        Trial(FeatureTable table, int real, int[] group) {
            this.table = table;
            this.real = real;
            this.group = group;
        }

        /** Mean over the folds: pooled scores of balanced sides would lean below one half under equal laws. */
        double auc(int folds, BoostSettings settings, RandomGenerator random, Scores scores, Scores.Detail detail) {
            int[] foldByGroup = folds(folds, random);
            double[] areas = new double[folds];
            boolean explained = !explains;
            for (int fold = 0; fold < folds; fold++) {
                int k = fold;
                int[] train = rows(row -> foldByGroup[group[row]] != k);
                int[] test = rows(row -> foldByGroup[group[row]] == k);
                if (!bothSides(train) || !bothSides(test)) {
                    areas[fold] = Double.NaN;
                    continue;
                }
                BoostedTrees trees = BoostedTrees.train(table.take(train), isCandidate(train), settings);
                areas[fold] = Ranking.auc(trees.score(table.take(test)), isCandidate(test));
                if (!explained) {
                    explain(trees, test, random, scores, detail);
                    explained = true;
                }
            }
            return Samples.mean(areas);
        }

        private int[] rows(IntPredicate chosen) {
            return IntStream.range(0, table.rows()).filter(chosen).toArray();
        }

        private boolean[] isCandidate(int[] rows) {
            boolean[] candidate = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                candidate[i] = rows[i] >= real;
            }
            return candidate;
        }

        private boolean bothSides(int[] rows) {
            return rows.length > 0 && rows[0] < real && rows[rows.length - 1] >= real;
        }

        /** A fold for each entity, equally many of each side in each fold. */
        private int[] folds(int folds, RandomGenerator random) {
            int[] foldByGroup = new int[Arrays.stream(group).max().orElse(0) + 1];
            for (boolean side : new boolean[] {false, true}) {
                int[] members = IntStream.range(0, group.length)
                        .filter(row -> row >= real == side)
                        .map(row -> group[row])
                        .distinct()
                        .toArray();
                int[] order = Shuffle.of(members.length, random);
                for (int i = 0; i < members.length; i++) {
                    foldByGroup[members[order[i]]] = i % folds;
                }
            }
            return foldByGroup;
        }

        /** The features whose shuffling costs most. */
        private void explain(
                BoostedTrees trees, int[] test, RandomGenerator random, Scores scores, Scores.Detail detail) {
            int[] order = Shuffle.of(test.length, random);
            int[] some = Arrays.stream(order, 0, Math.min(order.length, TELL_ROWS))
                    .map(i -> test[i])
                    .sorted()
                    .toArray();
            FeatureTable rows = table.take(some);
            boolean[] candidate = isCandidate(some);
            double whole = Ranking.auc(trees.score(rows), candidate);
            List<double[]> shuffled = trees.shuffledScores(rows, random);
            double[] loss = shuffled.stream()
                    .mapToDouble(score -> whole - Ranking.auc(score, candidate))
                    .toArray();
            IntStream.range(0, loss.length)
                    .boxed()
                    .sorted((i, j) -> Double.compare(loss[j], loss[i]))
                    .limit(TELLS)
                    .filter(i -> loss[i] > LEAST_TELL)
                    .forEach(i -> scores.put(detail, table.name(i), loss[i]));
        }
    }
}
