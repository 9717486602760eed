package io.understudy.streams.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstShareTest {
    private static BurstOrder order(int entities, double rate, long seed) {
        return new BurstOrder("b", "card_testing", 1, OptionalLong.empty(), 60_000_000, rate, entities, seed);
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 1", "5, 6, 2", "6, 6, 3", "7, 6, 4", "100, 6, 5", "3, 1, 6", "1000, 7, 7"})
    void sharesOfThePartitionsSumToTheOrder(int entities, int partitions, long seed) {
        // Given
        BurstOrder order = order(entities, 12.5, seed);

        // When
        BurstShare[] shares = IntStream.range(0, partitions)
                .mapToObj(p -> BurstShare.of(order, p, partitions))
                .toArray(BurstShare[]::new);

        // Then
        assertThat(IntStream.range(0, partitions).map(p -> shares[p].victims()).sum())
                .isEqualTo(entities);
        assertThat(IntStream.range(0, partitions)
                        .mapToDouble(p -> shares[p].eventsPerSecond())
                        .sum())
                .isCloseTo(12.5, within(1e-9));
        assertThat(IntStream.range(0, partitions).map(p -> shares[p].victims()))
                .allMatch(v -> v == entities / partitions || v == entities / partitions + 1);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void eventsAreDueInOrderOneInEachIntervalOfTheRate(long seed) {
        // Given
        BurstShare share = BurstShare.of(order(4, 10, seed), 0, 2);

        for (int slot = 0; slot < 300; slot++) {
            // When
            double offset = share.offsetMicros(slot);

            // Then
            assertThat(offset).isBetween(slot * 200_000.0, (slot + 1) * 200_000.0);
        }
    }
}
