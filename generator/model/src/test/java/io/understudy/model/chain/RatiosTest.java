package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.ColumnFormat;
import org.junit.jupiter.api.Test;

class RatiosTest {
    private static final Ratios BONUS = new Ratios(new long[] {3, 2}, 10);

    @Test
    void aBonusIsRoundedToTheUnitAndHalvesToTheEvenOne() {
        assertThat(BONUS.times(0, 120_420)).isEqualTo(180_630);
        assertThat(BONUS.times(0, 120_430)).isEqualTo(180_640); // 18,064.5 units
        assertThat(BONUS.times(0, 76_650)).isEqualTo(114_980); // 11,497.5 units
        assertThat(Ratios.times(180_640, 2, 3, 10)).isEqualTo(120_430); // 12,042.67 units
    }

    @Test
    void whatHasFewUnitsIsNotRounded() {
        assertThat(BONUS.times(0, 30)).isEqualTo(45);
        assertThat(Ratios.times(31, 3, 2, 1)).isEqualTo(ColumnFormat.MISSING);
        assertThat(BONUS.times(0, 0)).isEqualTo(ColumnFormat.MISSING);
        assertThat(BONUS.times(0, ColumnFormat.MISSING)).isEqualTo(ColumnFormat.MISSING);
        assertThat(BONUS.times(0, Long.MAX_VALUE)).isEqualTo(ColumnFormat.MISSING);
    }

    @Test
    void onlyNumbersOfEnoughDigitsAreSimpleFractions() {
        assertThat(Ratios.simple(120_430, 180_640)).isTrue();
        assertThat(Ratios.simple(180_640, 120_430)).isTrue();
        assertThat(Ratios.simple(120_430, 180_740)).isFalse();
        assertThat(Ratios.simple(200_000, 300_000)).isFalse(); // round sums are so by chance
    }

    @Test
    void refusesPartsThatAreNoPairs() {
        assertThatThrownBy(() -> new Ratios(new long[] {3}, 1)).hasMessageContaining("two parts each");
        assertThatThrownBy(() -> new Ratios(new long[] {3, 2}, 0)).hasMessageContaining("positive unit");
    }
}
