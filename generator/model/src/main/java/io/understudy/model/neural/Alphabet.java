package io.understudy.model.neural;

import java.util.Arrays;

/**
 * The outcomes of a category in the cells of a head. Frequent outcomes have a cell each; where there are too many for
 * that, the rest share the last cell, inside which their shares are fixed. Immutable.
 */
public final class Alphabet {
    private final int[] outcomeByRank;
    private final int[] rankByOutcome;
    private final int cells;
    private final double[] cumulative; // [outcome of the last cell, by rank] share of the cell, ends at 1

    /**
     * @param outcomeByRank the most frequent first; each number from 0 on once
     * @param cells at most as many as outcomes
     * @param cumulative cumulative shares of the outcomes in the last cell, by rank
     */
    public Alphabet(int[] outcomeByRank, int cells, double[] cumulative) {
        if (cells < 1 || cells > outcomeByRank.length || cumulative.length != outcomeByRank.length - cells + 1) {
            throw new IllegalArgumentException(cells + " cells and " + cumulative.length + " shares of the last do not"
                    + " make " + outcomeByRank.length + " outcomes");
        }
        this.outcomeByRank = outcomeByRank.clone();
        this.cells = cells;
        this.cumulative = cumulative.clone();
        rankByOutcome = new int[outcomeByRank.length];
        Arrays.fill(rankByOutcome, -1);
        for (int rank = 0; rank < outcomeByRank.length; rank++) {
            rankByOutcome[outcomeByRank[rank]] = rank;
        }
    }

    /** The alphabet of outcomes that were seen so often, with at most {@code mostCells} cells. */
    public static Alphabet of(long[] counts, int mostCells) {
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(counts[b], counts[a]));
        int cells = Math.min(counts.length, mostCells);
        double[] cumulative = new double[counts.length - cells + 1];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += counts[order[cells - 1 + i]] + 1e-9;
            cumulative[i] = sum;
        }
        for (int i = 0; i < cumulative.length; i++) {
            cumulative[i] /= sum;
        }
        return new Alphabet(Arrays.stream(order).mapToInt(i -> i).toArray(), cells, cumulative);
    }

    public int cells() {
        return cells;
    }

    /** The most frequent first. */
    public int[] outcomeByRank() {
        return outcomeByRank.clone();
    }

    /** Cumulative shares of the outcomes in the last cell. */
    public double[] cumulative() {
        return cumulative.clone();
    }

    /** The cell of an outcome; -1 if there is no such outcome. */
    public int cell(long outcome) {
        return outcome < 0 || outcome >= rankByOutcome.length ? -1 : Math.min(cells - 1, rankByOutcome[(int) outcome]);
    }

    /** The outcome in {@code cell} at uniform {@code u}. */
    int outcome(int cell, double u) {
        int rank = cell;
        if (cell == cells - 1) {
            while (rank - cell < cumulative.length - 1 && cumulative[rank - cell] <= u) {
                rank++;
            }
        }
        return outcomeByRank[rank];
    }

    /** Share within its cell of all outcomes before {@code outcome}. */
    double below(int outcome) {
        int place = rankByOutcome[outcome] - cells + 1;
        return place <= 0 ? 0 : cumulative[place - 1];
    }

    /** Share of {@code outcome} within its cell. */
    double share(int outcome) {
        int place = rankByOutcome[outcome] - cells + 1;
        return place < 0 ? 1 : cumulative[place] - (place == 0 ? 0 : cumulative[place - 1]);
    }
}
