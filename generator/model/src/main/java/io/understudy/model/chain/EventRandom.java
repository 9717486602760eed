package io.understudy.model.chain;

import io.understudy.model.tree.FeatureSource;
import io.understudy.model.tree.ProbabilityTree;

/**
 * Random numbers that depend on a key alone: each {@link #open} starts a private stream decided by its arguments.
 * SplitMix64 (Steele, Lea, Flood 2014), whose finaliser also mixes the key. Scratch of one thread.
 */
public final class EventRandom {
    /** What is added to a stream's state before each of its numbers, which are {@link #mix} of it. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** The draws of one purpose at event {@code sequence} of {@code entity}. */
    public void open(long seed, long entity, long sequence, int purpose) {
        state = mix(mix(mix(seed + GOLDEN) ^ entity * 0xD1342543DE82EF95L) + sequence * GOLDEN) ^ mix(purpose + 1L);
    }

    /** The same, cheaper, by a key that {@link #key} made. */
    public void open(long key, long entity, long sequence) {
        state = start(key, entity, sequence);
    }

    /** The state in which {@link #open(long, long, long)} leaves a stream, for those who keep many of them. */
    public static long start(long key, long entity, long sequence) {
        return mix(key ^ entity * 0xD1342543DE82EF95L + sequence * 0xAEF17502108EF2D9L);
    }

    /** What of the arguments of {@link #open(long, long, long, int)} is the same for all events. */
    public static long key(long seed, int purpose) {
        return mix(mix(seed + GOLDEN) + purpose);
    }

    /** Uniform on [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A leaf of {@code tree}: that of a member picked at random. */
    int leaf(ProbabilityTree tree, FeatureSource source) {
        int members = tree.members();
        return tree.leaf(source, members == 1 ? 0 : (int) (nextDouble() * members));
    }

    /** Uniform on 0 .. bound - 1. */
    public long nextLong(long bound) {
        return Math.min((long) (nextDouble() * bound), bound - 1);
    }

    /** 64 random bits. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** A permutation of 64-bit numbers whose output bits all depend on all input bits. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
