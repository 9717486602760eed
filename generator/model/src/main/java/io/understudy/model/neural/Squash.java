package io.understudy.model.neural;

/**
 * The network's nonlinearities. In place of tanh stands x / sqrt(1 + x^2) (the inverse square root unit of Carlile,
 * Delamarter, Kinney, Marti, Whitney 2017), and its image on (0, 1) in place of the logistic function: square root and
 * division are exact to the last bit on every JVM, and the compiler makes them vector instructions.
 */
public final class Squash {
    private static final float LOG2_E = 1.44269504f;
    private static final float LEAST = -80;

    private Squash() {}

    /** On (-1, 1). */
    public static float squash(float x) {
        return x / (float) Math.sqrt(1 + x * x);
    }

    /** The derivative of {@link #squash} where its value is {@code y}. */
    public static float squashSlope(float y) {
        float rest = 1 - y * y;
        return rest * (float) Math.sqrt(Math.max(0, rest));
    }

    /** On (0, 1). */
    public static float gate(float x) {
        return 0.5f + 0.5f * squash(x);
    }

    /** The derivative of {@link #gate} where its value is {@code y}. */
    public static float gateSlope(float y) {
        return 0.5f * squashSlope(2 * y - 1);
    }

    /** {@code to[i] = squash(from[i])}. */
    public static void all(float[] from, float[] to, int size) {
        for (int i = 0; i < size; i++) {
            float x = from[i];
            to[i] = x / (float) Math.sqrt(1 + x * x);
        }
    }

    /** e^x for x at most 0, with a relative error below 1e-6: a power of two times a polynomial. */
    public static float exp(float x) {
        if (!(x > LEAST)) {
            return 0;
        }
        float y = x * LOG2_E;
        int whole = (int) (y - 0.5f);
        float f = y - whole;
        float power = 1
                + f
                        * (0.69314718f
                                + f
                                        * (0.24022651f
                                                + f
                                                        * (0.05550411f
                                                                + f
                                                                        * (0.00961813f
                                                                                + f
                                                                                        * (0.00133336f
                                                                                                + f * 0.00015403f)))));
        return Float.intBitsToFloat((whole + 127) << 23) * power;
    }
}
