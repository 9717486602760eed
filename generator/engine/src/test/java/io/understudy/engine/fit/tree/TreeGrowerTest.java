package io.understudy.engine.fit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.understudy.model.chain.Feature;
import io.understudy.model.tree.ProbabilityTree;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Trees tell apart what differs, and nothing else; outcomes of several kinds share rows without sharing a tree. */
class TreeGrowerTest {
    private static final int ENTITIES = 200;
    private static final int ROWS = 20 * ENTITIES;
    private static final int[] FEATURES = {Feature.COUNT.id(), Feature.AGE.id(), Feature.WEEKDAY.id()};
    private static final Growth GROWTH = new Growth(2, 1, 1);

    private final SplittableRandom random = new SplittableRandom(11);
    private double count;
    private double age;
    private double weekday;

    /** Makes one row the one at hand. */
    private void draw() {
        count = random.nextInt(30);
        age = random.nextDouble() < 0.1 ? Double.NaN : random.nextInt(30);
        weekday = random.nextInt(7);
    }

    private double feature(int id) {
        return id == FEATURES[0] ? count : id == FEATURES[1] ? age : weekday;
    }

    private double chance(ProbabilityTree tree, double itsCount, double itsAge, double itsWeekday) {
        count = itsCount;
        age = itsAge;
        weekday = itsWeekday;
        return tree.probability(this::feature, 1);
    }

    @Test
    void findsWhereARareOutcomeEndsBetweenTwoQuantilesOfAll() {
        // Given an outcome that comes with 0.5 where the age is below 150 of 20,000, which is less than a quantile's
        // part
        Examples examples = new Examples(FEATURES, 100);
        for (int row = 0; row < 20 * ROWS; row++) {
            draw();
            age = random.nextInt(20_000);
            examples.add(this::feature, age < 150 && random.nextDouble() < 0.5 ? 1 : 0, 1, row / 400);
        }

        // When
        ProbabilityTree tree = TreeGrower.grow(examples, 2, GROWTH);

        // Then
        assertThat(chance(tree, 10, 100, 1)).isCloseTo(0.5, within(0.1));
        assertThat(chance(tree, 10, 200, 1)).isLessThan(0.05);
    }

    @Test
    void learnsALawOfANumberACategoryAndWhatIsUnknown() {
        // Given an outcome that comes with 0.8 above a count of 20, with 0.5 where the age is unknown, and with 0.1
        // otherwise, save on two weekdays, when it never comes
        Examples examples = new Examples(FEATURES, 100);
        for (int row = 0; row < 5 * ROWS; row++) {
            draw();
            boolean off = weekday == 2 || weekday == 5;
            double chance = off ? 0 : count > 20 ? 0.8 : Double.isNaN(age) ? 0.5 : 0.1;
            examples.add(this::feature, random.nextDouble() < chance ? 1 : 0, 1, row / 100);
        }

        // When
        ProbabilityTree tree = TreeGrower.grow(examples, 2, GROWTH);

        // Then (a cell has at least 1,000 rows: four deviations of its share are less than 0.07)
        assertThat(chance(tree, 25, 10, 0)).isCloseTo(0.8, within(0.07));
        assertThat(chance(tree, 10, Double.NaN, 1)).isCloseTo(0.5, within(0.07));
        assertThat(chance(tree, 10, 10, 6)).isCloseTo(0.1, within(0.07));
        assertThat(chance(tree, 25, 10, 5)).isLessThan(0.07);
        assertThat(chance(tree, 10, Double.NaN, 2)).isLessThan(0.07);
    }

    @Test
    void growsNothingWhereTheFeaturesTellNothing() {
        // Given as many kinds of outcomes that any split gains more than the least gain by chance
        Examples examples = new Examples(FEATURES, 100);
        for (int row = 0; row < ROWS; row++) {
            draw();
            examples.add(this::feature, random.nextInt(40), 1, row / 20);
        }

        // When, Then nearly nothing is left of what grew
        assertThat(TreeGrower.grow(examples, 40, GROWTH).leaves()).isLessThanOrEqualTo(3);
    }

    @Test
    void growsTheSameTreeOfAKindOfOutcomesAsOfItsRowsAlone() {
        // Given rows of which a third has a second outcome, and those alone
        Examples shared = new Examples(FEATURES, 2, 100);
        Examples alone = new Examples(FEATURES, 100);
        for (int row = 0; row < ROWS; row++) {
            draw();
            int second = random.nextInt(3) > 0 ? -1 : random.nextInt(30) < count ? 1 : 0;
            shared.add(this::feature, random.nextInt(5), 1, row / 20);
            shared.note(1, second);
            if (second >= 0) {
                alone.add(this::feature, second, 1, row / 20);
            }
        }

        // When
        shared.encode();
        ProbabilityTree ofKind = TreeGrower.grow(shared.of(1), 2, GROWTH);
        ProbabilityTree ofAlone = TreeGrower.grow(alone, 2, GROWTH);

        // Then
        assertThat(ofKind.leaves()).isGreaterThan(3);
        assertThat(ofKind.arrays()).usingRecursiveComparison().isEqualTo(ofAlone.arrays());
    }

    @Test
    void asksNoFeatureBehindTheFirstOnesThatItMay() {
        // Given an outcome that the last feature tells
        Examples examples = new Examples(FEATURES, 100);
        for (int row = 0; row < ROWS; row++) {
            draw();
            examples.add(this::feature, weekday > 3 ? 1 : 0, 1, row / 20);
        }
        examples.encode();

        // When, Then
        assertThat(TreeGrower.grow(examples.of(0, 2), 2, GROWTH).arrays().featureByNode())
                .doesNotContain(FEATURES[2]);
        assertThat(TreeGrower.grow(examples, 2, GROWTH).arrays().featureByNode())
                .contains(FEATURES[2]);
    }
}
