package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Tally;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How many entities have each of a set of codes. */
final class Owners {
    private static final int FEW = 5;

    private final Tally owners; // one code for each entity that has it

    private Owners(Tally owners) {
        this.owners = owners;
    }

    /** Counts; {@code entity[i]} is the one that has {@code codes[i]}. */
    static Owners of(long[] codes, int[] entity) {
        Integer[] order = IntStream.range(0, codes.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong((Integer i) -> codes[i]).thenComparingInt(i -> entity[i]));
        long[] single = new long[codes.length];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (i == 0 || codes[order[i]] != codes[order[i - 1]] || entity[order[i]] != entity[order[i - 1]]) {
                single[count++] = codes[order[i]];
            }
        }
        return new Owners(Tally.of(Arrays.copyOf(single, count)));
    }

    /** True where one to four entities have {@code code}. */
    boolean few(long code) {
        int count = owners.countOf(code);
        return count > 0 && count < FEW;
    }

    /** 1 for each code that one to four entities have, else 0. */
    double[] few(long[] codes) {
        return Arrays.stream(codes).mapToDouble(code -> few(code) ? 1 : 0).toArray();
    }
}
