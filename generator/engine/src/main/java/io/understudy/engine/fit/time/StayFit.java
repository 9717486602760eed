package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.StayLaw;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;
import java.util.Comparator;

/** Learns when few, long-lived entities are first and last seen: cohorts begin together. */
public final class StayFit {
    private static final double APART = 0.04; // of the span: first events farther apart are of two cohorts

    private final FitData data;
    private final int k;

    public StayFit(FitData data, int k) {
        this.data = data;
        this.k = k;
    }

    public StayLaw fit() {
        int n = data.log.entities();
        long[] first = new long[n];
        long[] last = new long[n];
        for (int e = 0; e < n; e++) {
            first[e] = data.timeMicros(data.log.firstRow(e));
            last[e] = data.timeMicros(data.log.endRow(e) - 1);
        }
        long start = Arrays.stream(first).min().orElseThrow();
        long end = Arrays.stream(last).max().orElseThrow();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, e -> e);
        Arrays.sort(order, Comparator.comparingLong(e -> first[e]));
        int[] cohort = cohorts(order, first, (long) (APART * (end - start)));
        int cohorts = Arrays.stream(cohort).max().orElseThrow() + 1;
        int[] starts = new int[cohorts + 1];
        long[] firsts = new long[n];
        long[] lasts = new long[n];
        int used = 0;
        for (int c = 0; c < cohorts; c++) {
            starts[c] = used;
            int size = moments(cohort, c, first, start, firsts, used);
            moments(cohort, c, last, start, lasts, used);
            used += size;
        }
        starts[cohorts] = used;
        return new StayLaw(
                shares(cohort, cohorts),
                starts,
                Arrays.copyOf(firsts, used),
                Arrays.copyOf(lasts, used),
                end - start - WallClock.DAY);
    }

    /** The cohort of each entity: runs of first events with no wide gap in them, of at least k entities. // [entity] */
    private int[] cohorts(Integer[] order, long[] first, long apart) {
        int[] cohort = new int[order.length];
        int current = 0;
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            boolean wide = i > 0 && first[order[i]] - first[order[i - 1]] > apart;
            if (wide && size >= k && order.length - i >= k) {
                current++;
                size = 0;
            }
            cohort[order[i]] = current;
            size++;
        }
        return cohort;
    }

    /** Writes every k-th moment of a cohort, so that each end rests on k entities; returns how many there are. */
    private int moments(int[] cohort, int wanted, long[] moment, long start, long[] to, int at) {
        long[] sorted = java.util.stream.IntStream.range(0, cohort.length)
                .filter(e -> cohort[e] == wanted)
                .mapToLong(e -> moment[e] - start)
                .sorted()
                .toArray();
        int step = Math.min(k, sorted.length);
        int count = 0;
        for (int i = step - 1; i <= sorted.length - step || count == 0; i += step) {
            to[at + count++] = sorted[i];
        }
        return count;
    }

    private double[] shares(int[] cohort, int cohorts) {
        int clusters = data.shape.clusters();
        double[] shares = new double[clusters * cohorts];
        double[] all = new double[cohorts];
        for (int e = 0; e < cohort.length; e++) {
            shares[data.cluster[e] * cohorts + cohort[e]]++;
            all[cohort[e]]++;
        }
        for (int c = 0; c < clusters; c++) {
            boolean few = false;
            for (int i = 0; i < cohorts; i++) {
                few |= shares[c * cohorts + i] > 0 && shares[c * cohorts + i] < Math.max(k, 2);
            }
            double sum = 0;
            for (int i = 0; i < cohorts; i++) {
                shares[c * cohorts + i] = few ? all[i] : shares[c * cohorts + i];
                sum += shares[c * cohorts + i];
            }
            double before = 0;
            for (int i = 0; i < cohorts; i++) {
                before += shares[c * cohorts + i] / sum;
                shares[c * cohorts + i] = i == cohorts - 1 ? 1 : before;
            }
        }
        return shares;
    }
}
