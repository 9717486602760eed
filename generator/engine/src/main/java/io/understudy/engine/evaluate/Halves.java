package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Shuffle;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Two logs of equally many entities, cut from one at random. */
record Halves(CodedLog first, CodedLog second) {

    static Halves of(CodedLog log, RandomGenerator random) {
        int[] order = Shuffle.of(log.entities(), random);
        int half = order.length / 2;
        return new Halves(log.take(Arrays.copyOf(order, half)), log.take(Arrays.copyOfRange(order, half, 2 * half)));
    }
}
