package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceBoxTest {

    @Test
    void lawInsideTheBoxIsItsOwnNearest() {
        // Given
        ToleranceBox box = new ToleranceBox(new double[] {.4, .4, 0}, new double[] {.6, .6, .1});
        double[] inside = {.5, .45, .05};

        // When
        double[] nearest = box.nearest(inside);

        // Then
        assertThat(nearest).containsExactly(inside);
    }

    @Test
    void lawOutsideIsCutAtTheBoundsAndTheRestIsScaled() {
        // Given: by hand, the last cell is cut to .1 and the others share .9 in the ratio 3 to 2
        ToleranceBox box = new ToleranceBox(new double[] {.2, .2, 0}, new double[] {.7, .7, .1});

        // When
        double[] nearest = box.nearest(new double[] {.3, .2, .5});

        // Then
        assertThat(nearest).containsExactly(new double[] {.54, .36, .1}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noMemberOfTheBoxComesNearer(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            // Given
            int cells = 2 + random.nextInt(20);
            double[] centre = law(random, cells);
            double[] lower = new double[cells];
            double[] upper = new double[cells];
            for (int i = 0; i < cells; i++) {
                lower[i] = centre[i] * random.nextDouble();
                upper[i] = centre[i] * (1 + random.nextDouble());
            }
            ToleranceBox box = new ToleranceBox(lower, upper);
            double[] q = law(random, cells);

            // When
            double[] nearest = box.nearest(q);

            // Then
            assertThat(box.holds(nearest)).as("in the box, seed %d", seed).isTrue();
            assertThat(Arrays.stream(nearest).sum()).isCloseTo(1, within(1e-9));
            for (int other = 0; other < 20; other++) {
                double[] member = towards(nearest, lower, upper, random);
                assertThat(crossEntropy(q, nearest))
                        .as("seed %d round %d", seed, round)
                        .isLessThanOrEqualTo(crossEntropy(q, member) + 1e-9);
            }
            assertThat(greatestExpectation(q, nearest, lower, upper))
                    .as("no law in the box makes the bet pay, seed %d", seed)
                    .isLessThanOrEqualTo(1 + 1e-9);
        }
    }

    @Test
    void boxWithoutADistributionIsRefused() {
        assertThatThrownBy(() -> new ToleranceBox(new double[] {.6, .6}, new double[] {.7, .7}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no distribution has cells between [0.6, 0.6] and [0.7, 0.7]");
        assertThatThrownBy(() -> new ToleranceBox(new double[] {.2, .3}, new double[] {.1, .9}))
                .hasMessageContaining("cell 0 has bounds 0.2 and 0.1");
    }

    private static double[] law(SplittableRandom random, int cells) {
        double[] law = random.doubles(cells).map(u -> -Math.log(1 - u) + 1e-6).toArray();
        double sum = Arrays.stream(law).sum();
        return Arrays.stream(law).map(p -> p / sum).toArray();
    }

    /** A member of the box near {@code p}: moves some mass between two cells, as far as the bounds allow. */
    private static double[] towards(double[] p, double[] lower, double[] upper, SplittableRandom random) {
        double[] member = p.clone();
        int from = random.nextInt(p.length);
        int to = random.nextInt(p.length);
        double mass = random.nextDouble() * Math.min(member[from] - lower[from], upper[to] - member[to]);
        if (from != to && mass > 0) {
            member[from] -= mass;
            member[to] += mass;
        }
        return member;
    }

    private static double crossEntropy(double[] q, double[] p) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            sum -= q[i] * Math.log(p[i]);
        }
        return sum;
    }

    /** The greatest expectation of q/p* under a law in the box: fill the best-paying cells up first. */
    private static double greatestExpectation(double[] q, double[] nearest, double[] lower, double[] upper) {
        Integer[] order = new Integer[q.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(q[b] / nearest[b], q[a] / nearest[a]));
        double left = 1 - Arrays.stream(lower).sum();
        double expectation = 0;
        for (int i : order) {
            double p = lower[i] + Math.min(left, upper[i] - lower[i]);
            left -= p - lower[i];
            expectation += p * q[i] / nearest[i];
        }
        return expectation;
    }
}
