package io.understudy.engine.evaluate.boost;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the question that lowers the loss of a leaf most (Ke et al. 2017, algorithm 1): numbers by a threshold, missing
 * values on either side; categories in the order of their mean gradient (Fisher 1958). Scratch of one training.
 */
final class SplitFinder {
    static final double L2 = 1;
    private static final double LEAST_HESSIAN = 1e-3;
    private static final double LEAST_GAIN = 1e-9;
    private static final double CATEGORY_SUPPORT = 10;

    private final int[] widths; // [feature] bin of the missing values
    private final boolean[] category; // [feature]
    private final int fewestRows;

    SplitFinder(int[] widths, boolean[] category, int fewestRows) {
        this.widths = widths;
        this.category = category;
        this.fewestRows = fewestRows;
    }

    /** The best question; null where none lowers the loss. */
    Split best(Histogram histogram) {
        Split best = null;
        for (int f = 0; f < widths.length; f++) {
            Search search = new Search(histogram, f);
            if (category[f]) {
                search.scan(order(histogram, f));
            } else {
                int[] bins = IntStream.range(0, widths[f]).toArray();
                search.scan(bins);
                if (histogram.rows(f, widths[f]) > 0) {
                    search.scanWithMissing(bins);
                }
            }
            if (search.gain > (best == null ? LEAST_GAIN : best.gain())) {
                best = search.split();
            }
        }
        return best;
    }

    private int[] order(Histogram histogram, int feature) {
        return IntStream.rangeClosed(0, widths[feature])
                .filter(bin -> histogram.rows(feature, bin) >= CATEGORY_SUPPORT)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer bin) ->
                        histogram.gradient(feature, bin) / (histogram.hessian(feature, bin) + CATEGORY_SUPPORT)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Moves bins to the left side, one after the other, and keeps the best place to stop. */
    private final class Search {
        private final Histogram histogram;
        private final int feature;
        private double gradientAll;
        private double hessianAll;
        private double rowsAll;
        private double gradient; // of the left side
        private double hessian;
        private double rows;

        private double gain; // of the best place; 0 if there is none
        private int[] order; // of that scan
        private int stop; // last place of the order that goes left
        private boolean withMissing;

        Search(Histogram histogram, int feature) {
            this.histogram = histogram;
            this.feature = feature;
            for (int bin = 0; bin <= widths[feature]; bin++) {
                take(bin);
            }
            gradientAll = gradient;
            hessianAll = hessian;
            rowsAll = rows;
            reset();
        }

        private void reset() {
            gradient = 0;
            hessian = 0;
            rows = 0;
        }

        private void take(int bin) {
            gradient += histogram.gradient(feature, bin);
            hessian += histogram.hessian(feature, bin);
            rows += histogram.rows(feature, bin);
        }

        void scanWithMissing(int[] bins) {
            reset();
            take(widths[feature]);
            double before = gain;
            scan(bins);
            withMissing = gain > before;
        }

        void scan(int[] bins) {
            double whole = gradientAll * gradientAll / (hessianAll + L2);
            for (int i = 0; i < bins.length; i++) {
                take(bins[i]);
                if (rowsAll - rows < fewestRows) {
                    return;
                }
                double hessianRight = hessianAll - hessian;
                if (rows < fewestRows || hessian < LEAST_HESSIAN || hessianRight < LEAST_HESSIAN) {
                    continue;
                }
                double right = gradientAll - gradient;
                double here = gradient * gradient / (hessian + L2) + right * right / (hessianRight + L2) - whole;
                if (here > gain) {
                    gain = here;
                    order = bins;
                    stop = i;
                }
            }
        }

        Split split() {
            long[] left = new long[4];
            for (int i = 0; i <= stop; i++) {
                Split.add(left, order[i]);
            }
            if (withMissing) {
                Split.add(left, widths[feature]);
            }
            return new Split(feature, gain, left);
        }
    }
}
