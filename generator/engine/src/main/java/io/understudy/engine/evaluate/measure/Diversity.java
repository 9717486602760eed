package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Tally;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Hashes;
import io.understudy.engine.evaluate.log.Shuffle;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether all of the real variety is there: runs of tokens, whole histories, and neighbourhoods of entities (precision of
 * Kynkaanniemi et al. 2019, coverage of Naeem et al. 2020).
 */
public final class Diversity {
    private static final int NEIGHBOURS = 5;
    private static final int MOST_ENTITIES = 4000;

    private final Yardstick yardstick;
    private final long seed;

    public Diversity(Yardstick yardstick, long seed) {
        this.yardstick = yardstick;
        this.seed = seed;
    }

    /** Measures all of it. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        SplittableRandom random = new SplittableRandom(seed);
        Tally known = Tally.of(candidate.tokenGrams(3, yardstick.tokens()));
        scores.put(Measure.DIVERSITY_COVERAGE3, known.shareOf(real.tokenGrams(3, yardstick.tokens())));
        scores.put(Measure.DIVERSITY_DISTINCT5, distinct(real, candidate, random));
        scores.put(Measure.DIVERSITY_DUPLICATE_ENTITIES, duplicates(candidate));
        neighbourhoods(real.sample(MOST_ENTITIES, random), candidate.sample(MOST_ENTITIES, random), scores);
    }

    /** Different runs of five in equally many of each log. */
    private double distinct(CodedLog real, CodedLog candidate, RandomGenerator random) {
        long[] x = real.tokenGrams(5, yardstick.tokens());
        long[] y = candidate.tokenGrams(5, yardstick.tokens());
        int size = Math.min(x.length, y.length);
        if (x.length == 0) {
            return Double.NaN;
        }
        return size == 0 ? 0 : (double) distinct(y, size, random) / distinct(x, size, random);
    }

    private static int distinct(long[] grams, int size, RandomGenerator random) {
        int[] order = Shuffle.of(grams.length, random);
        return Tally.of(Arrays.stream(order, 0, size).mapToLong(i -> grams[i]).toArray())
                .size();
    }

    /** Entities whose whole history of tokens, gaps and numbers another one has too. */
    private double duplicates(CodedLog log) {
        double[] gaps = log.gapSeconds();
        long[] histories = new long[log.entities()];
        for (int e = 0; e < histories.length; e++) {
            long hash = log.endRow(e) - log.firstRow(e);
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                hash = Hashes.mix(hash, log.tokens()[row]);
                hash = Hashes.mix(hash, Double.doubleToLongBits(gaps[row]));
                for (int i = 0; i < yardstick.columns().numbers().size(); i++) {
                    hash = Hashes.mix(hash, Double.doubleToLongBits(log.number(i)[row]));
                }
            }
            histories[e] = hash;
        }
        Tally counts = Tally.of(histories);
        return Arrays.stream(histories)
                .mapToDouble(hash -> counts.countOf(hash) > 1 ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private void neighbourhoods(CodedLog real, CodedLog candidate, Scores scores) {
        EntitySpace space = new EntitySpace(yardstick, List.of(real));
        double[][] centres = space.points(real);
        double[][] points = space.points(candidate);
        int k = Math.min(NEIGHBOURS, centres.length - 1);
        if (k < 1) {
            return;
        }
        double[] radii = Neighbours.squaredRadii(centres, k);
        scores.put(
                Measure.DIVERSITY_KNN_COVERAGE,
                share(
                        centres.length,
                        i -> IntStream.range(0, points.length)
                                .anyMatch(j -> Neighbours.within(centres[i], radii[i], points[j]))));
        scores.put(
                Measure.DIVERSITY_KNN_PRECISION,
                share(
                        points.length,
                        j -> IntStream.range(0, centres.length)
                                .anyMatch(i -> Neighbours.within(centres[i], radii[i], points[j]))));
    }

    private static double share(int size, IntPredicate hit) {
        return (double) IntStream.range(0, size).parallel().filter(hit).count() / size;
    }
}
