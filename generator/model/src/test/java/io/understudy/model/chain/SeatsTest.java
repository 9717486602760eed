package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void staysBelowOne() {
        assertThat(Seats.of(1, 0, 1, Math.nextDown(1.0))).isLessThan(1);
    }
}
