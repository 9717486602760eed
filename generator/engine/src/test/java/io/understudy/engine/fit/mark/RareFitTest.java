package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rare followers come as often as they were seen, and what fewer than k entities had is told of many contexts at once. */
class RareFitTest {
    private static final int K = 10;

    /** The factors where {@code expected} events are expected behind each context, until nothing moves any more. */
    private static float[] settled(RareFit fit, double... expected) {
        float[] factor = new float[fit.contexts()];
        Arrays.fill(factor, 1);
        for (int round = 0; round < 60; round++) {
            double[] now = new double[expected.length];
            Arrays.setAll(now, c -> expected[c] * factor[c]);
            fit.scale(factor, now, 1);
        }
        return factor;
    }

    private static void see(RareFit fit, int context, int entities) {
        for (int e = 0; e < entities; e++) {
            fit.see(context, 1, e);
        }
    }

    @Test
    void bringsThemAsOftenAsKEntitiesHadThem() {
        RareFit fit = new RareFit(2, K);
        see(fit, 0, 20);

        float[] factor = settled(fit, 80, 0);

        assertThat(factor[0]).isCloseTo(0.25f, within(0.02f));
    }

    @Test
    void neverBringsThemMoreOftenThanTheLeafSays() {
        RareFit fit = new RareFit(1, K);
        see(fit, 0, 40);

        assertThat(settled(fit, 10)[0]).isEqualTo(1);
    }

    @Test
    void oneEntityMakesNoDifferenceBetweenContextsInWhichAsManyAreExpected() {
        RareFit fit = new RareFit(12, K);
        for (int context = 0; context < 11; context++) {
            see(fit, context, context == 0 ? 3 : 1);
        }

        float[] factor = settled(fit, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4);

        assertThat(factor[0]).isEqualTo(factor[11]).isCloseTo(13 / 48f, within(0.03f));
    }
}
