package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeatsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 26, 64, 65, 1_000, 4_097})
    void givesEveryEntityAStretchOfItsOwn(long population) {
        // Given where in its stretch each sits
        double middle = 0.5;

        // When all entities of a population are seated, at once or in a later incarnation
        for (long incarnation = 0; incarnation < 3; incarnation++) {
            long first = incarnation * population;
            long[] stretches = LongStream.range(first, first + population)
                    .map(entity -> (long) (Seats.of(5, entity, population, middle) * population))
                    .sorted()
                    .toArray();

            // Then no stretch is left out
            assertThat(stretches).isEqualTo(LongStream.range(0, population).toArray());
        }
    }

    @Test
    void seatsInAnotherOrderUnderAnotherSeed() {
        double[] one = LongStream.range(0, 100)
                .mapToDouble(entity -> Seats.of(1, entity, 100, 0))
                .toArray();
        double[] two = LongStream.range(0, 100)
                .mapToDouble(entity -> Seats.of(2, entity, 100, 0))
                .toArray();

        assertThat(one).isNotEqualTo(two);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 26, 1_000})
    void shufflesSeatsSoThatEachStretchIsTakenOnceInAnotherOrder(long size) {
        // Given every entity in the middle of its stretch
        double[] seats = LongStream.range(0, size)
                .mapToDouble(entity -> (entity + 0.5) / size)
                .toArray();

        // When
        double[] shuffled =
                Arrays.stream(seats).map(seat -> Seats.shuffled(5, seat, size)).toArray();

        // Then
        assertThat(Arrays.stream(shuffled)
                        .mapToLong(seat -> (long) (seat * size))
                        .sorted())
                .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
        if (size > 20) {
            double alike = IntStream.range(0, seats.length)
                    .mapToDouble(i -> (seats[i] - 0.5) * (shuffled[i] - 0.5) * 12 / size)
                    .sum();
            assertThat(alike).as("correlation").isBetween(-0.5, 0.5);
        }
    }

    @Test
    void staysBelowOne() {
        assertThat(Seats.shuffled(1, Math.nextDown(1.0), 5)).isLessThan(1);
        assertThat(Seats.shuffled(1, 0.5, 0)).isLessThan(1);
        assertThat(Seats.of(1, 0, 1, Math.nextDown(1.0))).isLessThan(1);
    }
}
