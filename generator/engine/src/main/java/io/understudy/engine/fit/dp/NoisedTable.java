package io.understudy.engine.fit.dp;

/**
 * A released table. All that reads it is post-processing and costs nothing.
 *
 * @param counts // [cell] true count plus noise
 * @param noise parameter of the noise
 */
@SuppressWarnings("ArrayRecordComponent")
record NoisedTable(long[] counts, long noise) {
    /** Cells below this many times the noise, or more in large tables, are taken for empty. */
    static final int PRUNED_BELOW = 4;

    private static final double FALSE_ALARMS = 0.05; // cells that noise alone lifts over the line, in a whole table

    private static final double MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);

    /** The count below which a cell is taken for empty. */
    static double line(long cells, double noise) {
        return noise * Math.max(PRUNED_BELOW, Math.sqrt(2 * Math.log(cells / FALSE_ALARMS)));
    }

    double line() {
        return line(counts.length, noise);
    }

    /** The count of a cell; 0 where noise alone could have made it. */
    double count(int cell) {
        return counts[cell] < line() ? 0 : counts[cell];
    }

    /**
     * Counts of cells that have an order, where neighbours that are too few alone are told together: each stretch of cells
     * that stands above the noise as a whole is spread over its cells evenly. Nothing is lost to the line but what no
     * stretch can tell.
     */
    double[] smoothed() {
        double[] smooth = new double[counts.length];
        int from = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            int best = cell;
            double most = 0;
            double sum = 0;
            for (int begin = cell; begin >= from; begin--) { // noise before a stretch is none of it
                sum += counts[begin];
                double clear = sum / (noise * Math.sqrt(cell - begin + 1.0));
                if (clear > most) {
                    most = clear;
                    best = begin;
                }
            }
            if (most >= PRUNED_BELOW) {
                spread(smooth, best, cell);
                from = cell + 1;
            }
        }
        return smooth;
    }

    /**
     * Counts of cells without order, where those that stand above the noise together, though not alone, share what they
     * have: by how far each lies above the noise, so that cells without any events have little of it.
     */
    double[] withTail() {
        double[] counts = new double[this.counts.length];
        double hidden = 0;
        double above = 0;
        int cells = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            counts[cell] = count(cell);
            if (counts[cell] == 0) {
                hidden += this.counts[cell];
                above += Math.max(0, this.counts[cell] - noise);
                cells++;
            }
        }
        if (hidden > PRUNED_BELOW * noise * Math.sqrt(cells) && above > 0) {
            for (int cell = 0; cell < counts.length; cell++) {
                counts[cell] += counts[cell] == 0 ? Math.max(0, this.counts[cell] - noise) * hidden / above : 0;
            }
        }
        return counts;
    }

    private void spread(double[] smooth, int from, int to) {
        double sum = 0;
        for (int cell = from; cell <= to; cell++) {
            sum += counts[cell];
        }
        java.util.Arrays.fill(smooth, from, to + 1, sum / (to - from + 1));
    }

    /** Sum of the counts that are left. */
    double total() {
        return total(0, counts.length);
    }

    /** The same of the cells from {@code from} to {@code to - 1}. */
    double total(int from, int to) {
        double total = 0;
        for (int cell = from; cell < to; cell++) {
            total += count(cell);
        }
        return total;
    }

    /** Cells that are left, of those from {@code from} to {@code to - 1}. */
    int alive(int from, int to) {
        int alive = 0;
        for (int cell = from; cell < to; cell++) {
            alive += count(cell) > 0 ? 1 : 0;
        }
        return alive;
    }

    /** Total variation distance that the noise is expected to make between the shares of the cells left and the true ones. */
    double expectedError() {
        double total = total();
        return total == 0 ? 1 : Math.min(1, MEAN_ABSOLUTE * noise * alive(0, counts.length) / (2 * total));
    }
}
