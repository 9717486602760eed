package io.understudy.engine.fit.floor;

import io.understudy.model.chain.Bins;
import java.util.Arrays;

/**
 * How far the values of the k entities at each end of a range are taken to lie beyond where it is cut for their sake: three
 * times as far as the next k lie before that, or up to where values end if they grow denser towards a limit (Pickands, 1975,
 * "Statistical inference using extreme order statistics", with quarters for halves). Either rests on nothing that fewer than k
 * entities have. What lies there would be one value otherwise, as often as those entities have any.
 *
 * @param low values below the least one of a cut range
 * @param high values above the greatest one
 */
public record Outskirts(long low, long high) {
    private static final double SPREAD = 3; // over so many distances an exponential tail keeps its mean: 2 / ln 2
    private static final double FARTHEST = 1L << 52;
    private static final int FEWEST = 3; // times k entities, from which on the ends are apart
    private static final int QUARTERS = 4; // of an end's entities, whose distances tell whether it is a limit

    /** The outskirts of values that are not cut yet. */
    public static Outskirts of(OwnedValues values, int k) {
        if (k < 2 || values.owners < FEWEST * k) {
            return new Outskirts(0, 0);
        }
        long[] least = new long[values.owners];
        long[] most = new long[values.owners];
        int owners = 0;
        for (int i = 0; i < values.size; i++) {
            boolean next = i == 0 || values.entities[i] != values.entities[i - 1];
            owners += next ? 1 : 0;
            least[owners - 1] = next ? values.values[i] : Math.min(least[owners - 1], values.values[i]);
            most[owners - 1] = next ? -values.values[i] : Math.min(most[owners - 1], -values.values[i]);
        }
        Arrays.sort(least);
        Arrays.sort(most);
        long low = atom(values, least[k - 1], k) ? 0 : beyond(least, k);
        long high = atom(values, -most[k - 1], k) ? 0 : beyond(most, k);
        return new Outskirts(least[k - 1] > 0 ? Math.min(low, least[k - 1] / 2) : low, high);
    }

    private static long beyond(long[] sorted, int k) {
        double tail = Math.min(FARTHEST, SPREAD * ((double) sorted[2 * k - 1] - sorted[k - 1]));
        return (long) Math.min(tail, toLimit(sorted, k));
    }

    /** How far beyond the k-th value the limit lies that ascending values begin at; infinite if they thin out towards it. */
    private static double toLimit(long[] sorted, int k) {
        if (sorted.length < QUARTERS * QUARTERS * k) {
            return Double.POSITIVE_INFINITY;
        }
        double near = (double) sorted[QUARTERS * k - 1] - sorted[k - 1];
        double far = (double) sorted[QUARTERS * QUARTERS * k - 1] - sorted[QUARTERS * k - 1];
        return far > near ? near * near / (far - near) : Double.POSITIVE_INFINITY;
    }

    /** True if k entities have the value itself. */
    private static boolean atom(OwnedValues values, long value, int k) {
        int owners = 0;
        int last = -1;
        for (int i = 0; i < values.size; i++) {
            if (values.values[i] == value && values.entities[i] != last) {
                last = values.entities[i];
                owners++;
            }
        }
        return owners >= k;
    }

    /** The bins with the outskirts in their outer ones. */
    public Bins with(Bins bins) {
        long[] lows = bins.low().clone();
        long[] highs = bins.high().clone();
        lows[0] -= low;
        highs[highs.length - 1] += high;
        return new Bins(lows, highs);
    }
}
