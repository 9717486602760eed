package io.understudy.engine.fit.time;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/** Learns when entities have their first event, counted from the reference's first. */
public final class ArrivalFit {
    private static final int MOST_STRETCHES = 200;
    private static final int MOST_ERAS = 40;
    private static final int HOURS_OF_LONG = 12; // that stretches have which end with an hour
    private static final double LEAST_ARRIVALS = 0.001; // of a cell, so that no stretch is without any

    private ArrivalFit() {}

    public static ArrivalLaw fit(
            EventLog log, WallClock clock, long originMicros, long spanMicros, boolean dateOnly, int k) {
        int n = log.entities();
        long[] first = new long[n];
        double[] factor = new double[dateOnly ? 31 : 168];
        Arrays.fill(factor, LEAST_ARRIVALS);
        HourPools pools = new HourPools(k);
        long startMicros = Long.MAX_VALUE;
        for (int e = 0; e < n; e++) {
            first[e] = log.timeMicros(log.firstRow(e));
            int cell = ArrivalLaw.cell(clock.local(first[e]), dateOnly);
            factor[cell]++;
            if (!dateOnly) {
                pools.see(cell, e);
            }
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
        int[] pool = dateOnly ? daysTogether(factor, k) : pools.pools();
        double[] arrivals = HourPools.sums(pool, factor);
        double[] times = HourPools.sums(pool, exposure);
        double most = 0;
        for (int c = 0; c < factor.length; c++) {
            factor[c] = times[c] == 0 ? 0 : arrivals[c] / times[c];
            most = Math.max(most, factor[c]);
        }
        for (int c = 0; c < factor.length; c++) {
            factor[c] /= most;
        }
        Arrays.sort(first);
        int stretches = Math.max(1, Math.min(MOST_STRETCHES, n / Math.max(k, 5)));
        long unit = dateOnly
                ? WallClock.DAY
                : spanMicros / stretches >= HOURS_OF_LONG * WallClock.HOUR ? WallClock.HOUR : 1;
        long shift = unit == WallClock.HOUR ? Math.floorMod(clock.local(startMicros), WallClock.HOUR) : 0;
        // the last k arrivals end where the first of them is: no end is that of one entity
        long last = first[Math.max(0, n - k)] + (dateOnly ? WallClock.DAY : 1);
        long[] edge = new long[stretches + 1];
        double[] cumulative = new double[stretches];
        int used = 0;
        int taken = 0;
        for (int s = 1; s <= stretches; s++) {
            int to = (int) ((long) s * n / stretches);
            long end = s == stretches ? last : Math.min(last, ((first[to - 1] + shift) / unit + 1) * unit - shift);
            if (end > edge[used]) {
                while (taken < n && first[taken] < end) {
                    taken++;
                }
                edge[++used] = end;
                cumulative[used - 1] = taken / (double) n;
            }
        }
        cumulative[used - 1] = 1;
        Moments moments = dateOnly ? Moments.NONE : Moments.of(log, clock, k);
        return new ArrivalLaw(
                Arrays.copyOf(edge, used + 1),
                Arrays.copyOf(cumulative, used),
                factor,
                1 + (used - 1) / MOST_ERAS,
                moments.micros(),
                moments.shares(),
                null);
    }

    /** Evens out the arrivals of days of the month that fewer than {@code k} entities have. */
    private static int[] daysTogether(double[] arrivals, int k) {
        int[] pool = new int[arrivals.length];
        for (int day = 0; day < pool.length; day++) {
            pool[day] = arrivals[day] < k ? pool.length : day;
        }
        return pool;
    }
}
