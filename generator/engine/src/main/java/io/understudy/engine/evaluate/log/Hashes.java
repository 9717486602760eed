package io.understudy.engine.evaluate.log;

/** Folding of numbers into 64-bit hashes. */
public final class Hashes {
    private Hashes() {}

    /** The hash of {@code hash} and {@code value} together (finaliser of SplitMix64, Steele et al. 2014). */
    public static long mix(long hash, long value) {
        long z = hash * 0x9E3779B97F4A7C15L + value + 0x632BE59BD9B4E019L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
