package io.understudy.engine.evaluate.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.engine.evaluate.formula.Ranking;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
    private static final BoostSettings SETTINGS = new BoostSettings(40, 8, 10, 0.2);
    private static final int ROWS = 1500;

    private final SplittableRandom random = new SplittableRandom(17);
    private final double[] x = random.doubles(2 * ROWS).toArray();
    private final double[] y = random.doubles(2 * ROWS).toArray();

    private static final int[] TRAIN = IntStream.range(0, ROWS).toArray();
    private static final int[] TEST = IntStream.range(ROWS, 2 * ROWS).toArray();

    private static double aucOutOfSample(FeatureTable table, boolean[] positive) {
        boolean[] train = new boolean[ROWS];
        boolean[] test = new boolean[ROWS];
        System.arraycopy(positive, 0, train, 0, ROWS);
        System.arraycopy(positive, ROWS, test, 0, ROWS);
        BoostedTrees trees = BoostedTrees.train(table.take(TRAIN), train, SETTINGS);
        return Ranking.auc(trees.score(table.take(TEST)), test);
    }

    private boolean[] positive(IntPredicate rule) {
        boolean[] positive = new boolean[2 * ROWS];
        IntStream.range(0, positive.length).forEach(row -> positive[row] = rule.test(row));
        return positive;
    }

    @Test
    void learnsWhatNoSingleFeatureTells() {
        FeatureTable table = new FeatureTable(2 * ROWS);
        table.number("x", x);
        table.number("y", y);

        double auc = aucOutOfSample(table, positive(row -> x[row] > 0.5 != y[row] > 0.5));

        assertThat(auc).isGreaterThan(0.97);
    }

    @Test
    void findsNothingInNoise() {
        FeatureTable table = new FeatureTable(2 * ROWS);
        table.number("x", x);
        SplittableRandom coin = new SplittableRandom(3);

        double auc = aucOutOfSample(table, positive(row -> coin.nextBoolean()));

        assertThat(auc).isEqualTo(0.5, within(3 * Ranking.aucNoise(ROWS / 2, ROWS / 2)));
    }

    @Test
    void setsCategoriesApartThatLieBetweenOthers() {
        FeatureTable table = new FeatureTable(2 * ROWS);
        int[] codes =
                IntStream.range(0, 2 * ROWS).map(row -> (int) (x[row] * 40)).toArray();
        table.category("code", codes);

        double auc = aucOutOfSample(table, positive(row -> codes[row] % 3 == 1));

        assertThat(auc).isGreaterThan(0.99);
    }

    @Test
    void learnsFromMissingValues() {
        FeatureTable table = new FeatureTable(2 * ROWS);
        table.number(
                "x",
                IntStream.range(0, 2 * ROWS)
                        .mapToDouble(row -> y[row] < 0.3 ? Double.NaN : x[row])
                        .toArray());

        double auc = aucOutOfSample(table, positive(row -> y[row] < 0.3));

        assertThat(auc).isGreaterThan(0.99);
    }

    @Test
    void equalTrainingGivesEqualScores() {
        FeatureTable table = new FeatureTable(2 * ROWS);
        table.number("x", x);
        table.number("y", y);
        boolean[] positive = positive(row -> x[row] + y[row] > 1);

        double[] first = BoostedTrees.train(table, positive, SETTINGS).score(table);
        double[] second = BoostedTrees.train(table, positive, SETTINGS).score(table);

        assertThat(first).isEqualTo(second);
    }

    @Test
    void shufflingCostsOnlyTheFeaturesThatMatter() {
        FeatureTable table = new FeatureTable(2 * ROWS);
        table.number("matters", x);
        table.number("idle", y);
        boolean[] positive = positive(row -> x[row] > 0.5);

        BoostedTrees trees = BoostedTrees.train(table, positive, SETTINGS);
        List<double[]> shuffled = trees.shuffledScores(table, random);

        assertThat(Ranking.auc(shuffled.get(0), positive)).isLessThan(0.6);
        assertThat(Ranking.auc(shuffled.get(1), positive)).isGreaterThan(0.99);
    }

    @Test
    void refusesSettingsThatGrowNothing() {
        assertThatThrownBy(() -> new BoostSettings(10, 1, 5, 0.1))
                .hasMessage(
                        "rounds 10, leaves 1, fewest rows 5 and rate 0.1 must be positive, with two leaves or more");
    }
}
