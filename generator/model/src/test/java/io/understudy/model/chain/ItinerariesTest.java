package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ItinerariesTest {
    private static final int DAY = 86_400;

    /** One entity that is normal for a day of two, then has three events of class 2 behind a token 4. */
    private static Itineraries attacked() {
        return new Itineraries(
                new int[] {0, 1},
                0,
                new long[0],
                new double[] {2 * DAY},
                new int[] {0, 3},
                new int[] {0, 2, 0},
                new int[] {0, 3, Integer.MAX_VALUE},
                new int[] {DAY, 0, 0},
                new int[] {0, 0, 3, 3},
                new int[] {7, 8, 7},
                new long[] {50_000_000, 0, 3_000_000});
    }

    @Test
    void makesStagesOfTimeAsLargeAPartOfALongerLife() {
        EventRandom random = new EventRandom();
        random.open(1, 0, 0, 1);

        for (int i = 0; i < 100; i++) {
            assertThat(attacked().length(0, 0, 20.0 * DAY, random)).isBetween(9 * DAY, 10 * DAY + 1);
            assertThat(attacked().length(0, 1, 20.0 * DAY, random)).isEqualTo(3);
        }
    }

    @Test
    void endsAStageOfTimeWhenItIsOver() {
        assertThat(attacked().over(0, 0, DAY, DAY - 1)).isFalse();
        assertThat(attacked().over(0, 0, DAY, DAY)).isTrue();
    }

    @Test
    void takesTheStepsOfAShortStageButForATenth() {
        EventRandom random = new EventRandom();
        random.open(2, 0, 0, 1);
        int its = 0;

        for (int i = 0; i < 1_000; i++) {
            its += attacked().token(0, 1, 1, random) == 8 ? 1 : 0;
            assertThat(attacked().token(0, 1, 1, random)).isIn(8, ChainShape.UNKNOWN);
            assertThat(attacked().gapUnits(0, 1, 0, 1_000_000, random)).isBetween(45L, 55L);
            assertThat(attacked().gapUnits(0, 1, 1, 1_000_000, random)).isZero();
        }

        assertThat(its).isBetween(850, 950); // 900 expected, five standard deviations of 9.5 on each side
        assertThat(attacked().steps(0, 0)).isZero();
    }

    @Test
    void endsAStageOfEventsWhenNoneIsLeft() {
        assertThat(attacked().over(0, 1, 1, DAY)).isFalse();
        assertThat(attacked().over(0, 1, 0, DAY)).isTrue();
    }

    /** Five entities of a cluster and a static column: two hosts of kind 7, of which the second is attacked, and three of kind 9. */
    private static Itineraries ofTwoKinds() {
        return new Itineraries(
                new int[] {0, 5},
                1,
                new long[] {9, 7, 9, 7, 9},
                new double[] {DAY, DAY, DAY, DAY, DAY},
                new int[] {0, 1, 2, 3, 4, 5},
                new int[] {0, 0, 0, 1, 0},
                new int[] {50, 50, 50, 50, 50},
                new int[5],
                new int[6],
                new int[0],
                new long[0]);
    }

    @Test
    void followsEachItineraryAsOftenAsTheOthers() {
        for (int i = 0; i < 100; i++) {
            assertThat(ofTwoKinds().pick(0, (i + 0.5) / 100, 1)).isEqualTo(i / 20);
        }
    }

    @Test
    void rareOddsChooseAmongThoseOfTheSameStatics() {
        int[] picks = new int[5];

        for (int i = 0; i < 1_000; i++) {
            picks[ofTwoKinds().pick(0, (i + 0.5) / 1_000, 3)]++;
        }

        assertThat(picks).containsExactly(200, 100, 200, 300, 200);
    }

    @Test
    void refusesArraysThatDoNotBelongTogether() {
        assertThatThrownBy(() -> new Itineraries(
                        new int[] {0, 2},
                        0,
                        new long[0],
                        new double[] {1},
                        new int[] {0, 1},
                        new int[1],
                        new int[1],
                        new int[1],
                        new int[2],
                        new int[0],
                        new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itineraries");
    }
}
