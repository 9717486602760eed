package io.understudy.engine.fit.dp;

import java.util.random.RandomGenerator;

/**
 * Draws from the discrete Gaussian law, exactly, in integer arithmetic alone, so that no rounding of floating point
 * numbers leaks what it is added to (Mironov 2012). Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential
 * Privacy", 2020, algorithms 1 to 3, with the scale of the proposal equal to the parameter. A draw takes some 20 random
 * words. Scratch of one thread.
 */
final class DiscreteGaussian {
    /** Largest parameter for which all products stay below 2^63. */
    static final long MOST = 10_000_000;

    private final RandomGenerator bits;

    DiscreteGaussian(RandomGenerator bits) {
        this.bits = bits;
    }

    /** An integer x with probability proportional to exp(-x^2 / (2 s^2)). */
    long draw(long s) {
        if (s < 1 || s > MOST) {
            throw new IllegalArgumentException("noise " + s + " must be in 1.." + MOST);
        }
        while (true) {
            long candidate = laplace(s);
            long beyond = Math.abs(candidate) - s;
            if (exp(beyond * beyond, 2 * s * s)) {
                return candidate;
            }
        }
    }

    /** Discrete Laplace: probability proportional to exp(-|x| / t). */
    private long laplace(long t) {
        while (true) {
            long part = bits.nextLong(t);
            if (!smallExp(part, t)) {
                continue;
            }
            long whole = 0;
            while (smallExp(1, 1)) {
                whole++;
            }
            long size = part + t * whole;
            boolean negative = bits.nextBoolean();
            if (!negative || size > 0) {
                return negative ? -size : size;
            }
        }
    }

    /** True with probability exp(-numerator / denominator). */
    private boolean exp(long numerator, long denominator) {
        long left = numerator;
        while (left > denominator) {
            if (!smallExp(1, 1)) {
                return false;
            }
            left -= denominator;
        }
        return smallExp(left, denominator);
    }

    /** The same where the quotient is at most 1. */
    private boolean smallExp(long numerator, long denominator) {
        long k = 1;
        while (bits.nextLong(denominator) < numerator && (k == 1 || bits.nextLong(k) == 0)) {
            k++;
        }
        return (k & 1) != 0;
    }
}
