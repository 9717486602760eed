package io.understudy.engine.fit;

import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.FreshLaw;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What distinguishes entities over their whole life, standardised; and clusters of entities alike in it. */
final class EntityTraits {
    private static final int MOST_SHARES = 8;
    private static final double FIRST_RATE = 5.0;
    private static final int ROUNDS = 25;

    private static final int MOST_TOKENS = 64; // whose shares tell few entities apart
    private static final double TOKEN_WEIGHT = 4;

    private static final int FIRST_OF_NUMBERS = 4; // traits
    private static final int TRAITS_OF_NUMBER = 4; // mean, deviation, how round, how often the same again

    final int traits;
    final double[][] values; // [entity][trait]
    private final double[][] space; // [entity][coordinate] in which clusters are found

    /** Traits of every entity: size, rhythm, levels of marks, shares of tokens. */
    EntityTraits(EventLog log, int[] tokenByRow, int tokens, int[] labelByRow, long[][] numberCells) {
        int shares = tokens > 1 ? Math.min(tokens, MOST_SHARES) : 0;
        traits = FIRST_OF_NUMBERS + numberCells.length * TRAITS_OF_NUMBER + shares + 1;
        values = new double[log.entities()][traits];
        for (int e = 0; e < log.entities(); e++) {
            measure(log, e, tokenByRow, shares, labelByRow, numberCells);
        }
        standardise();
        space = log.entities() < FitData.FEW_ENTITIES ? withTokens(log, tokenByRow, tokens) : values;
    }

    /** Traits and, weighing more, square roots of the tokens' shares, whose distance is Hellinger's. */
    private double[][] withTokens(EventLog log, int[] tokenByRow, int tokens) {
        int shares = Math.min(tokens, MOST_TOKENS);
        double[][] wide = new double[log.entities()][];
        for (int e = 0; e < wide.length; e++) {
            wide[e] = Arrays.copyOf(values[e], traits + shares);
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                if (tokenByRow[row] >= 0 && tokenByRow[row] < shares) {
                    wide[e][traits + tokenByRow[row]]++;
                }
            }
            for (int t = 0; t < traits + shares; t++) {
                double share = wide[e][t] / (log.endRow(e) - log.firstRow(e));
                wide[e][t] = t < traits ? wide[e][t] * 0.5 : TOKEN_WEIGHT * Math.sqrt(share);
            }
        }
        return wide;
    }

    private void measure(EventLog log, int e, int[] tokenByRow, int shares, int[] labelByRow, long[][] numberCells) {
        double[] v = values[e];
        int from = log.firstRow(e);
        int to = log.endRow(e);
        int n = to - from;
        double days = (log.timeMicros(to - 1) - log.timeMicros(from)) / 8.64e10;
        v[0] = 2 * Math.log(n);
        v[1] = Math.log(0.1 + days);
        double sum = 0;
        double square = 0;
        for (int row = from + 1; row < to; row++) {
            double gap = Math.log1p((log.timeMicros(row) - log.timeMicros(row - 1)) * 1e-6);
            sum += gap;
            square += gap * gap;
        }
        double mean = n > 1 ? sum / (n - 1) : 10;
        v[2] = mean;
        v[3] = n > 1 ? Math.sqrt(Math.max(0, square / (n - 1) - mean * mean)) : 0;
        int at = FIRST_OF_NUMBERS;
        for (long[] cells : numberCells) {
            double s = 0;
            double q = 0;
            double zeros = 0;
            double again = 0;
            int there = 0;
            Map<Integer, Long> lastByToken = new HashMap<>();
            for (int row = from; row < to; row++) {
                if (cells[row] != ColumnFormat.MISSING) {
                    double x = Math.signum(cells[row]) * Math.log1p(Math.abs((double) cells[row]));
                    s += x;
                    q += x * x;
                    zeros += FreshLaw.zerosOf(cells[row]);
                    Long last = lastByToken.put(tokenByRow[row], cells[row]);
                    again += last != null && last == cells[row] ? 1 : 0;
                    there++;
                }
            }
            v[at++] = there == 0 ? 0 : s / there;
            v[at++] = there == 0 ? 0 : Math.sqrt(Math.max(0, q / there - s / there * s / there));
            v[at++] = there == 0 ? 0 : zeros / there;
            v[at++] = there == 0 ? 0 : again / there;
        }
        for (int row = from; row < to; row++) {
            if (tokenByRow[row] >= 0 && tokenByRow[row] < shares) {
                v[at + tokenByRow[row]] += 1.0 / n;
            }
            v[at + shares] += labelByRow[row] > 0 ? 1.0 / n : 0;
        }
    }

    private void standardise() {
        for (int t = 0; t < traits; t++) {
            double sum = 0;
            double square = 0;
            for (double[] v : values) {
                sum += v[t];
                square += v[t] * v[t];
            }
            double mean = sum / values.length;
            double deviation = Math.sqrt(Math.max(1e-12, square / values.length - mean * mean));
            for (double[] v : values) {
                v[t] = deviation < 1e-5 ? 0 : Math.max(-4, Math.min(4, (v[t] - mean) / deviation));
            }
        }
    }

    /** Clusters by k-means with at least {@code fewest} entities each; the number of a cluster by entity. */
    int[] cluster(int wanted, int fewest, long seed) {
        int n = space.length;
        int[] cluster = new int[n];
        int count = Math.max(1, Math.min(wanted, n / Math.max(1, fewest)));
        double[][] centres = new double[count][];
        long state = seed;
        for (int c = 0; c < count; c++) {
            // k-means++ with the best of a few tries: far from all centres so far
            int best = -1;
            double far = -1;
            for (int tries = 0; tries < FIRST_RATE; tries++) {
                state = TreeGrower.mix(state + 0x9E3779B97F4A7C15L);
                int candidate = (int) Math.floorMod(state, (long) n);
                double distance = c == 0 ? 1 : nearest(centres, c, space[candidate])[1];
                if (distance > far) {
                    far = distance;
                    best = candidate;
                }
            }
            centres[c] = space[best].clone();
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int e = 0; e < n; e++) {
                cluster[e] = (int) nearest(centres, centres.length, space[e])[0];
            }
            centres = means(space, cluster, centres.length, 1);
        }
        while (true) {
            int[] size = new int[centres.length];
            for (int e = 0; e < n; e++) {
                cluster[e] = (int) nearest(centres, centres.length, space[e])[0];
                size[cluster[e]]++;
            }
            int least = 0;
            for (int c = 1; c < size.length; c++) {
                least = size[c] < size[least] ? c : least;
            }
            if (size[least] >= fewest || centres.length == 1) {
                return cluster;
            }
            double[][] rest = new double[centres.length - 1][];
            for (int c = 0, to = 0; c < centres.length; c++) {
                if (c != least) {
                    rest[to++] = centres[c];
                }
            }
            centres = rest;
        }
    }

    private double[] nearest(double[][] centres, int count, double[] v) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int c = 0; c < count; c++) {
            double sum = 0;
            for (int t = 0; t < v.length; t++) {
                double d = v[t] - centres[c][t];
                sum += d * d;
            }
            if (sum < least) {
                least = sum;
                best = c;
            }
        }
        return new double[] {best, least};
    }

    private static double[][] means(double[][] space, int[] cluster, int count, int fewest) {
        int traits = space[0].length;
        double[][] sum = new double[count][traits];
        int[] size = new int[count];
        for (int e = 0; e < space.length; e++) {
            size[cluster[e]]++;
            for (int t = 0; t < traits; t++) {
                sum[cluster[e]][t] += space[e][t];
            }
        }
        int kept = 0;
        for (int c = 0; c < count; c++) {
            if (size[c] >= fewest) {
                for (int t = 0; t < traits; t++) {
                    sum[c][t] /= size[c];
                }
                sum[kept++] = sum[c];
            }
        }
        return Arrays.copyOf(sum, kept);
    }

    /** Means of the clusters' traits. // [cluster * traits + trait] */
    double[] centres(int[] cluster, int count) {
        return Arrays.stream(means(values, cluster, count, 0))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
