package io.understudy.model.table;

import io.understudy.model.EventBatch;
import io.understudy.model.chain.EventRandom;

/**
 * What is known of events that are drawn together, a lane an event: the words of their entities, their random streams,
 * and the codes of their features, as {@link EventCodes} has them of one. Scratch of one sampler.
 */
final class Lanes {
    static final int MOST = EventBatch.MOST;

    final long[][] words = new long[MOST][]; // [lane] of the entity's state
    final long[] entity = new long[MOST]; // [lane]
    final long[] random = new long[MOST]; // [lane] state of the stream
    final int[] code; // [feature * MOST + lane]
    final int[] cell = new int[MOST]; // [lane] of the law at hand
    final long[] bits = new long[MOST]; // [lane] random, for the law at hand
    final int[] slot = new int[MOST]; // [lane] of the law at hand
    final int[] drawn = new int[MOST]; // of the law at hand, as lanes were chosen
    final int[] escaped = new int[MOST]; // lanes whose rows leave the outcome open
    final int[] outcome = new int[MOST]; // [lane] of the law at hand
    final int[] chosen = new int[MOST]; // lanes that something is done with
    final int[] rest = new int[MOST]; // the others
    final int[] label = new int[MOST]; // [lane] class
    final long[] micros = new long[MOST]; // [lane] of the event at hand
    final long[] day = new long[MOST]; // [lane] of the event at hand, local
    final long[] dayMicros = new long[MOST]; // [lane] since midnight
    final long[] lastDay = new long[MOST]; // [lane] of the event before
    final long[] nextMicros = new long[MOST]; // [lane] of the event behind

    Lanes(int features) {
        code = new int[features * MOST];
    }

    /** 64 random bits of a lane's stream. */
    long bits(int lane) {
        long state = random[lane] + EventRandom.GOLDEN;
        random[lane] = state;
        return EventRandom.mix(state);
    }

    /** Draws {@link #bits} in the first {@code count} lanes. */
    void drawBits(int count) {
        drawBits(random, bits, count);
    }

    private static void drawBits(long[] random, long[] bits, int count) {
        for (int lane = 0; lane < count; lane++) {
            random[lane] += EventRandom.GOLDEN;
        }
        for (int lane = 0; lane < count; lane++) {
            bits[lane] = EventRandom.mix(random[lane]);
        }
    }

    /** The code of a feature in a lane. */
    int code(int feature, int lane) {
        return code[feature * MOST + lane];
    }

    /** Makes {@code to} the code of a feature in a lane. */
    void code(int feature, int lane, int to) {
        code[feature * MOST + lane] = to;
    }
}
