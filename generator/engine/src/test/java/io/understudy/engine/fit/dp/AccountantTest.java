package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.model.InputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The accountant against closed forms (Bun, Steinke 2016). */
class AccountantTest {
    /** sqrt(rho) = sqrt(L + epsilon) - sqrt(L) with L = ln(1/delta), worked by hand to five places. */
    @ParameterizedTest
    @CsvSource({"8, 1e-6, 0.91115", "1, 1e-6, 0.01747", "1, 1e-5, 0.02082", "0.1, 1e-5, 0.000216"})
    void givesTheRhoOfAnEpsilon(double epsilon, double delta, double rho) {
        assertThat(Accountant.rho(epsilon, delta)).isCloseTo(rho, within(rho * 0.005));
    }

    @Test
    void rhoAndEpsilonAreInverse() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double epsilon = Math.exp(random.nextDouble(-4, 4));
            double delta = Math.exp(random.nextDouble(-30, -1));

            double back = Accountant.epsilon(Accountant.rho(epsilon, delta), delta);

            assertThat(back).isCloseTo(epsilon, within(1e-9 * epsilon));
        }
    }

    @Test
    void takesTheLeastNoiseThatTheRhoAllows() {
        for (long clipSquared : new long[] {1, 2, 100, 12_345}) {
            for (double rho : new double[] {1e-5, 0.01, 0.3}) {
                long noise = Accountant.noise(clipSquared, rho);

                assertThat(Accountant.spent(clipSquared, noise)).isLessThanOrEqualTo(rho);
                assertThat(noise == 1 || Accountant.spent(clipSquared, noise - 1) > rho)
                        .isTrue();
            }
        }
    }

    /** Fifty tables of a fiftieth each are worth one of all: rho adds up, where epsilon would not. */
    @Test
    void rhoOfManyTablesAddsUp() {
        double rho = Accountant.rho(8, 1e-6);

        assertThat(Accountant.epsilon(50 * (rho / 50), 1e-6)).isCloseTo(8, within(1e-9));
        assertThat(50 * Accountant.epsilon(rho / 50, 1e-6)).isGreaterThan(40);
    }

    @Test
    void refusesBudgetsThatAreNone() {
        assertThatThrownBy(() -> Accountant.rho(0, 1e-6))
                .isInstanceOf(InputException.class)
                .hasMessage("epsilon is 0.0; it must be more than 0, and 8 is a usual value");
        assertThatThrownBy(() -> Accountant.rho(1, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("delta is 1.0; it must lie between 0 and 1, far below 1 over the number of entities");
    }
}
