package io.understudy.ops.bench;

import java.util.Arrays;
import java.util.Locale;

/** Repeated measurements of one thing: the least, the one in the middle, the greatest. */
record Spread(double least, double median, double greatest) {

    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** The median and, in brackets, the ends. */
    String text(String format) {
        return String.format(Locale.ROOT, format + " [" + format + " .. " + format + "]", median, least, greatest);
    }
}
