package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.PaceLaw;
import java.util.Arrays;

/**
 * Finds how fast the lives of entities go: the logarithm of the mean gap between an entity's events, drawn towards that of
 * its cluster by how far chance alone would move it (its variance is that of a gap, over its square and the number of
 * gaps). Grades hold as many entities each. What a cluster's entities have of them is told by the mean of the logits of
 * their ranks and by a spread that all clusters share, so that no share rests on a handful of entities; a cluster has no
 * grades beyond those of its slowest and fastest few.
 */
public final class PaceFit {
    private static final int MOST_GRADES = 16;
    private static final int FEWEST_GRADES = 4;
    private static final double LEAST_KNOWN = 0.5; // of a typical entity's distance from its cluster that is not chance
    private static final double LOGISTIC_DEVIATION = Math.PI / Math.sqrt(3);
    private static final double LEAST_SCALE = 0.05;
    private static final double LEAST_SHARE = 1e-6; // of a grade that a cluster has
    private static final double ALIKE = 1e-6; // variance of logarithms up to which entities do not differ
    private static final int ROUNDS = 50;
    private static final int FLOORS_PER_END = 4; // parts of the k entities that an end of a cluster's grades rests on

    public final PaceLaw law;
    public final int[] grades; // [entity] -1 where lives have no pace of their own

    private final int[] cluster; // [entity]
    private final int clusters;
    private final int[] habit; // [entity] 1 of those who have one
    private final int habits; // 1 if nobody has one
    private final double[] pace; // [entity] ln of the mean gap in microseconds
    private final int[] gaps; // [entity]

    /** Paces of lives. */
    public PaceFit(EventLog log, int[] cluster, int clusters, int k) {
        this(log, null, new int[log.entities()], cluster, clusters, k);
    }

    private PaceFit(EventLog log, long[] cells, int[] habit, int[] cluster, int clusters, int k) {
        this.habit = habit;
        habits = Arrays.stream(habit).max().orElse(0) + 1;
        this.cluster = cluster;
        this.clusters = clusters;
        int n = log.entities();
        pace = new double[n];
        gaps = new int[n];
        grades = unknown(n);
        int fewest = (int) Arrays.stream(habit).filter(h -> h == habits - 1).count();
        int most = Math.min(MOST_GRADES / habits, Math.min(fewest, n - (habits - 1) * fewest) / (2 * k));
        boolean graded = most >= FEWEST_GRADES && settle(measure(log, cells)) >= LEAST_KNOWN;
        int count = graded ? most : 1;
        if (n < FitData.FEW_ENTITIES || count * habits == 1) {
            law = PaceLaw.none();
            return;
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        double sign = cells == null ? -1 : 1;
        Arrays.sort(order, (a, b) -> Double.compare(sign * pace[a], sign * pace[b]));
        double[] logits = new double[n];
        int[] size = new int[habits];
        Arrays.stream(habit).forEach(h -> size[h]++);
        int[] rank = new int[habits];
        for (int e : order) {
            double share = (rank[habit[e]]++ + 0.5) / size[habit[e]];
            grades[e] = habit[e] * count + (int) (share * count);
            logits[e] = logit(share);
        }
        float[] cumulative = cumulative(logits, count, Math.max(1, k / FLOORS_PER_END));
        law = new PaceLaw(habits, cells != null && graded, count * habits, cumulative);
    }

    /** Grades of entities whose lives have no pace of their own. */
    public static int[] unknown(int entities) {
        int[] grades = new int[entities];
        Arrays.fill(grades, -1);
        return grades;
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    /**
     * Paces of lives; where clusters tell those, how great an entity's numbers are in the mean and whether it has a habit, which
     * its own past alone would let drift as well.
     *
     * @param cells // [row] of a number; null if there is none
     */
    public static PaceFit orOfNumbers(
            EventLog log, long[] cells, int[] tokenByRow, int[] cluster, int clusters, int k) {
        PaceFit paces = new PaceFit(log, cluster, clusters, k);
        return cells == null || paces.law.grades() > 1
                ? paces
                : new PaceFit(log, cells, new HabitFit(log, tokenByRow, k).byEntity(), cluster, clusters, k);
    }

    /** Takes the paces as they are; returns the variance of a gap over its square, in the mean over entities. */
    private double measure(EventLog log, long[] cells) {
        double sum = 0;
        int measured = 0;
        for (int e = 0; e < pace.length; e++) {
            int from = log.firstRow(e);
            int to = log.endRow(e);
            double all = 0;
            for (int row = from; row < to; row++) {
                double part = part(log, cells, row, from);
                all += Double.isNaN(part) ? 0 : part;
                gaps[e] += Double.isNaN(part) ? 0 : 1;
            }
            double mean = Math.max(1, all) / Math.max(1, gaps[e]);
            pace[e] = Math.log(mean);
            double square = 0;
            for (int row = from; row < to; row++) {
                double part = part(log, cells, row, from);
                square += Double.isNaN(part) ? 0 : Math.pow(part / mean - 1, 2);
            }
            if (gaps[e] > 1) {
                sum += square / (gaps[e] - 1);
                measured++;
            }
        }
        return sum / Math.max(1, measured);
    }

    /** What a row adds to that of which the mean is taken: the gap before it, or its number. NaN if there is none. */
    private static double part(EventLog log, long[] cells, int row, int firstRow) {
        if (cells == null) {
            return row == firstRow ? Double.NaN : log.timeMicros(row) - log.timeMicros(row - 1);
        }
        return cells[row] == ColumnFormat.MISSING ? Double.NaN : Math.abs((double) cells[row]);
    }

    /** Draws the paces towards their cluster's; returns what is left of a typical entity's distance from it. */
    private double settle(double chance) {
        double[] mean = means();
        double within = 0;
        double byChance = 0;
        int moving = 0;
        for (int e = 0; e < pace.length; e++) {
            if (gaps[e] > 0) {
                within += Math.pow(pace[e] - mean[cluster[e]], 2);
                byChance += chance / gaps[e];
                moving++;
            }
        }
        double between = (within - byChance) / Math.max(1, moving);
        double[] known = new double[pace.length];
        for (int e = 0; e < pace.length; e++) {
            known[e] = between <= ALIKE ? 0 : gaps[e] / (gaps[e] + chance / between);
            double away = gaps[e] == 0 ? 0 : pace[e] - mean[cluster[e]];
            pace[e] = mean[cluster[e]] + known[e] * away;
        }
        Arrays.sort(known);
        return known[known.length / 2];
    }

    /** Mean pace by cluster, each entity as heavy as it has gaps; that of all where a cluster has none. */
    private double[] means() {
        double[] sum = new double[clusters];
        double[] weight = new double[clusters];
        for (int e = 0; e < pace.length; e++) {
            sum[cluster[e]] += gaps[e] * pace[e];
            weight[cluster[e]] += gaps[e];
        }
        double all =
                Arrays.stream(sum).sum() / Math.max(1, Arrays.stream(weight).sum());
        for (int c = 0; c < clusters; c++) {
            sum[c] = weight[c] == 0 ? all : sum[c] / weight[c];
        }
        return sum;
    }

    private float[] cumulative(double[] logits, int count, int few) {
        double[] centre = new double[clusters];
        int[] size = new int[clusters];
        for (int e = 0; e < logits.length; e++) {
            centre[cluster[e]] += logits[e];
            size[cluster[e]]++;
        }
        for (int c = 0; c < clusters; c++) {
            centre[c] /= size[c] + 1;
        }
        double within = 0;
        for (int e = 0; e < logits.length; e++) {
            within += Math.pow(logits[e] - centre[cluster[e]], 2);
        }
        double scale = Math.max(LEAST_SCALE, Math.sqrt(within / logits.length) / LOGISTIC_DEVIATION);
        double[][] share = new double[clusters][count * habits];
        double[][] shareOfHabit = sharesOfHabits();
        boolean[][] has = ranges(count, few);
        for (int c = 0; c < clusters; c++) {
            double below = 0;
            for (int g = 0; g < count; g++) {
                double away = g == count - 1 ? Double.POSITIVE_INFINITY : logit((g + 1.0) / count) - centre[c];
                double upTo = 1 / (1 + Math.exp(-away / scale));
                for (int h = 0; h < habits; h++) {
                    int at = h * count + g;
                    share[c][at] = has[c][at] ? Math.max(LEAST_SHARE, upTo - below) * shareOfHabit[c][h] : 0;
                }
                below = upTo;
            }
        }
        even(share, size);
        int all = count * habits;
        float[] cumulative = new float[clusters * all];
        for (int c = 0; c < clusters; c++) {
            double sum = 0;
            for (int g = 0; g < all; g++) {
                sum += share[c][g];
                cumulative[c * all + g] = g == all - 1 ? 1 : (float) Math.min(1, sum);
            }
        }
        return cumulative;
    }

    /** Share of a cluster's entities by habit, drawn towards that of all by one entity's worth. // [cluster][habit] */
    private double[][] sharesOfHabits() {
        double[][] share = new double[clusters][habits];
        double[] ofAll = new double[habits];
        int[] size = new int[clusters];
        for (int e = 0; e < habit.length; e++) {
            share[cluster[e]][habit[e]]++;
            ofAll[habit[e]] += 1.0 / habit.length;
            size[cluster[e]]++;
        }
        for (int c = 0; c < clusters; c++) {
            for (int h = 0; h < habits; h++) {
                share[c][h] = (share[c][h] + ofAll[h]) / (size[c] + 1);
            }
        }
        return share;
    }

    /** The grades of each cluster, without those of its {@code few} - 1 slowest and fastest. // [cluster][grade] */
    private boolean[][] ranges(int count, int few) {
        int[][] size = new int[clusters][count * habits];
        for (int e = 0; e < grades.length; e++) {
            size[cluster[e]][grades[e]]++;
        }
        boolean[][] has = new boolean[clusters][count * habits];
        for (int c = 0; c < clusters; c++) {
            for (int h = 0; h < habits; h++) {
                int all = Arrays.stream(size[c], h * count, (h + 1) * count).sum();
                int end = Math.min(few, (all + 1) / 2);
                int below = 0;
                for (int g = h * count; g < (h + 1) * count; g++) {
                    has[c][g] = all > 0 && below + size[c][g] >= end && all - below >= end;
                    below += size[c][g];
                }
            }
        }
        for (int g = 0; g < count * habits; g++) {
            int most = 0;
            boolean nobody = true;
            for (int c = 0; c < clusters; c++) {
                most = size[c][g] > size[most][g] ? c : most;
                nobody &= !has[c][g];
            }
            has[most][g] |= nobody;
        }
        return has;
    }

    /** Makes the grades of a habit as frequent over all entities, by iterated proportional fitting. */
    private void even(double[][] share, int[] size) {
        int count = share[0].length;
        double entities = Arrays.stream(size).sum();
        double[] wanted = new double[count];
        for (int h : habit) {
            for (int g = 0; g < count / habits; g++) {
                wanted[h * (count / habits) + g] += habits / (entities * count);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int g = 0; g < count; g++) {
                double sum = 0;
                for (int c = 0; c < clusters; c++) {
                    sum += share[c][g] * size[c] / entities;
                }
                for (int c = 0; c < clusters; c++) {
                    share[c][g] *= wanted[g] / Math.max(1e-12, sum);
                }
            }
            for (double[] ofCluster : share) {
                double sum = Arrays.stream(ofCluster).sum();
                for (int g = 0; g < count; g++) {
                    ofCluster[g] /= sum;
                }
            }
        }
    }
}
