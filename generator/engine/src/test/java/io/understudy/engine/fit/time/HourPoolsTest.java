package io.understudy.engine.fit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HourPoolsTest {
    private static final int K = 10;

    private final HourPools hours = new HourPools(K);

    private void see(int weekday, int hour, int entities) {
        for (int entity = 0; entity < entities; entity++) {
            hours.see(weekday * 24 + hour, entity * 7 + weekday); // others on each weekday
        }
    }

    @Test
    void hoursOfEnoughEntitiesStandAlone() {
        // Given
        see(1, 9, K);
        see(2, 9, K);

        // When
        int[] pool = hours.pools();

        // Then
        assertThat(pool[24 + 9]).isNotEqualTo(pool[48 + 9]);
        assertThat(Arrays.stream(pool).filter(p -> p == pool[24 + 9]).count()).isEqualTo(1);
    }

    @Test
    void rareHoursShareWithTheSameHourOfOtherDaysWhichAreRareToo() {
        // Given hour 3 of few on each of five days, together enough
        for (int day = 0; day < 5; day++) {
            see(day, 3, 2);
        }
        see(0, 9, K);

        // When
        int[] pool = hours.pools();

        // Then
        assertThat(pool[3]).isEqualTo(pool[24 + 3]).isEqualTo(pool[5 * 24 + 3]);
        assertThat(pool[3]).isNotEqualTo(pool[4]);
    }

    @Test
    void whatIsRareAtAllItsHoursSharesWithItsDayAndThenWithAllOthers() {
        // Given a Sunday whose hours have two entities each, others each, and one stray on a Monday
        for (int hour = 0; hour < 6; hour++) {
            for (int entity = 0; entity < 2; entity++) {
                hours.see(6 * 24 + hour, 100 + 2 * hour + entity);
            }
        }
        hours.see(12, 500);

        // When
        int[] pool = hours.pools();

        // Then
        assertThat(pool[6 * 24]).isEqualTo(pool[6 * 24 + 5]).isEqualTo(pool[6 * 24 + 23]);
        assertThat(pool[12]).isEqualTo(pool[24 + 12]).isEqualTo(pool[13]).isNotEqualTo(pool[6 * 24]);
    }

    @Test
    void oneEntityThatIsThereOftenIsStillOne() {
        // Given
        for (int day = 0; day < 7; day++) {
            for (int i = 0; i < 2 * K; i++) {
                hours.see(day * 24 + 3, 1);
            }
        }
        see(0, 9, K);

        // When
        int[] pool = hours.pools();

        // Then hour 3 is not told from other rare hours
        assertThat(pool[3]).isEqualTo(pool[4]);
    }

    @Test
    void sumsAreThoseOfThePool() {
        assertThat(HourPools.sums(new int[] {0, 2, 2}, new double[] {1, 2, 3})).containsExactly(1, 5, 5);
    }
}
