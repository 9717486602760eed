package io.understudy.engine.fit;

import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.fit.floor.EntityFloor;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.table.ValueGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a number's values into the outcomes of tables: bins, and how round their values are where that tells. */
final class GridFit {
    private static final int BINS = 64;
    private static final int ROWS_PER_BIN = 12;
    private static final int GROUPS = 16;
    private static final int KINDS = FreshLaw.MOST_ZEROS + 1;
    private static final double PLAIN =
            0.85; // share of values without a trailing zero from which on a bin is not round
    private static final int FEWEST_ROWS = 5; // of one kind of roundness

    private final long[] values;
    private final int[] entities;
    private final int size;
    private final int k;

    private GridFit(long[] values, int[] entities, int size, int k) {
        this.values = values;
        this.entities = entities;
        this.size = size;
        this.k = k;
    }

    /**
     * The grid of some values.
     *
     * @param values missing ones are left out
     * @param entities // [value] its entity; values of an entity stand together
     */
    static ValueGrid of(long[] values, int[] entities, int k) {
        long[] there = new long[values.length];
        int[] owners = new int[values.length];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != ColumnFormat.MISSING) {
                there[size] = values[i];
                owners[size++] = entities[i];
            }
        }
        return new GridFit(there, owners, size, k).grid();
    }

    /** Bins whose ends, and each of which, rest on k entities. */
    static Bins bins(long[] values, int[] entities, int size, int most, int k) {
        long[] clipped = Arrays.copyOf(values, size);
        EntityFloor.clip(clipped, entities, size, k);
        int wanted = Math.max(4, Math.min(most, size / ROWS_PER_BIN));
        Bins bins = BinCutter.cutAround(clipped, size, wanted, k);
        return BinCutter.floored(bins, clipped, entities, size, k);
    }

    private ValueGrid grid() {
        Bins bins = bins(values, entities, size, BINS, k);
        long[][] count = new long[bins.size()][KINDS];
        CellOwners owners = new CellOwners(bins.size() * KINDS);
        for (int i = 0; i < size; i++) {
            int bin = bins.find(values[i]);
            long value = Math.max(bins.low()[bin], Math.min(bins.high()[bin], values[i]));
            int zeros = FreshLaw.zerosOf(value);
            count[bin][zeros]++;
            owners.see(bin * KINDS + zeros, entities[i]);
        }
        List<Integer> binByOutcome = new ArrayList<>();
        List<Integer> zerosByOutcome = new ArrayList<>();
        for (int bin = 0; bin < bins.size(); bin++) {
            for (int zeros : kinds(bins, bin, count[bin], owners)) {
                binByOutcome.add(bin);
                zerosByOutcome.add(zeros);
            }
        }
        return new ValueGrid(
                bins,
                groups(count),
                binByOutcome.stream().mapToInt(i -> i).toArray(),
                zerosByOutcome.stream().mapToInt(i -> i).toArray());
    }

    private List<Integer> kinds(Bins bins, int bin, long[] count, CellOwners owners) {
        long all = Arrays.stream(count).sum();
        if (bins.low()[bin] == bins.high()[bin] || count[0] >= PLAIN * all) {
            return List.of(ValueGrid.ANY);
        }
        List<Integer> kinds = new ArrayList<>();
        for (int zeros = 0; zeros < KINDS; zeros++) {
            if (owners.of(bin * KINDS + zeros) >= k && count[zeros] >= FEWEST_ROWS) {
                kinds.add(zeros);
            }
        }
        return kinds.isEmpty() ? List.of(ValueGrid.ANY) : kinds;
    }

    private static int[] groups(long[][] count) {
        int[] group = new int[count.length];
        double share = Arrays.stream(count).flatMapToLong(Arrays::stream).sum() / (double) GROUPS;
        int groups = 0;
        double filled = 0;
        for (int bin = 0; bin < group.length; bin++) {
            long here = Arrays.stream(count[bin]).sum();
            if (filled > 0 && filled + here / 2.0 > share) {
                groups++;
                filled = 0;
            }
            group[bin] = groups;
            filled += here;
        }
        return group;
    }

    /** The outcome of a value: that of its bin which is as round, else the next less round, else the next rounder. */
    static int outcome(ValueGrid grid, long value) {
        int bin = grid.bins().find(value);
        int zeros = FreshLaw.zerosOf(
                Math.max(grid.bins().low()[bin], Math.min(grid.bins().high()[bin], value)));
        int best = -1;
        for (int outcome = 0; outcome < grid.outcomes(); outcome++) {
            if (grid.binByOutcome()[outcome] == bin && (best < 0 || grid.zerosByOutcome()[outcome] <= zeros)) {
                best = outcome;
            }
        }
        return best;
    }
}
