package io.understudy.engine.fit.neural;

import java.util.SplittableRandom;

/**
 * Numbers of the memory that a draft does not get to see while it learns (Srivastava et al. 2014), so that it leans on
 * none of them; the others are scaled up for it. Scratch of one thread.
 */
final class Dropout {
    private static final int BYTE = 8;

    private final int droppedOf256;
    private final float scale;
    final float[] factor; // [width]
    private SplittableRandom random = new SplittableRandom(0);

    /** Drops each of {@code width} numbers with probability {@code share}, to a 256th. */
    Dropout(int width, double share) {
        droppedOf256 = (int) Math.round(share * 256);
        scale = 256f / (256 - droppedOf256);
        factor = new float[width];
        java.util.Arrays.fill(factor, 1);
    }

    /** Draws from now on what {@code seed} decides. */
    void seed(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Chooses anew, or drops none. */
    void next(boolean learning) {
        if (!learning || droppedOf256 == 0) {
            java.util.Arrays.fill(factor, 1);
            return;
        }
        long bits = 0;
        for (int i = 0; i < factor.length; i++) {
            bits = i % (Long.SIZE / BYTE) == 0 ? random.nextLong() : bits >>> BYTE;
            factor[i] = (bits & 255) < droppedOf256 ? 0 : scale;
        }
    }
}
