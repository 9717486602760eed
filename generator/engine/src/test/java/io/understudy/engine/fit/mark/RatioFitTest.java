package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.chain.Ratios;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioFitTest {
    private static final int K = 10;
    private static final int ENTITIES = 60;

    private final SplittableRandom random = new SplittableRandom(7);

    /** Salaries of which every fifth is half as much again, in the first {@code having} of the entities. */
    private RatioFit salaries(int having, int odd) {
        RatioFit fit = new RatioFit(new long[] {1}, K);
        for (int e = 0; e < ENTITIES; e++) {
            long salary = 2 * (100_003 + random.nextInt(900_000)) + odd;
            for (int month = 0; month < 12; month++) {
                boolean bonus = e < having && month % 5 == 4;
                fit.see(0, salary, bonus ? Ratios.times(salary, 3, 2, 1) : salary + 2 + random.nextInt(1_000), e);
            }
        }
        return fit;
    }

    @Test
    void findsABonusOfHalfASalary() {
        assertThat(salaries(ENTITIES, 0).ratios()[0].parts()).containsExactly(3, 2);
    }

    @Test
    void findsABonusThatIsRounded() {
        assertThat(salaries(ENTITIES, 1).ratios()[0].parts()).containsExactly(3, 2);
    }

    @Test
    void tellsNothingThatFewerThanKEntitiesHave() {
        assertThat(salaries(K, 0).ratios()[0].parts()).containsExactly(3, 2);
        assertThat(salaries(K - 1, 0).ratios()[0].parts()).isEmpty();
    }
}
