package io.understudy.engine.fit.time;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/** Learns when entities have their first event, counted from the reference's first. */
public final class ArrivalFit {
    private static final int MOST_STRETCHES = 40;
    private static final double LEAST_ARRIVALS = 0.05; // of a cell, so that no stretch is without any

    private ArrivalFit() {}

    public static ArrivalLaw fit(
            EventLog log, WallClock clock, long originMicros, long spanMicros, boolean dateOnly, int k) {
        int n = log.entities();
        long[] first = new long[n];
        double[] factor = new double[dateOnly ? 31 : 168];
        Arrays.fill(factor, LEAST_ARRIVALS);
        long startMicros = Long.MAX_VALUE;
        for (int e = 0; e < n; e++) {
            first[e] = log.timeMicros(log.firstRow(e));
            factor[ArrivalLaw.cell(clock.local(first[e]), dateOnly)]++;
            startMicros = Math.min(startMicros, first[e]);
        }
        for (int e = 0; e < n; e++) {
            first[e] -= startMicros;
        }
        double[] exposure = new double[factor.length];
        long step = dateOnly ? WallClock.DAY : WallClock.DAY / 24;
        for (long t = 0; t < spanMicros; t += step) {
            exposure[ArrivalLaw.cell(clock.local(originMicros + t), dateOnly)]++;
        }
        pool(factor, exposure, k);
        double most = 0;
        for (int c = 0; c < factor.length; c++) {
            factor[c] = exposure[c] == 0 ? 0 : factor[c] / exposure[c];
            most = Math.max(most, factor[c]);
        }
        for (int c = 0; c < factor.length; c++) {
            factor[c] /= most;
        }
        Arrays.sort(first);
        int stretches = Math.max(1, Math.min(MOST_STRETCHES, n / Math.max(k, 5)));
        long unit = dateOnly ? WallClock.DAY : 1;
        long[] edge = new long[stretches + 1];
        double[] cumulative = new double[stretches];
        int used = 0;
        int taken = 0;
        for (int s = 1; s <= stretches; s++) {
            int to = (int) ((long) s * n / stretches);
            // the last k arrivals end where the first of them is: no end is that of one entity
            long end = s == stretches ? first[Math.max(0, n - k)] + unit : (first[to - 1] / unit + 1) * unit;
            if (end > edge[used]) {
                while (taken < n && first[taken] < end) {
                    taken++;
                }
                edge[++used] = end;
                cumulative[used - 1] = taken / (double) n;
            }
        }
        cumulative[used - 1] = 1;
        return new ArrivalLaw(Arrays.copyOf(edge, used + 1), Arrays.copyOf(cumulative, used), factor);
    }

    /**
     * Evens out the arrivals of cells that fewer than {@code k} entities have: with those of the same hour on other
     * weekdays, or with all where those are few too.
     */
    private static void pool(double[] factor, double[] exposure, int k) {
        double[] share = new double[factor.length];
        int groups = factor.length == HourFactors.WEEK ? HourFactors.HOURS : 1;
        double arrivals = 0;
        double hours = 0;
        for (int group = 0; group < groups; group++) {
            double inGroup = 0;
            double hoursOfGroup = 0;
            for (int c = group; c < factor.length; c += groups) {
                inGroup += factor[c] < k ? factor[c] : 0;
                hoursOfGroup += factor[c] < k ? exposure[c] : 0;
            }
            boolean enough = inGroup >= k && hoursOfGroup > 0;
            for (int c = group; c < factor.length; c += groups) {
                share[c] = enough ? inGroup / hoursOfGroup : -1;
            }
            arrivals += enough ? 0 : inGroup;
            hours += enough ? 0 : hoursOfGroup;
        }
        for (int c = 0; c < factor.length; c++) {
            if (factor[c] < k && (share[c] >= 0 || hours > 0)) {
                factor[c] = exposure[c] * (share[c] >= 0 ? share[c] : arrivals / hours);
            }
        }
    }
}
