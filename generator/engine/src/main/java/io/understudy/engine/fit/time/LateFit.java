package io.understudy.engine.fit.time;

import io.understudy.model.chain.Bins;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.WallClock;
import io.understudy.model.tree.FeatureSource;
import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;

/**
 * Learns by which factors times of day are likelier on each weekday than the tree says that tells them, by iterative scaling
 * (Darroch, Ratcliff 1972), hour by hour of the week: a tree of few events does not know that the late hours of a Friday are
 * those of no Sunday.
 */
final class LateFit {
    private static final int ROUNDS = 12;
    private static final double PRIOR = 4; // events by which observed and expected counts are moved together
    private static final double CHANCE = 2; // squared standard errors that are left alone: noise would be learned else
    private static final double LEAST = 1e-4;
    private static final double MOST = 1e3;
    private static final int MOST_ROWS = 200_000;
    private static final int HOURS = HourFactors.HOURS;

    private final ProbabilityTree tree;
    private final float[] shares; // [(weekday * bins + bin) * HOURS + hour] of a bin that lies in the hour
    private final int bins;
    private final long step;
    private final HourPools pools;
    private long seen;
    private int rows;
    private int[] cell = new int[1 << 10]; // [row] hour of the week
    private float[] weight = new float[1 << 10];
    private float[] massByHour = new float[HOURS << 10]; // [row * HOURS + hour] that the tree has there
    private double heaviest;

    LateFit(ProbabilityTree tree, Bins times, HourFactors hours, long resolution, int k, long expectedRows) {
        this.tree = tree;
        bins = times.size();
        shares = shares(times, hours, resolution);
        step = Math.max(1, expectedRows / MOST_ROWS);
        pools = new HourPools(k);
    }

    private static float[] shares(Bins times, HourFactors hours, long resolution) {
        float[] shares = new float[7 * times.size() * HOURS];
        for (int row = 0; row < 7 * times.size(); row++) {
            int bin = row % times.size();
            int weekday = row / times.size();
            long from = times.low()[bin] * resolution;
            long to = Math.min(WallClock.DAY, (times.high()[bin] + 1) * resolution);
            double all = hours.until(0, weekday, to) - hours.until(0, weekday, from);
            for (int hour = (int) (from / WallClock.HOUR); hour < HOURS && hour * WallClock.HOUR < to; hour++) {
                double part = hours.until(0, weekday, Math.min(to, (hour + 1) * WallClock.HOUR))
                        - hours.until(0, weekday, Math.max(from, hour * WallClock.HOUR));
                shares[row * HOURS + hour] = (float) (part / all);
            }
        }
        return shares;
    }

    /** Notes an event at a local time, on a later day than its entity's last. */
    void see(FeatureSource history, long local, double itsWeight, int entity) {
        if (seen++ % step != 0) {
            return;
        }
        if (rows == weight.length) {
            cell = Arrays.copyOf(cell, 2 * rows);
            weight = Arrays.copyOf(weight, 2 * rows);
            massByHour = Arrays.copyOf(massByHour, 2 * rows * HOURS);
        }
        cell[rows] = WallClock.hourOfWeek(local);
        weight[rows] = (float) itsWeight;
        heaviest = Math.max(heaviest, itsWeight);
        pools.see(cell[rows], entity);
        int leaf = tree.leaf(history, rows % tree.members());
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            int row = cell[rows] / HOURS * bins + tree.outcomeAt(entry);
            double mass = tree.probabilityAt(leaf, entry);
            for (int hour = 0; hour < HOURS; hour++) {
                massByHour[rows * HOURS + hour] += (float) (mass * shares[row * HOURS + hour]);
            }
        }
        rows++;
    }

    /** The factors. // [weekday * bins + bin] */
    float[] fit() {
        int[] pool = pools.pools();
        double[] factor = new double[HourFactors.WEEK];
        Arrays.fill(factor, 1);
        double[] observed = new double[factor.length];
        for (int row = 0; row < rows; row++) {
            observed[cell[row]] += weight[row];
        }
        double[] came = HourPools.sums(pool, observed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] wanted = HourPools.sums(pool, expected(factor));
            for (int c = 0; c < factor.length; c++) {
                double next = factor[c] * Math.pow(ratio(came[c], wanted[c]), told(came[c], wanted[c]));
                factor[c] = Math.max(LEAST, Math.min(MOST, next));
            }
        }
        float[] byBin = new float[7 * bins];
        for (int row = 0; row < byBin.length; row++) {
            for (int hour = 0; hour < HOURS; hour++) {
                byBin[row] += (float) (shares[row * HOURS + hour] * factor[row / bins * HOURS + hour]);
            }
        }
        return byBin;
    }

    private double ratio(double came, double wanted) {
        return (came + PRIOR * heaviest) / (wanted + PRIOR * heaviest);
    }

    /** How much of a difference is more than chance: none of what lies within {@link #CHANCE}. */
    private double told(double came, double wanted) {
        double variance = Math.max(wanted, heaviest) * heaviest;
        double surprise = (came - wanted) * (came - wanted) / variance;
        return surprise <= CHANCE ? 0 : 1 - CHANCE / surprise;
    }

    private double[] expected(double[] factor) {
        double[] expected = new double[HourFactors.WEEK];
        for (int row = 0; row < rows; row++) {
            int first = cell[row] / HOURS * HOURS;
            double sum = 0;
            for (int hour = 0; hour < HOURS; hour++) {
                sum += massByHour[row * HOURS + hour] * factor[first + hour];
            }
            for (int hour = 0; hour < HOURS && sum > 0; hour++) {
                expected[first + hour] += weight[row] * massByHour[row * HOURS + hour] * factor[first + hour] / sum;
            }
        }
        return expected;
    }
}
