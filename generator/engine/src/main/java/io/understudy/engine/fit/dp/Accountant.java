package io.understudy.engine.fit.dp;

import io.understudy.model.InputException;

/** Converts between the budgets of zero-concentrated and of approximate differential privacy (Bun, Steinke 2016). */
public final class Accountant {
    private Accountant() {}

    /** Greatest rho whose guarantee is (epsilon, delta): solves epsilon = rho + 2 sqrt(rho ln(1/delta)). */
    public static double rho(double epsilon, double delta) {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new InputException("epsilon is " + epsilon + "; it must be more than 0, and 8 is a usual value");
        }
        if (!(delta > 0) || delta >= 1) {
            throw new InputException(
                    "delta is " + delta + "; it must lie between 0 and 1, far below 1 over the number of entities");
        }
        double log = -StrictMath.log(delta);
        double root = StrictMath.sqrt(log + epsilon) - StrictMath.sqrt(log);
        return root * root;
    }

    /** Epsilon of a rho at {@code delta}. */
    public static double epsilon(double rho, double delta) {
        return rho + 2 * StrictMath.sqrt(rho * -StrictMath.log(delta));
    }

    /** Least whole noise with which a table clipped at the square root of {@code clipSquared} spends at most {@code rho}. */
    static long noise(long clipSquared, double rho) {
        long noise = Math.max(1, (long) StrictMath.ceil(StrictMath.sqrt(clipSquared / (2 * rho))));
        while (spent(clipSquared, noise) > rho) {
            noise++;
        }
        return noise;
    }

    /** What a table spends. */
    static double spent(long clipSquared, long noise) {
        return clipSquared / (2.0 * noise * noise);
    }
}
