package io.understudy.engine.fit.time;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.WallClock;
import io.understudy.model.tree.FeatureSource;
import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;

/**
 * Learns the factors of the hours that gaps lead to with which entities go on, by iterative scaling (Darroch, Ratcliff 1972): each
 * is moved until the model expects as many events in its hour as the reference has.
 */
final class HourFit {
    private static final int ROUNDS = 12;
    private static final double PRIOR = 4; // events by which observed and expected counts are moved together
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e3;
    private static final int MOST_ROWS = 80_000;
    private static final int MOST_TOKENS = 500; // that have hours of their own
    private static final int HOURS = HourFactors.HOURS;
    private static final int REACH = HOURS + 1; // a gap may lead into the first hour of the next day
    private static final double HOUR = WallClock.DAY / (double) HOURS;

    private final ProbabilityTree tree;
    private final Bins gaps;
    private final long resolution;
    private final int tokens;
    private final boolean byToken;
    private final int k;
    private final long endLocal;
    private final long step;
    private long seen;
    private int rows;
    private int[] weekFrom = new int[1 << 10]; // [row] first hour of the week of the day that the gap began on
    private int[] weekCell = new int[1 << 10]; // [row] hour of the week that the event came in
    private int[] token = new int[1 << 10];
    private float[] weight = new float[1 << 10];
    private float[] massByHour = new float[REACH << 10]; // [row * REACH + hour] that the gap's law alone has there
    private int[] entity = new int[1 << 10];
    private final HourPools weekPools;
    private final CellOwners dayOwners;
    private double heaviest;

    /** {@code endLocal} is where the log ends, behind which no gap is seen to lead. */
    HourFit(ProbabilityTree tree, Bins gaps, ChainShape shape, int k, long expectedRows, long endLocal) {
        this.tree = tree;
        this.gaps = gaps;
        resolution = shape.resolutionMicros();
        tokens = shape.tokens();
        byToken = tokens > 1 && tokens <= MOST_TOKENS;
        this.k = k;
        this.endLocal = endLocal;
        step = Math.max(1, expectedRows / MOST_ROWS);
        weekPools = new HourPools(k);
        dayOwners = new CellOwners(tokens * HOURS);
    }

    /**
     * Notes a gap with which an entity goes on.
     *
     * @param local time at which it began
     */
    void see(FeatureSource history, int itsToken, long local, long units, double itsWeight, int itsEntity) {
        if (seen++ % step != 0) {
            return;
        }
        if (rows == weight.length) {
            weekFrom = Arrays.copyOf(weekFrom, 2 * rows);
            weekCell = Arrays.copyOf(weekCell, 2 * rows);
            token = Arrays.copyOf(token, 2 * rows);
            entity = Arrays.copyOf(entity, 2 * rows);
            weight = Arrays.copyOf(weight, 2 * rows);
            massByHour = Arrays.copyOf(massByHour, 2 * rows * REACH);
        }
        long sinceMidnight = Math.floorMod(local, WallClock.DAY);
        int hour = (int) Math.min(HOURS, (sinceMidnight + units * resolution) / (long) HOUR);
        weekFrom[rows] = WallClock.weekday(WallClock.day(local)) * HOURS;
        weekCell[rows] = (weekFrom[rows] + hour) % HourFactors.WEEK;
        token[rows] = itsToken;
        weight[rows] = (float) itsWeight;
        heaviest = Math.max(heaviest, itsWeight);
        entity[rows] = itsEntity;
        weekPools.see(weekCell[rows], itsEntity);
        dayOwners.see(itsToken * HOURS + hour % HOURS, itsEntity);
        long left = Math.min(GapLaw.reach(sinceMidnight), endLocal - local);
        int leaf = tree.leaf(history, rows % tree.members());
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            spread(tree.outcomeAt(entry), tree.probabilityAt(leaf, entry), sinceMidnight, left, rows * REACH);
        }
        rows++;
    }

    /** Adds the mass of a bin to the hours that it reaches into. */
    private void spread(int bin, double mass, long sinceMidnight, long left, int at) {
        double from = (sinceMidnight + gaps.low()[bin] * resolution) / HOUR;
        double to = (sinceMidnight + (gaps.high()[bin] + 1) * resolution) / HOUR;
        double end = Math.min(to, (sinceMidnight + left) / HOUR);
        for (int hour = (int) from; hour < end; hour++) {
            double overlap = Math.min(end, hour + 1) - Math.max(from, hour);
            massByHour[at + hour] += (float) (mass * overlap / (to - from));
        }
    }

    HourFactors fit() {
        float[] week = ones(HourFactors.WEEK);
        float[] day = ones(tokens * HOURS);
        double[] weekObserved = new double[week.length];
        double[] dayObserved = new double[day.length];
        for (int row = 0; row < rows; row++) {
            weekObserved[weekCell[row]] += weight[row];
            dayObserved[token[row] * HOURS + weekCell[row] % HOURS] += weight[row];
        }
        int[] weekPool = weekPools.pools();
        int[] dayPool = dayPools(dayObserved);
        for (int round = 0; round < ROUNDS; round++) {
            scale(week, weekObserved, expected(week, day, true), weekPool);
            if (byToken) {
                scale(day, dayObserved, expected(week, day, false), dayPool);
            }
        }
        return new HourFactors(week, day);
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Which hours of tokens are moved together: those of one token that k entities have in none of them but in all, and what is
     * left. Hours that a token never comes in are each moved by themselves. // [token * HOURS + hour]
     */
    private int[] dayPools(double[] observed) {
        int cells = observed.length;
        CellOwners few = new CellOwners(tokens);
        for (int row = 0; row < rows; row++) {
            if (dayOwners.of(token[row] * HOURS + weekCell[row] % HOURS) < k) {
                few.see(token[row], entity[row]);
            }
        }
        int[] pool = new int[cells];
        for (int c = 0; c < cells; c++) {
            int together = few.of(c / HOURS) >= k ? cells + c / HOURS : cells + tokens;
            pool[c] = observed[c] == 0 || dayOwners.of(c) >= k ? c : together;
        }
        return pool;
    }

    private void scale(float[] factor, double[] observed, double[] expected, int[] pool) {
        double prior = PRIOR * heaviest;
        double[] came = HourPools.sums(pool, observed);
        double[] wanted = HourPools.sums(pool, expected);
        for (int c = 0; c < factor.length; c++) {
            double next = factor[c] * (came[c] + prior) / (wanted[c] + prior);
            factor[c] = (float) Math.max(LEAST, Math.min(MOST, next));
        }
    }

    private double[] expected(float[] week, float[] day, boolean byWeek) {
        double[] expected = new double[byWeek ? week.length : day.length];
        double[] mass = new double[REACH];
        for (int row = 0; row < rows; row++) {
            int dayFrom = token[row] * HOURS;
            double sum = 0;
            for (int hour = 0; hour < REACH; hour++) {
                double weekFactor = week[(weekFrom[row] + hour) % HourFactors.WEEK];
                mass[hour] = massByHour[row * REACH + hour] * weekFactor * day[dayFrom + hour % HOURS];
                sum += mass[hour];
            }
            for (int hour = 0; hour < REACH && sum > 0; hour++) {
                int cell = byWeek ? (weekFrom[row] + hour) % HourFactors.WEEK : dayFrom + hour % HOURS;
                expected[cell] += weight[row] * mass[hour] / sum;
            }
        }
        return expected;
    }
}
