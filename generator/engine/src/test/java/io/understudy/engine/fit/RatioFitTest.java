package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioFitTest {
    private static final int K = 10;
    private static final int ENTITIES = 60;

    private final SplittableRandom random = new SplittableRandom(7);

    /** Salaries of which every fifth is half as much again, in the first {@code having} of the entities. */
    private RatioFit salaries(int having) {
        RatioFit fit = new RatioFit(1, K);
        for (int e = 0; e < ENTITIES; e++) {
            long salary = 2 * (100_003 + random.nextInt(900_000));
            for (int month = 0; month < 12; month++) {
                boolean bonus = e < having && month % 5 == 4;
                fit.see(0, salary, bonus ? salary / 2 * 3 : salary + 2 + random.nextInt(1_000), e);
            }
        }
        return fit;
    }

    @Test
    void findsABonusOfHalfASalary() {
        assertThat(salaries(ENTITIES).ratios()[0]).containsExactly(3, 2);
    }

    @Test
    void tellsNothingThatFewerThanKEntitiesHave() {
        assertThat(salaries(K).ratios()[0]).containsExactly(3, 2);
        assertThat(salaries(K - 1).ratios()[0]).isEmpty();
    }
}
