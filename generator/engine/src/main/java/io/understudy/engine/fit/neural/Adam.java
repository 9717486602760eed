package io.understudy.engine.fit.neural;

/** Adam (Kingma, Ba 2015, algorithm 1), with the gradient cut to a greatest length. Scratch of one training. */
final class Adam {
    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.99f;
    private static final float LEAST = 1e-8f;
    private static final double MOST_LENGTH = 2;

    private final float[] first;
    private final float[] second;
    private double firstPower = 1;
    private double secondPower = 1;

    Adam(int size) {
        first = new float[size];
        second = new float[size];
    }

    /**
     * Moves {@code weights} against {@code gradient}, a sum over {@code count} events, by steps of {@code rate}, and
     * towards 0 by {@code decay} of a step (Loshchilov, Hutter 2019).
     */
    void step(float[] weights, float[] gradient, double count, double rate, double decay) {
        double square = 0;
        for (float g : gradient) {
            square += (double) g * g;
        }
        double length = Math.sqrt(square) / count;
        float scale = (float) (Math.min(1, MOST_LENGTH / Math.max(length, 1e-12)) / count);
        firstPower *= FIRST_DECAY;
        secondPower *= SECOND_DECAY;
        float shrink = (float) (rate * decay);
        float step = (float) (rate * Math.sqrt(1 - secondPower) / (1 - firstPower));
        for (int i = 0; i < weights.length; i++) {
            float g = gradient[i] * scale;
            float m = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * g;
            float v = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * g * g;
            first[i] = m;
            second[i] = v;
            weights[i] -= step * m / ((float) Math.sqrt(v) + LEAST) + shrink * weights[i];
        }
    }
}
