package io.understudy.engine.fit.floor;

import java.util.Arrays;

/**
 * Pools what fewer than k entities each have in contexts: alone where k entities have any of it in the context, or nobody
 * has; else with other contexts in which as much of the kind is drawn.
 */
public final class FewPools {
    private static final int POOLS = 12; // octaves of events that are drawn
    private static final int ALONE = -1;

    private final int k;
    private final double[] realByRow;
    private final double[] drawnByRow;
    private final int[] ownersByRow;
    private final double[] real = new double[POOLS];
    private final double[] drawn = new double[POOLS];
    private final int[] owners = new int[POOLS];
    private int[] poolByRow;

    public FewPools(int rows, int k) {
        this.k = k;
        realByRow = new double[rows];
        drawnByRow = new double[rows];
        ownersByRow = new int[rows];
    }

    /** Notes how often an outcome that few have came in a row's context. */
    public void see(int row, double itsReal, double itsDrawn, int itsOwners) {
        realByRow[row] += itsReal;
        drawnByRow[row] += itsDrawn;
        ownersByRow[row] += itsOwners;
    }

    /** Which pool each row belongs to by what it has now. */
    public int[] pools() {
        int[] pools = new int[realByRow.length];
        for (int row = 0; row < pools.length; row++) {
            boolean alone = ownersByRow[row] >= k || ownersByRow[row] == 0;
            int octave = 1 + Math.getExponent(Math.max(drawnByRow[row], 0.5));
            pools[row] = alone ? ALONE : Math.max(0, Math.min(POOLS - 1, octave));
        }
        return pools;
    }

    /** Adds up what is in each pool; one that fewer than k entities have anything in joins the one below. */
    public void pool(int[] itsPoolByRow) {
        poolByRow = itsPoolByRow.clone();
        for (int row = 0; row < poolByRow.length; row++) {
            if (poolByRow[row] != ALONE) {
                real[poolByRow[row]] += realByRow[row];
                drawn[poolByRow[row]] += drawnByRow[row];
                owners[poolByRow[row]] += ownersByRow[row];
            }
        }
        int[] joined = new int[POOLS];
        Arrays.setAll(joined, pool -> pool);
        for (int pool = POOLS - 1; pool > 0; pool--) {
            if (owners[pool] < k) {
                joined[pool] = pool - 1;
                real[pool - 1] += real[pool];
                drawn[pool - 1] += drawn[pool];
                owners[pool - 1] += owners[pool];
            }
        }
        for (int pool = 1; pool < POOLS; pool++) {
            joined[pool] = joined[joined[pool]];
        }
        for (int row = 0; row < poolByRow.length; row++) {
            poolByRow[row] = poolByRow[row] == ALONE ? ALONE : joined[poolByRow[row]];
        }
    }

    /** False if what the row is pooled with rests on fewer than k entities. */
    public boolean tells(int row) {
        return poolByRow[row] == ALONE || owners[poolByRow[row]] >= k;
    }

    public double real(int row) {
        return poolByRow[row] == ALONE ? realByRow[row] : real[poolByRow[row]];
    }

    public double drawn(int row) {
        return poolByRow[row] == ALONE ? drawnByRow[row] : drawn[poolByRow[row]];
    }
}
