package io.understudy.engine.simulate;

import java.util.List;
import java.util.stream.IntStream;

/** Names whose numbers are scattered over their range, so that neighbours in number have nothing in common. */
final class ScatteredNames {
    /** Ends in 3, so it is prime to every power of ten: the walk visits every number once. */
    private static final long STEP = 61_803_403L;

    private static final long PURPOSE = 0x1D;

    private final String prefix;
    private final int digits;
    private final long range;
    private final long first;

    /**
     * @param digits that numbers are padded to
     * @param range numbers are below it; a power of ten
     */
    ScatteredNames(String prefix, int digits, long range, long seed) {
        this.prefix = prefix;
        this.digits = digits;
        this.range = range;
        this.first = (new AgentRandom(seed, PURPOSE, digits).next() >>> 1) % range;
    }

    String name(int index) {
        String number = Long.toString((first + index * STEP) % range);
        return prefix + "0".repeat(digits - number.length()) + number;
    }

    /** The names of 0 .. {@code count} - 1, all different. */
    List<String> first(int count) {
        return IntStream.range(0, count).mapToObj(this::name).toList();
    }
}
