package io.understudy.engine.evaluate.log;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random orders. */
public final class Shuffle {
    private Shuffle() {}

    /** The numbers below {@code size} in random order. */
    public static int[] of(int size, RandomGenerator random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }
}
