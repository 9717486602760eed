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
                new int[] {4, 7, 4});
    }

    @Test
    void makesStagesOfTimeAsLargeAPartOfALongerLife() {
        EventRandom random = new EventRandom();
        random.open(1, 0, 0, 1);

        for (int i = 0; i < 100; i++) {
            assertThat(attacked().length(0, 0, 20.0 * DAY, random)).isBetween(9 * DAY, 10 * DAY + 1);
            assertThat(attacked().length(0, 1, 20.0 * DAY, random)).isBetween(2, 4);
        }
    }

    @Test
    void endsAStageOfTimeBehindItsLastTokenOrWhenPatienceIsOver() {
        assertThat(attacked().over(0, 0, DAY, DAY - 1, 4)).isFalse();
        assertThat(attacked().over(0, 0, DAY, DAY, 4)).isTrue();
        assertThat(attacked().over(0, 0, DAY, DAY, 5)).isFalse();
        assertThat(attacked().over(0, 0, DAY, 2 * DAY, 5)).isTrue();
    }

    @Test
    void endsAStageOfEventsWhenNoneIsLeft() {
        assertThat(attacked().over(0, 1, 1, DAY, 7)).isFalse();
        assertThat(attacked().over(0, 1, 0, DAY, 5)).isTrue();
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
                        new int[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itineraries");
    }
}
