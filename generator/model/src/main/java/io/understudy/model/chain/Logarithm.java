package io.understudy.model.chain;

/** Natural logarithm by table and linear interpolation: the same bits on every JVM, error below 1e-7, about 3 ns. */
public final class Logarithm {
    private static final int BITS = 12;
    private static final double LN2 = StrictMath.log(2);
    private static final double[] MANTISSA = new double[(1 << BITS) + 1];

    static {
        for (int i = 0; i < MANTISSA.length; i++) {
            MANTISSA[i] = StrictMath.log(1 + i / (double) (1 << BITS));
        }
    }

    private Logarithm() {}

    /** ln x for normal positive x. */
    public static double ln(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) - 1023;
        int cell = (int) (bits >>> (52 - BITS)) & ((1 << BITS) - 1);
        double rest = (bits & ((1L << (52 - BITS)) - 1)) * (1.0 / (1L << (52 - BITS)));
        return exponent * LN2 + MANTISSA[cell] + rest * (MANTISSA[cell + 1] - MANTISSA[cell]);
    }

    /** sign(x) ln(1 + |x|): keeps zero and order, tames heavy tails. */
    public static double signed(double x) {
        return x >= 0 ? ln(1 + x) : -ln(1 - x);
    }
}
