package io.understudy.engine.fit;

/** Finds the split of a node's rows that gains most log-likelihood. Scratch of one grower. */
final class SplitSearch {
    private static final int MOST_ROWS = 30_000; // gains are estimated on an even sample of larger nodes
    private static final int ORDERINGS = 4;

    private final Examples examples;
    private final int[] groupByOutcome; // outcomes that a split does not tell apart share a group
    private final int groups;
    private final double fewestWeight;
    private final double[] histogram; // [code * groups + group], compacted to the groups present
    private final int[] place; // [group] compact index
    private final double[] leftCounts;
    private final double[] total;

    int bestFeature;
    int bestCode;
    boolean[] bestSubset;
    double bestGain;

    SplitSearch(Examples examples, int[] groupByOutcome, int groups, double fewestWeight) {
        this.examples = examples;
        this.groupByOutcome = groupByOutcome;
        this.groups = groups;
        this.fewestWeight = fewestWeight;
        histogram = new double[256 * groups];
        place = new int[groups];
        leftCounts = new double[groups];
        total = new double[groups];
    }

    /** Searches {@code rows[from .. to)}, except the banned features. */
    void search(int[] rows, int from, int to, boolean[] banned) {
        bestFeature = -1;
        bestGain = 0;
        int step = Math.max(1, (to - from) / MOST_ROWS);
        int present = compact(rows, from, to, step);
        if (present < 2) {
            return;
        }
        double sum = 0;
        double base = 0;
        for (int g = 0; g < present; g++) {
            sum += total[g];
            base += entropy(total[g]);
        }
        base -= entropy(sum);
        for (int f = 0; f < examples.features(); f++) {
            if (banned[f]) {
                continue;
            }
            int codes = fill(rows, from, to, step, f, present);
            if (examples.categorical(f)) {
                searchSubsets(f, codes, present, sum, base, step);
            } else {
                searchCuts(f, codes, present, sum, base, step);
            }
        }
        bestGain *= step;
    }

    private int compact(int[] rows, int from, int to, int step) {
        java.util.Arrays.fill(place, -1);
        int present = 0;
        for (int i = from; i < to; i += step) {
            int group = groupByOutcome[examples.outcome(rows[i])];
            if (place[group] < 0) {
                total[present] = 0;
                place[group] = present++;
            }
            total[place[group]] += examples.weight(rows[i]);
        }
        return present;
    }

    private int fill(int[] rows, int from, int to, int step, int feature, int present) {
        byte[] codes = examples.codes(feature);
        int most = examples.categorical(feature) ? 255 : examples.thresholds(feature);
        java.util.Arrays.fill(histogram, 0, (most + 1) * present, 0);
        int highest = 0;
        for (int i = from; i < to; i += step) {
            int row = rows[i];
            int code = codes[row] & 255;
            highest = Math.max(highest, code);
            histogram[code * present + place[groupByOutcome[examples.outcome(row)]]] += examples.weight(row);
        }
        return highest + 1;
    }

    private void searchCuts(int feature, int codes, int present, double sum, double base, int step) {
        java.util.Arrays.fill(leftCounts, 0, present, 0);
        double left = 0;
        for (int code = 0; code < codes - 1; code++) {
            double here = take(code, present);
            if (here == 0) {
                continue;
            }
            left += here;
            if (left * step < fewestWeight || (sum - left) * step < fewestWeight) {
                continue;
            }
            double gain = gain(present, left, sum, base);
            if (gain > bestGain) {
                bestGain = gain;
                bestFeature = feature;
                bestCode = code;
                bestSubset = null;
            }
        }
    }

    private double take(int code, int present) {
        double here = 0;
        for (int g = 0; g < present; g++) {
            double n = histogram[code * present + g];
            leftCounts[g] += n;
            here += n;
        }
        return here;
    }

    private double gain(int present, double left, double sum, double base) {
        double value = -entropy(left) - entropy(sum - left) - base;
        for (int g = 0; g < present; g++) {
            value += entropy(leftCounts[g]) + entropy(Math.max(0, total[g] - leftCounts[g]));
        }
        return value;
    }

    private static double entropy(double n) {
        return n <= 0 ? 0 : n * Math.log(n);
    }

    /** Orders the categories by the share of one frequent group after another, and cuts each order. */
    private void searchSubsets(int feature, int codes, int present, double sum, double base, int step) {
        int used = 0;
        int[] order = new int[codes];
        double[] size = new double[codes];
        for (int code = 0; code < codes && code < Examples.UNKNOWN_CATEGORY; code++) {
            for (int g = 0; g < present; g++) {
                size[code] += histogram[code * present + g];
            }
            if (size[code] > 0) {
                order[used++] = code;
            }
        }
        if (used < 1) {
            return;
        }
        boolean[] done = new boolean[present];
        for (int o = 0; o < Math.min(ORDERINGS, present); o++) {
            int group = -1;
            for (int g = 0; g < present; g++) {
                group = !done[g] && (group < 0 || total[g] > total[group]) ? g : group;
            }
            done[group] = true;
            cutOrder(feature, sorted(order, used, size, group, present), present, sum, base, step);
        }
    }

    private int[] sorted(int[] order, int used, double[] size, int group, int present) {
        return java.util.Arrays.stream(order, 0, used)
                .boxed()
                .sorted((a, b) -> Double.compare(
                        histogram[b * present + group] / size[b], histogram[a * present + group] / size[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void cutOrder(int feature, int[] order, int present, double sum, double base, int step) {
        java.util.Arrays.fill(leftCounts, 0, present, 0);
        double left = 0;
        for (int i = 0; i < order.length; i++) {
            left += take(order[i], present);
            if (left * step < fewestWeight || (sum - left) * step < fewestWeight) {
                continue;
            }
            double gain = gain(present, left, sum, base);
            if (gain > bestGain) {
                bestGain = gain;
                bestFeature = feature;
                bestSubset = new boolean[256];
                for (int j = 0; j <= i; j++) {
                    bestSubset[order[j]] = true;
                }
            }
        }
    }
}
