package io.understudy.engine.fit.mark;

import io.understudy.model.chain.EntityLevel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures where the levels of a cluster's entities lie. The levels of all entities give their law, by their ranks; a
 * cluster has a mean and all clusters one spread of the logits of those ranks: so few entities as a cluster has tell no
 * more, and where the levels of all end, those of a cluster end too. Ranks are evened out at last, so that the clusters
 * together have the law of all.
 */
public final class LevelSpread {
    private static final int MOST_BLOCKS = 64;
    private static final int FEWEST_BLOCKS = 4;
    private static final double LOGISTIC_DEVIATION = Math.PI / Math.sqrt(3);
    private static final double END = 0.5 / EntityLevel.KNOTS; // quantiles that the outer knots stand for

    private final EntityLevel law;
    private final int[] entities;
    private final int[] clusters;
    private final double[] levels; // [entity that has numbers] drawn towards the cluster's mean where it has few
    private final int k;
    private final int distinct; // entities

    LevelSpread(EntityLevel law, int[] entities, int[] clusters, double[] means, int[] counts, int k) {
        this.law = law;
        this.entities = entities;
        this.clusters = clusters;
        this.k = k;
        distinct = (int) Arrays.stream(entities).distinct().count();
        levels = new double[means.length];
        Arrays.setAll(levels, i -> law.of(clusters[i], means[i], counts[i]));
    }

    /** True if there are enough entities to tell. */
    public boolean tells() {
        return distinct >= FEWEST_BLOCKS * k;
    }

    /** Adds, by entity, how far the level is from the cluster's mean, in spreads of such distances. */
    void addPlaces(Map<Integer, double[]> sumsByEntity) {
        double square = 0;
        for (int i = 0; i < levels.length; i++) {
            square += Math.pow(levels[i] - law.meanByCluster()[clusters[i]], 2);
        }
        double spread = Math.sqrt(Math.max(1e-12, square / Math.max(1, levels.length)));
        for (int i = 0; i < levels.length; i++) {
            double place = (levels[i] - law.meanByCluster()[clusters[i]]) / spread;
            double[] sums = sumsByEntity.computeIfAbsent(entities[i], e -> new double[3]);
            sums[0]++;
            sums[1] += place;
            sums[2] += place * place;
        }
    }

    /** Mean product of two places of one entity; 0 where no entity has two, or where they repel each other. */
    static double common(Map<Integer, double[]> sumsByEntity) {
        double products = 0;
        double pairs = 0;
        for (double[] sums : sumsByEntity.values()) {
            products += sums[1] * sums[1] - sums[2];
            pairs += sums[0] * (sums[0] - 1);
        }
        return pairs == 0 ? 0 : Math.max(0, Math.min(1, products / pairs));
    }

    static Map<Integer, double[]> noPlaces() {
        return new HashMap<>();
    }

    /** The law with the quantiles of each cluster's levels. */
    public EntityLevel with(double common) {
        Integer[] order = new Integer[levels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(levels[a], levels[b]));
        int means = law.meanByCluster().length;
        double[] sum = new double[means];
        double[] square = new double[means];
        int[] size = new int[means];
        for (int rank = 0; rank < order.length; rank++) {
            double logit = logit((rank + 0.5) / order.length);
            int cluster = clusters[order[rank]];
            sum[cluster] += logit;
            square[cluster] += logit * logit;
            size[cluster]++;
        }
        double within = 0;
        int used = 0;
        for (int c = 0; c < means; c++) {
            within += size[c] == 0 ? 0 : square[c] - sum[c] * sum[c] / size[c];
            used += size[c] == 0 ? 0 : 1;
        }
        double spread = Math.sqrt(within / Math.max(1, levels.length - used));
        double[] score = new double[means * EntityLevel.KNOTS];
        for (int i = 0; i < score.length; i++) {
            int cluster = i / EntityLevel.KNOTS;
            double u = i % EntityLevel.KNOTS / (EntityLevel.KNOTS - 1.0);
            double away = logit(Math.max(END, Math.min(1 - END, u))) / LOGISTIC_DEVIATION;
            // of a cluster that fewer than k entities have numbers of nothing is told but what all have
            double centre = size[cluster] < k ? 0 : sum[cluster] / (size[cluster] + 1);
            score[i] = centre + spread * away;
        }
        double[] share = shares(score, size);
        double[] knots = blocks(order);
        float[] quantiles = new float[score.length];
        for (int i = 0; i < score.length; i++) {
            quantiles[i] = (float) at(knots, share[i]);
        }
        return law.with(quantiles, common);
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    /** Share of all entities that have a lower score, where a cluster's knots stand for its entities. */
    private static double[] shares(double[] score, int[] size) {
        Integer[] order = new Integer[score.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(score[a], score[b]));
        double[] share = new double[score.length];
        double below = 0;
        double all = Math.max(1, Arrays.stream(size).sum()) * (EntityLevel.KNOTS - 1.0);
        for (int i : order) {
            int knot = i % EntityLevel.KNOTS;
            double weight = size[i / EntityLevel.KNOTS] * (knot == 0 || knot == EntityLevel.KNOTS - 1 ? 0.5 : 1);
            share[i] = (below + weight / 2) / all;
            below += weight;
        }
        return share;
    }

    /** Mean levels of blocks of at least k entities that are next to each other in rank. */
    private double[] blocks(Integer[] order) {
        int blocks = Math.max(1, Math.min(MOST_BLOCKS, distinct / k));
        double[] mean = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            int from = (int) ((long) order.length * block / blocks);
            int to = (int) ((long) order.length * (block + 1) / blocks);
            for (int rank = from; rank < to; rank++) {
                mean[block] += levels[order[rank]] / (to - from);
            }
        }
        return mean;
    }

    private static double at(double[] knots, double share) {
        double at = Math.max(0, Math.min(knots.length - 1, share * knots.length - 0.5));
        int low = Math.min((int) at, Math.max(0, knots.length - 2));
        return knots.length == 1 ? knots[0] : knots[low] + (at - low) * (knots[low + 1] - knots[low]);
    }
}
