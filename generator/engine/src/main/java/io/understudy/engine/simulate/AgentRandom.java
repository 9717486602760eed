package io.understudy.engine.simulate;

/**
 * One agent's private source of randomness: SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
 * generators", figure 4), begun at a state that is mixed from a path of numbers. All mathematics is StrictMath. Owned by
 * one thread.
 */
final class AgentRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * The stream at the end of a path, such as (seed, purpose, agent, day): streams of different paths are unrelated.
     */
    AgentRandom(long... path) {
        long mixed = path.length;
        for (long step : path) {
            mixed = mix((mixed + GOLDEN_GAMMA) ^ mix(step + GOLDEN_GAMMA));
        }
        state = mixed;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform over [0, 1). */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform over [low, high). */
    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform over 0 .. {@code bound} - 1; the bias is below bound / 2^53. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Uniform over {@code low} .. {@code high}, both included. */
    int within(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** One of {@code values}, each as likely. */
    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[below(values.length)];
    }

    /** Standard normal, by Marsaglia's polar method (1964); the second value is thrown away. */
    double normal() {
        while (true) {
            double u = between(-1, 1);
            double v = between(-1, 1);
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** Log-normal with the given median and standard deviation of its logarithm. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /** Exponential with the given mean. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Poisson by Knuth's products of uniforms (TAOCP 3.4.1); cost grows with the mean, which is at most 100 here. */
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** Milliseconds, exponential with a mean in seconds, at least 1 s. */
    long gapMillis(double meanSeconds) {
        return 1_000 + (long) exponential(meanSeconds * 1_000);
    }
}
