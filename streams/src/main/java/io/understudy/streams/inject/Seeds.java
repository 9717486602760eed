package io.understudy.streams.inject;

import java.nio.charset.StandardCharsets;

/** Seeds derived by mixing bits, so that each use of a seed draws from a stream of its own. */
final class Seeds {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private Seeds() {}

    /** A seed that follows from {@code seed} and {@code part}; different parts give unrelated seeds. */
    static long derive(long seed, long part) {
        return mix(mix(seed + GOLDEN) ^ mix(part * GOLDEN + 1));
    }

    /** A seed that follows from {@code seed} and the bytes of a name. */
    static long derive(long seed, byte[] name) {
        long hash = 0xcbf2_9ce4_8422_2325L; // FNV-1a
        for (byte b : name) {
            hash = (hash ^ (b & 0xff)) * 0x100_0000_01b3L;
        }
        return derive(seed, hash);
    }

    static long derive(long seed, String name) {
        return derive(seed, name.getBytes(StandardCharsets.UTF_8));
    }

    /** A number in [0, 1) of 53 bits that follows from {@code seed}. */
    static double unit(long seed) {
        return (mix(seed) >>> 11) * 0x1.0p-53;
    }

    // Finaliser of SplittableRandom: Stafford's variant 13 (Steele, Lea and Flood 2014, "Fast splittable PRNGs").
    private static long mix(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
