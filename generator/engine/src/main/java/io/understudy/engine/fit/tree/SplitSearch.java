package io.understudy.engine.fit.tree;

import io.understudy.model.chain.Logarithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the splits of a node's rows that gain most log-likelihood, the best one of a feature. Scratch of one grower. Costs a pass over the rows a
 * feature, and two logarithms for each pair of a code and a group of outcomes that the node has.
 */
final class SplitSearch {
    private static final int MOST_ROWS = 30_000; // gains are estimated on an even sample of larger nodes
    private static final int ORDERINGS = 4;
    private static final int CODES = 256;
    private static final int MOST_SPLITS = 4; // that are told
    private static final int LANES =
            4; // features that share a pass over the rows: their sums do not wait for each other

    private final Examples examples;
    private final int[] groupByOutcome; // outcomes that a split does not tell apart share a group
    private final double fewestWeight;
    private final double[][] histograms; // [lane][code * present + place] weight; all 0 between passes
    private final boolean[][] seen = new boolean[LANES][CODES]; // [lane][code] false between passes
    private double[] histogram; // of the feature at hand
    private final double[] weightByCode = new double[CODES]; // of the codes that the feature at hand has
    private final int[] codes = new int[CODES]; // those that the node has, ascending
    private int usedCodes;

    private int[] sample = new int[0]; // [i] row
    private int[] placeOf = new int[0]; // [i] of its group among those present
    private double[] weightOf = new double[0]; // [i]
    private int size;
    private int step;

    private final int[] placeByGroup; // -1 where the node has none of the group
    private int present;
    private final double[] total; // [place]
    private final double[] left; // [place]
    private final double[] term; // [place] what the group adds to the log-likelihood of the two sides
    private final double[] whole; // [place] the same where all are on one side
    private double sum;
    private double base;
    private double wholeTerms;

    private final int[] order = new int[CODES];
    private final double[] share = new double[CODES]; // [code]
    private final boolean[] done;

    private int bestCode; // of the feature at hand
    private boolean[] bestSubset;
    private double bestGain;
    private final List<Split> best = new ArrayList<>();

    /**
     * A way to part a node's rows.
     *
     * @param feature index into the examples' features
     * @param code numeric: codes up to it go left
     * @param subset // [code] true goes left; null where the feature is a number
     * @param gain nats
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Split(int feature, int code, boolean[] subset, double gain) {}

    SplitSearch(Examples examples, int[] groupByOutcome, int groups, double fewestWeight) {
        this.examples = examples;
        this.groupByOutcome = groupByOutcome;
        this.fewestWeight = fewestWeight;
        histograms = new double[LANES][CODES * groups];
        placeByGroup = new int[groups];
        total = new double[groups];
        left = new double[groups];
        term = new double[groups];
        whole = new double[groups];
        done = new boolean[groups];
    }

    /**
     * Searches {@code rows[from .. to)} for the best splits on {@code features}.
     *
     * @return those of the features that may tell the rows apart: no other can split a part of them
     */
    int[] search(int[] rows, int from, int to, int[] features) {
        best.clear();
        gather(rows, from, to);
        if (present < 2) {
            return features;
        }
        weigh();
        int[] telling = new int[features.length];
        int kept = 0;
        for (int first = 0; first < features.length; first += LANES) {
            int lanes = Math.min(LANES, features.length - first);
            if (lanes == LANES) {
                fillLanes(features, first);
            }
            for (int lane = 0; lane < lanes; lane++) {
                int feature = features[first + lane];
                if (lanes < LANES) {
                    fill(feature, lane);
                }
                take(lane);
                if (usedCodes > 1 || step > 1) {
                    telling[kept++] = feature;
                }
                if (usedCodes > 1) {
                    bestGain = 0;
                    search(feature);
                    note(feature);
                }
                clear(lane);
            }
        }
        return kept == features.length ? features : Arrays.copyOf(telling, kept);
    }

    /** The best splits that were found, the best first, each on another feature. */
    List<Split> splits() {
        return List.copyOf(best);
    }

    private void note(int feature) {
        double gain = bestGain * step;
        if (gain <= 0
                || best.size() == MOST_SPLITS
                        && gain <= best.get(MOST_SPLITS - 1).gain()) {
            return;
        }
        int at = best.size();
        while (at > 0 && gain > best.get(at - 1).gain()) {
            at--;
        }
        best.add(at, new Split(feature, bestCode, bestSubset, gain));
        if (best.size() > MOST_SPLITS) {
            best.remove(MOST_SPLITS);
        }
    }

    private void gather(int[] rows, int from, int to) {
        step = Math.max(1, (to - from + MOST_ROWS - 1) / MOST_ROWS);
        size = (to - from + step - 1) / step;
        if (sample.length < size) {
            sample = new int[size];
            placeOf = new int[size];
            weightOf = new double[size];
        }
        Arrays.fill(placeByGroup, -1);
        present = 0;
        for (int i = 0, at = from; i < size; i++, at += step) {
            int row = rows[at];
            int group = groupByOutcome[examples.outcome(row)];
            if (placeByGroup[group] < 0) {
                total[present] = 0;
                placeByGroup[group] = present++;
            }
            sample[i] = row;
            placeOf[i] = placeByGroup[group];
            weightOf[i] = examples.weight(row);
            total[placeOf[i]] += weightOf[i];
        }
    }

    private void weigh() {
        sum = 0;
        wholeTerms = 0;
        for (int p = 0; p < present; p++) {
            sum += total[p];
            whole[p] = entropy(total[p]);
            wholeTerms += whole[p];
        }
        base = wholeTerms - entropy(sum);
    }

    private void fill(int feature, int lane) {
        byte[] codeByRow = examples.codes(feature);
        double[] weights = histograms[lane];
        boolean[] itsSeen = seen[lane];
        for (int i = 0; i < size; i++) {
            int code = codeByRow[sample[i]] & 255;
            weights[code * present + placeOf[i]] += weightOf[i];
            itsSeen[code] = true;
        }
    }

    /** Fills all lanes, with {@code features} from the first on. */
    private void fillLanes(int[] features, int first) {
        byte[] codesA = examples.codes(features[first]);
        byte[] codesB = examples.codes(features[first + 1]);
        byte[] codesC = examples.codes(features[first + 2]);
        byte[] codesD = examples.codes(features[first + 3]);
        double[] weightsA = histograms[0];
        double[] weightsB = histograms[1];
        double[] weightsC = histograms[2];
        double[] weightsD = histograms[3];
        boolean[] seenA = seen[0];
        boolean[] seenB = seen[1];
        boolean[] seenC = seen[2];
        boolean[] seenD = seen[3];
        int width = present;
        for (int i = 0; i < size; i++) {
            int row = sample[i];
            int place = placeOf[i];
            double weight = weightOf[i];
            int a = codesA[row] & 255;
            int b = codesB[row] & 255;
            int c = codesC[row] & 255;
            int d = codesD[row] & 255;
            weightsA[a * width + place] += weight;
            weightsB[b * width + place] += weight;
            weightsC[c * width + place] += weight;
            weightsD[d * width + place] += weight;
            seenA[a] = true;
            seenB[b] = true;
            seenC[c] = true;
            seenD[d] = true;
        }
    }

    /** Makes the feature of a lane the one at hand. */
    private void take(int lane) {
        histogram = histograms[lane];
        usedCodes = 0;
        for (int code = 0; code < CODES; code++) {
            if (seen[lane][code]) {
                double weight = 0;
                for (int p = 0; p < present; p++) {
                    weight += histogram[code * present + p];
                }
                weightByCode[code] = weight;
                codes[usedCodes++] = code;
            }
        }
    }

    private void clear(int lane) {
        for (int i = 0; i < usedCodes; i++) {
            Arrays.fill(histogram, codes[i] * present, (codes[i] + 1) * present, 0);
        }
        Arrays.fill(seen[lane], false);
    }

    private void search(int feature) {
        if (examples.categorical(feature)) {
            searchSubsets(feature);
        } else {
            searchCuts();
        }
    }

    private void searchCuts() {
        int cut = cut(codes, usedCodes - 1);
        if (cut >= 0) {
            bestCode = codes[cut];
            bestSubset = null;
        }
    }

    /** Orders the categories by the share of one frequent group after another, and cuts each order. */
    private void searchSubsets(int feature) {
        int known = codes[usedCodes - 1] == Examples.UNKNOWN_CATEGORY ? usedCodes - 1 : usedCodes;
        Arrays.fill(done, 0, present, false);
        for (int round = 0; round < Math.min(ORDERINGS, present); round++) {
            int frequent = -1;
            for (int p = 0; p < present; p++) {
                frequent = !done[p] && (frequent < 0 || total[p] > total[frequent]) ? p : frequent;
            }
            done[frequent] = true;
            sort(known, frequent);
            int cut = cut(order, known);
            if (cut >= 0) {
                bestSubset = new boolean[CODES];
                for (int i = 0; i <= cut; i++) {
                    bestSubset[order[i]] = true;
                }
            }
        }
    }

    /** Puts the first {@code known} codes in the order of the share that a group has of them, the largest first. */
    private void sort(int known, int place) {
        for (int i = 0; i < known; i++) {
            int code = codes[i];
            double itsShare = histogram[code * present + place] / weightByCode[code];
            share[code] = itsShare;
            int to = i;
            while (to > 0 && share[order[to - 1]] < itsShare) {
                order[to] = order[to - 1];
                to--;
            }
            order[to] = code;
        }
    }

    /** The index in {@code sequence} of the last code that goes left in the best cut of it; -1 if none beats the best. */
    private int cut(int[] sequence, int length) {
        Arrays.fill(left, 0, present, 0);
        System.arraycopy(whole, 0, term, 0, present);
        double terms = wholeTerms;
        double weight = 0;
        int best = -1;
        for (int i = 0; i < length; i++) {
            int from = sequence[i] * present;
            for (int p = 0; p < present; p++) {
                double here = histogram[from + p];
                if (here > 0) {
                    left[p] += here;
                    double sides = entropy(left[p]) + entropy(total[p] - left[p]);
                    terms += sides - term[p];
                    term[p] = sides;
                }
            }
            weight += weightByCode[sequence[i]];
            if (weight * step < fewestWeight || (sum - weight) * step < fewestWeight) {
                continue;
            }
            double gain = terms - entropy(weight) - entropy(sum - weight) - base;
            if (gain > bestGain) {
                bestGain = gain;
                best = i;
            }
        }
        return best;
    }

    private static double entropy(double n) {
        return n < 1e-9 ? 0 : n * Logarithm.ln(n); // less is what rounding left of nothing
    }
}
