package io.understudy.engine.fit.time;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Times of day at which at least k entities begin and that stand out in their hour: the midnight of what is known to the
 * day alone, in a log where all else is known to the second.
 *
 * @param micros // [moment] since midnight, ascending
 * @param shares // [moment] share of the entities that begin in its hour which begin then
 */
@SuppressWarnings("ArrayRecordComponent")
record Moments(long[] micros, double[] shares) {
    static final Moments NONE = new Moments(new long[0], new double[0]);
    private static final double LEAST_SHARE = 0.05; // of an hour

    static Moments of(EventLog log, WallClock clock, int k) {
        long[] first = IntStream.range(0, log.entities())
                .mapToLong(e -> Math.floorMod(clock.local(log.timeMicros(log.firstRow(e))), WallClock.DAY))
                .sorted()
                .toArray();
        int[] byHour = new int[24];
        for (long time : first) {
            byHour[(int) (time / WallClock.HOUR)]++;
        }
        long[] micros = new long[first.length];
        double[] shares = new double[first.length];
        int moments = 0;
        for (int i = 0, to; i < first.length; i = to) {
            to = i;
            while (to < first.length && first[to] == first[i]) {
                to++;
            }
            double share = (to - i) / (double) byHour[(int) (first[i] / WallClock.HOUR)];
            if (to - i >= k && share >= LEAST_SHARE) {
                micros[moments] = first[i];
                shares[moments++] = share;
            }
        }
        return new Moments(Arrays.copyOf(micros, moments), Arrays.copyOf(shares, moments));
    }
}
