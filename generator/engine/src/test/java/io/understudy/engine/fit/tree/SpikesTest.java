package io.understudy.engine.fit.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpikesTest {
    private static float[] days(int spikes) {
        SplittableRandom random = new SplittableRandom(4);
        float[] days = new float[6_000];
        for (int i = 0; i < days.length; i++) {
            days[i] = i < spikes ? 30 : random.nextInt(400);
        }
        Arrays.sort(days);
        return days;
    }

    @Test
    void cutsOnBothSidesOfAValueThatComesFarMoreOftenThanItsNeighbours() {
        assertThat(Spikes.around(days(80), 6_000)).containsExactly(29.5, 30.5);
    }

    @Test
    void whatChanceMakesOfAnEvenLawIsNoSpike() {
        assertThat(Spikes.around(days(0), 6_000)).isEmpty();
    }

    @Test
    void fewValuesHaveNone() {
        assertThat(Spikes.around(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3}, 11))
                .isEmpty();
        assertThat(Spikes.around(new float[0], 0)).isEmpty();
    }
}
