package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Means of 100,000 draws; a tolerance is five standard errors, so that each check fails by chance once in 1.7 million. */
class AgentRandomTest {
    private static final int DRAWS = 100_000;
    private static final double ERRORS = 5 / Math.sqrt(DRAWS);

    @Test
    void repeatsItselfForAPathAndDiffersForPathsThatDifferInOneBit() {
        // When
        Set<Long> first = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            first.add(new AgentRandom(1, 2, i).next());
            first.add(new AgentRandom(1, i, 2).next());
            first.add(new AgentRandom(1, 2, 0, i).next());
        }

        // Then: (1, 2, 2) came twice
        assertThat(first).hasSize(2_999);
        assertThat(new AgentRandom(1, 2, 3).next()).isEqualTo(new AgentRandom(1, 2, 3).next());
    }

    @Test
    void keepsNeighbouringStreamsUncorrelated() {
        // When
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += (new AgentRandom(9, i).uniform() - .5) * (new AgentRandom(9, i + 1).uniform() - .5) * 12;
        }

        // Then
        assertThat(sum / DRAWS).isCloseTo(0, within(ERRORS));
    }

    @Test
    void drawsNormalsExponentialsAndPoissonsOfTheRightMeanAndSpread() {
        assertThat(mean(AgentRandom::normal)).isCloseTo(0, within(ERRORS));
        assertThat(mean(random -> square(random.normal()))).isCloseTo(1, within(ERRORS * Math.sqrt(2)));
        assertThat(mean(random -> random.exponential(3))).isCloseTo(3, within(ERRORS * 3));
        assertThat(mean(random -> random.poisson(2.5))).isCloseTo(2.5, within(ERRORS * Math.sqrt(2.5)));
        assertThat(mean(random -> square(random.poisson(2.5) - 2.5))).isCloseTo(2.5, within(ERRORS * 4));
        assertThat(mean(random -> Math.log(random.logNormal(7, .5)))).isCloseTo(Math.log(7), within(ERRORS * .5));
    }

    @Test
    void drawsEveryIntegerOfARangeAndNoOther() {
        assertThat(mean(random -> random.within(3, 6))).isCloseTo(4.5, within(ERRORS * 1.2));
        AgentRandom random = new AgentRandom(5);
        for (int i = 0; i < DRAWS; i++) {
            assertThat(random.within(3, 6)).isBetween(3, 6);
        }
    }

    @Test
    void drawsIndexesInProportionToTheirWeights() {
        // Given: a weight of zero among others
        Weights weights = new Weights(1, 0, 3);

        // Then
        assertThat(mean(random -> weights.draw(random) == 0 ? 1 : 0)).isCloseTo(.25, within(ERRORS * .44));
        assertThat(mean(random -> weights.draw(random) == 1 ? 1 : 0)).isZero();
    }

    private static double square(double value) {
        return value * value;
    }

    private static double mean(ToDoubleFunction<AgentRandom> draw) {
        AgentRandom random = new AgentRandom(20_260_105);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += draw.applyAsDouble(random);
        }
        return sum / DRAWS;
    }
}
