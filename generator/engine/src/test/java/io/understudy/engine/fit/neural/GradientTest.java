package io.understudy.engine.fit.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.neural.NetPlan;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient against differences of the loss, along a random direction within each table and matrix. */
class GradientTest {
    private static final int WIDTH = 6;
    private static final double DROPOUT = 0; // differences need the same network twice
    private static final float STEP = 0.01f;

    private static double loss(TinyNetwork tiny, float[] weights) {
        Lesson lesson = new Lesson(tiny.plan, tiny.laws, tiny.table, TinyNetwork.EVENTS, DROPOUT);
        for (int e = 0; e < tiny.table.entities(); e++) {
            int from = tiny.table.firstPlace[e];
            lesson.learn(weights, e, from, from + TinyNetwork.EVENTS, new float[WIDTH], false);
        }
        return lesson.loss();
    }

    private static float[] gradient(TinyNetwork tiny, float[] weights) {
        Lesson lesson = new Lesson(tiny.plan, tiny.laws, tiny.table, TinyNetwork.EVENTS, DROPOUT);
        for (int e = 0; e < tiny.table.entities(); e++) {
            int from = tiny.table.firstPlace[e];
            lesson.learn(weights, e, from, from + TinyNetwork.EVENTS, new float[WIDTH], true);
        }
        return lesson.gradient;
    }

    /** Where each table and matrix begins. */
    private static TreeSet<Integer> blocks(NetPlan plan) {
        TreeSet<Integer> blocks = new TreeSet<>();
        blocks.add(NetPlan.FIRST_MEMORY);
        blocks.add(plan.project());
        blocks.add(plan.projectBias());
        blocks.add(plan.recurrent());
        blocks.add(plan.recurrentBias());
        for (int v = 0; v < plan.variables(); v++) {
            blocks.add(plan.feed(v, 0));
            blocks.add(plan.memory(v, 0));
        }
        for (int t = 0; t < DayCells.TABLES; t++) {
            blocks.add(plan.day(t, 0));
        }
        for (int h = 0; h < plan.heads(); h++) {
            blocks.add(plan.head(h));
            blocks.add(plan.headBias(h));
        }
        blocks.add(plan.size());
        return blocks;
    }

    private static float[] moved(float[] weights, float[] direction, int from, float by) {
        float[] moved = weights.clone();
        for (int i = 0; i < direction.length; i++) {
            moved[from + i] += by * direction[i];
        }
        return moved;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSlopeOfTheLossInEveryBlock(long seed) {
        // Given
        TinyNetwork tiny = new TinyNetwork(WIDTH, seed);
        float[] weights = tiny.weights(seed + 100);
        SplittableRandom random = new SplittableRandom(seed);

        // When
        float[] gradient = gradient(tiny, weights);

        // Then
        TreeSet<Integer> blocks = blocks(tiny.plan);
        for (int from : blocks.headSet(tiny.plan.size())) {
            float[] direction = new float[blocks.higher(from) - from];
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) (random.nextDouble() - 0.5);
                slope += direction[i] * gradient[from + i];
            }
            double difference = (loss(tiny, moved(weights, direction, from, STEP))
                            - loss(tiny, moved(weights, direction, from, -STEP)))
                    / (2 * STEP);
            assertThat(slope)
                    .as("seed %d, block at %d of %d", seed, from, tiny.plan.size())
                    .isCloseTo(difference, org.assertj.core.data.Offset.offset(0.01 + 0.01 * Math.abs(difference)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void reachesAllHeads(long seed) {
        TinyNetwork tiny = new TinyNetwork(WIDTH, seed);

        float[] gradient = gradient(tiny, tiny.weights(seed));

        for (int head = 0; head < tiny.plan.heads(); head++) {
            double square = 0;
            for (int c = 0; c < tiny.plan.cells(head); c++) {
                square += Math.abs(gradient[tiny.plan.headBias(head) + c]);
            }
            boolean chooses = tiny.plan.cells(head) > 1;
            assertThat(square > 0).as("seed %d, head %d", seed, head).isEqualTo(chooses);
        }
    }
}
