package io.understudy.engine.fit.time;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.model.chain.HourFactors;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Which hours of the week share what they have, since fewer than k entities were seen in each: those of one hour of the day
 * where k entities were seen in them together, of what is left those of one weekday, and then all others. Offices that
 * close at night close at the same hour on most days.
 */
final class HourPools {
    private final int k;
    private final CellOwners owners = new CellOwners(HourFactors.WEEK);
    private int[] seenCell = new int[1 << 10];
    private int[] seenEntity = new int[1 << 10];
    private int seen;

    HourPools(int k) {
        this.k = k;
    }

    /** Notes that an entity was seen in an hour of the week; entities come one after the other. */
    void see(int cell, int entity) {
        int before = owners.of(cell);
        owners.see(cell, entity);
        if (owners.of(cell) == before) {
            return;
        }
        if (seen == seenCell.length) {
            seenCell = Arrays.copyOf(seenCell, 2 * seen);
            seenEntity = Arrays.copyOf(seenEntity, 2 * seen);
        }
        seenCell[seen] = cell;
        seenEntity[seen++] = entity;
    }

    /** Numbers of the pools, the same for hours that share. // [hour of week] */
    int[] pools() {
        int[] pool = new int[HourFactors.WEEK];
        boolean[] open = new boolean[HourFactors.WEEK];
        for (int cell = 0; cell < pool.length; cell++) {
            pool[cell] = cell;
            open[cell] = owners.of(cell) < k;
        }
        int used = HourFactors.WEEK;
        used = share(pool, open, used, HourFactors.HOURS, cell -> cell % HourFactors.HOURS);
        used = share(pool, open, used, 7, cell -> cell / HourFactors.HOURS);
        for (int cell = 0; cell < pool.length; cell++) {
            pool[cell] = open[cell] ? used : pool[cell];
        }
        return pool;
    }

    /** Makes pools of the open cells of each group that has k entities in them; returns the next number. */
    private int share(int[] pool, boolean[] open, int first, int groups, IntUnaryOperator group) {
        CellOwners together = new CellOwners(groups);
        for (int i = 0; i < seen; i++) {
            if (open[seenCell[i]]) {
                together.see(group.applyAsInt(seenCell[i]), seenEntity[i]);
            }
        }
        for (int cell = 0; cell < pool.length; cell++) {
            int its = group.applyAsInt(cell);
            if (open[cell] && together.of(its) >= k) {
                pool[cell] = first + its;
                open[cell] = false;
            }
        }
        return first + groups;
    }

    /** The sums of the pools that the cells are in. // [hour of week] */
    static double[] sums(int[] pool, double[] amount) {
        double[] sum = new double[Arrays.stream(pool).max().orElse(0) + 1];
        for (int cell = 0; cell < pool.length; cell++) {
            sum[pool[cell]] += amount[cell];
        }
        return Arrays.stream(pool).mapToDouble(p -> sum[p]).toArray();
    }
}
