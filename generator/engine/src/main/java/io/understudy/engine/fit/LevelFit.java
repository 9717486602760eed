package io.understudy.engine.fit;

import io.understudy.model.chain.EntityLevel;
import io.understudy.model.chain.Logarithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how the levels of entities differ within clusters, from the logarithms of their numbers of each token. */
final class LevelFit {
    private static final double LEAST_WEIGHT = 0.02;
    private static final double MOST_WEIGHT = 100;

    private final Map<Integer, double[]> openByToken = new HashMap<>(); // entity, cluster, count, sum, sum of squares
    private final double[] entities; // [cluster]
    private final double[] means; // [cluster]
    private final List<double[]> closed = new ArrayList<>(); // as above, of all entities and tokens
    private double meanSquares;
    private double inverseCounts;
    private double within;
    private double freedom;

    LevelFit(int clusters) {
        entities = new double[clusters];
        means = new double[clusters];
    }

    /** Adds a number; entities come one after the other. */
    void add(int entity, int cluster, int token, long value) {
        double[] open = openByToken.get(token);
        if (open == null || open[0] != entity) {
            close(open);
            open = new double[] {entity, cluster, 0, 0, 0};
            openByToken.put(token, open);
        }
        double level = Logarithm.signed(value);
        open[2]++;
        open[3] += level;
        open[4] += level * level;
    }

    private void close(double[] open) {
        if (open == null) {
            return;
        }
        double mean = open[3] / open[2];
        closed.add(open);
        entities[(int) open[1]]++;
        means[(int) open[1]] += mean;
        meanSquares += mean * mean;
        inverseCounts += 1 / open[2];
        within += Math.max(0, open[4] - open[2] * mean * mean);
        freedom += open[2] - 1;
    }

    /** Where the levels lie of whom the law speaks. */
    LevelSpread spread(EntityLevel law, int k) {
        return new LevelSpread(
                law,
                closed.stream().mapToInt(c -> (int) c[0]).toArray(),
                closed.stream().mapToInt(c -> (int) c[1]).toArray(),
                closed.stream().mapToDouble(c -> c[3] / c[2]).toArray(),
                closed.stream().mapToInt(c -> (int) c[2]).toArray(),
                k);
    }

    /** How the level follows from the past. */
    EntityLevel level() {
        openByToken.values().forEach(this::close);
        openByToken.clear();
        double all = Arrays.stream(entities).sum();
        if (all == 0) {
            return new EntityLevel(new double[entities.length], 1);
        }
        double mean = Arrays.stream(means).sum() / all;
        double[] meanByCluster = new double[entities.length];
        double between = meanSquares;
        int used = 0;
        for (int c = 0; c < meanByCluster.length; c++) {
            // drawn towards the mean of all by one entity's worth: a cluster may hardly have numbers of the token
            meanByCluster[c] = (means[c] + mean) / (entities[c] + 1);
            between -= entities[c] == 0 ? 0 : means[c] * means[c] / entities[c];
            used += entities[c] == 0 ? 0 : 1;
        }
        double inside = within / Math.max(1, freedom);
        between = between / Math.max(1, all - used) - inside * inverseCounts / all;
        double weight = between <= 0 ? MOST_WEIGHT : inside / between;
        return new EntityLevel(meanByCluster, Math.max(LEAST_WEIGHT, Math.min(MOST_WEIGHT, weight)));
    }
}
