package io.understudy.engine.evaluate.boost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A trained classifier of two classes, by logistic loss (Friedman 2001, algorithm 5, with Newton steps). */
public final class BoostedTrees {
    private final Binning binning;
    private final List<Tree> trees;

    private BoostedTrees(Binning binning, List<Tree> trees) {
        this.binning = binning;
        this.trees = List.copyOf(trees);
    }

    /** Trains; both classes should be there. */
    public static BoostedTrees train(FeatureTable table, boolean[] positive, BoostSettings settings) {
        Binning binning = Binning.of(table);
        boolean[] category = new boolean[table.features()];
        for (int f = 0; f < category.length; f++) {
            category[f] = table.isCategory(f);
        }
        TreeGrower grower = new TreeGrower(binning.bins(table), binning.widths(), category, table.rows(), settings);
        double[] score = new double[table.rows()];
        double[] gradient = new double[score.length];
        double[] hessian = new double[score.length];
        Arrays.fill(score, logOdds(positive));
        List<Tree> trees = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            for (int row = 0; row < score.length; row++) {
                double p = 1 / (1 + Math.exp(-score[row]));
                gradient[row] = p - (positive[row] ? 1 : 0);
                hessian[row] = p * (1 - p);
            }
            trees.add(grower.grow(gradient, hessian, score));
        }
        return new BoostedTrees(binning, trees);
    }

    private static double logOdds(boolean[] positive) {
        double hits = 0;
        for (boolean hit : positive) {
            hits += hit ? 1 : 0;
        }
        double share = Math.min(Math.max(hits / positive.length, 1e-9), 1 - 1e-9);
        return Math.log(share / (1 - share));
    }

    /** Scores by row, higher for positives; for ranking alone, since the base rate is left out. */
    public double[] score(FeatureTable table) {
        return score(binning.bins(table), table.rows());
    }

    private double[] score(byte[][] bins, int rows) {
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (Tree tree : trees) {
                scores[row] += tree.answer(bins, row);
            }
        }
        return scores;
    }

    /** A score for each feature, as it would be if the feature's values were shuffled among the rows. */
    public List<double[]> shuffledScores(FeatureTable table, RandomGenerator random) {
        byte[][] bins = binning.bins(table);
        List<double[]> scores = new ArrayList<>();
        for (int f = 0; f < bins.length; f++) {
            byte[] kept = bins[f];
            bins[f] = kept.clone();
            for (int i = kept.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                byte value = bins[f][i];
                bins[f][i] = bins[f][j];
                bins[f][j] = value;
            }
            scores.add(score(bins, table.rows()));
            bins[f] = kept;
        }
        return scores;
    }
}
