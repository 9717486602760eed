package io.understudy.engine.fit.floor;

import io.understudy.model.chain.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Cuts the range of observed integers into bins: frequent values get their own, the rest quantiles. */
public final class BinCutter {
    private static final int MOST_SAMPLES = 400_000;
    private static final int ROUNDS = 3;

    private BinCutter() {}

    /**
     * About {@code wanted} bins of the first {@code size} values. Both ends are cut so that at least {@code k} values
     * lie at or beyond them.
     */
    public static Bins cut(long[] values, int size, int wanted, int k) {
        return cut(values, size, wanted, k, new long[0], false);
    }

    /** The same, where values that are bins by themselves leave all the others their share of {@code wanted}. */
    public static Bins cutAround(long[] values, int size, int wanted, int k) {
        return cut(values, size, wanted, k, new long[0], true);
    }

    /** The same, with further lower ends. */
    public static Bins cut(long[] values, int size, int wanted, int k, long[] furtherLows) {
        return cut(values, size, wanted, k, furtherLows, false);
    }

    private static Bins cut(long[] values, int size, int wanted, int k, long[] furtherLows, boolean around) {
        if (size == 0) {
            return new Bins(new long[] {0}, new long[] {0});
        }
        int step = Math.max(1, size / MOST_SAMPLES);
        long[] sorted = new long[(size + step - 1) / step];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[i * step];
        }
        Arrays.sort(sorted);
        int trim = Math.min(sorted.length / 2, (k + step - 1) / step - 1);
        long least = sorted[Math.max(0, trim)];
        long most = sorted[sorted.length - 1 - Math.max(0, trim)];
        List<Long> lows = new ArrayList<>(List.of(least));
        double quantile = around ? quantile(sorted, wanted) : sorted.length / (double) wanted;
        int i = 0;
        while (i < sorted.length && sorted[i] < least) {
            i++;
        }
        double filled = 0;
        while (i < sorted.length && sorted[i] <= most) {
            int to = i;
            while (to < sorted.length && sorted[to] == sorted[i]) {
                to++;
            }
            boolean atom = to - i >= quantile * 0.5 && to - i >= k;
            if (atom || filled >= quantile) {
                addLow(lows, sorted[i]);
                filled = 0;
            }
            if (atom && sorted[i] < most) {
                addLow(lows, sorted[i] + 1);
            } else {
                filled += to - i;
            }
            i = to;
        }
        java.util.TreeSet<Long> all = new java.util.TreeSet<>(lows);
        for (long further : furtherLows) {
            if (further > least && further <= most) {
                all.add(further);
            }
        }
        long[] low = all.stream().mapToLong(Long::longValue).toArray();
        long[] high = new long[low.length];
        for (int b = 0; b < low.length; b++) {
            high[b] = b + 1 < low.length ? low[b + 1] - 1 : Math.max(most, low[b]);
        }
        return new Bins(low, high);
    }

    /**
     * Lower ends that halve the outer ones of {@code wanted} quantiles again and again, towards the ends of the range, as long
     * as {@code fewest} values are left: what comes once in a thousand times lies in bins that reach far, and would be as
     * frequent at their ends as at their beginning.
     */
    public static long[] tails(long[] values, int size, int wanted, int fewest) {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        LongStream.Builder lows = LongStream.builder();
        for (int left = size / wanted / 2; left >= fewest; left /= 2) {
            lows.add(sorted[left]);
            lows.add(sorted[size - left]);
        }
        return lows.build().toArray();
    }

    /** Values that a bin holds where {@code wanted} of them share all that are no bins by themselves. */
    private static double quantile(long[] sorted, int wanted) {
        double quantile = sorted.length / (double) wanted;
        for (int round = 0; round < ROUNDS; round++) {
            int rest = 0;
            for (int i = 0, to; i < sorted.length; i = to) {
                to = i;
                while (to < sorted.length && sorted[to] == sorted[i]) {
                    to++;
                }
                rest += to - i >= quantile * 0.5 ? 0 : to - i;
            }
            quantile = Math.max(1, rest) / (double) wanted;
        }
        return quantile;
    }

    private static void addLow(List<Long> lows, long low) {
        if (low > lows.get(lows.size() - 1)) {
            lows.add(low);
        }
    }

    /**
     * Bins put together with their neighbours until at least {@code k} entities have a value in each, as far as there are
     * so many: frequent values of one entity alone are no bin of their own. A value that is a bin by itself stays one: what
     * few entities have beside it joins the other side, or is given up where there is such a value too.
     *
     * @param entities // [value] its entity; values of an entity stand together
     */
    public static Bins floored(Bins bins, long[] values, int[] entities, int size, int k) {
        Bins left = bins;
        while (k > 1 && left.size() > 1) {
            CellOwners owners = new CellOwners(left.size());
            for (int i = 0; i < size; i++) {
                owners.see(left.find(values[i]), entities[i]);
            }
            Bins merged = merged(left, owners, k);
            if (merged.size() == left.size()) {
                return left;
            }
            left = merged;
        }
        return left;
    }

    /** Each bin with too few owners is joined by the next, or joins the one before it, or is left out. */
    private static Bins merged(Bins bins, CellOwners owners, int k) {
        long[] low = new long[bins.size()];
        long[] high = new long[bins.size()];
        int count = 0;
        int b = 0;
        while (b < bins.size()) {
            boolean weak = owners.of(b) < k;
            boolean last = b == bins.size() - 1;
            boolean joined = weak && !last && (owners.of(b + 1) < k || !bins.isOneValue(b + 1));
            if (!weak || joined || last && count == 0) {
                low[count] = bins.low()[b];
                b += joined ? 1 : 0;
                high[count++] = bins.high()[b];
            } else if (count > 0 && low[count - 1] < high[count - 1]) {
                high[count - 1] = bins.high()[b];
            }
            b++;
        }
        return new Bins(Arrays.copyOf(low, count), Arrays.copyOf(high, count));
    }

    /**
     * Groups neighbouring bins so that splits look at about {@code most} of them: frequent ones are told apart, the others
     * put together until they weigh as much. // [bin]
     */
    public static int[] groups(double[] weightByBin, int most) {
        double share = Arrays.stream(weightByBin).sum() / most;
        for (int round = 0; round < ROUNDS; round++) {
            double frequent = share / 2;
            share = Arrays.stream(weightByBin).filter(w -> w < frequent).sum() / most;
        }
        int[] group = new int[weightByBin.length];
        double filled = 0;
        boolean alone = false;
        for (int b = 1; b < group.length; b++) {
            filled += weightByBin[b - 1];
            boolean next = alone || filled >= share || weightByBin[b] >= share / 2;
            alone = weightByBin[b] >= share / 2;
            group[b] = group[b - 1] + (next ? 1 : 0);
            filled = next ? 0 : filled;
        }
        return group;
    }

    /** Groups neighbouring bins so that splits look at no more than {@code most} of them. // [bin] */
    public static int[] groups(int bins, int most) {
        int[] group = new int[bins];
        for (int b = 0; b < bins; b++) {
            group[b] = bins <= most ? b : (int) ((long) b * most / bins);
        }
        return group;
    }
}
