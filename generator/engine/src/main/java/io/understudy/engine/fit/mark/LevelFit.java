package io.understudy.engine.fit.mark;

import io.understudy.model.chain.EntityLevel;
import io.understudy.model.chain.Logarithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how the levels of entities differ within clusters, from the logarithms of their numbers of each token. */
public final class LevelFit {
    private static final double LEAST_WEIGHT = 0.02;
    private static final double MOST_WEIGHT = 100;

    private static final int FEWEST_FIRST = 3; // numbers of an entity that tell whether the first is one of them

    /**
     * The numbers of an entity with a token.
     *
     * @param first logarithm of the first of them
     */
    private record Life(int entity, int cluster, int token, int count, double sum, double squares, double first) {
        Life plus(double level) {
            return new Life(entity, cluster, token, count + 1, sum + level, squares + level * level, first);
        }

        Life withoutFirst() {
            return new Life(entity, cluster, token, count - 1, sum - first, squares - first * first, first);
        }

        double mean() {
            return sum / count;
        }
    }

    private final Map<Integer, Life> openByToken = new HashMap<>();
    private final int clusters;
    private final List<Life> closed = new ArrayList<>(); // of all entities and tokens

    public LevelFit(int clusters) {
        this.clusters = clusters;
    }

    /** Adds a number; entities come one after the other. */
    public void add(int entity, int cluster, int token, long value) {
        double level = Logarithm.signed(value);
        Life open = openByToken.get(token);
        if (open == null || open.entity != entity) {
            close(open);
            open = new Life(entity, cluster, token, 0, 0, 0, level);
        }
        openByToken.put(token, open.plus(level));
    }

    private void close(Life open) {
        if (open != null) {
            closed.add(open);
        }
    }

    /** Where the levels lie of whom the law speaks. */
    public LevelSpread spread(EntityLevel law, int k) {
        return new LevelSpread(
                law,
                closed.stream().mapToInt(Life::entity).toArray(),
                closed.stream().mapToInt(Life::cluster).toArray(),
                closed.stream().mapToDouble(Life::mean).toArray(),
                closed.stream().mapToInt(Life::count).toArray(),
                k);
    }

    /**
     * Where an entity's numbers of a token lie, as far as all of them tell.
     *
     * @param level of the entity, drawn towards that of its cluster
     * @param spread of its numbers around it, over that of numbers around the true level
     */
    public record Lived(double level, double spread) {}

    /** {@link Lived} by {@link #key}. */
    public Map<Long, Lived> lives(EntityLevel law) {
        Map<Long, Lived> lives = new HashMap<>();
        for (Life life : closed) {
            double level = law.of(life.cluster, life.mean(), life.count);
            lives.put(key(life.entity, life.token), new Lived(level, Math.sqrt(1 - 1 / (law.weight() + life.count))));
        }
        return lives;
    }

    public static long key(int entity, int token) {
        return (long) entity << 32 | token;
    }

    /** What it costs to tell all levels, in nats. */
    double nats(EntityLevel law) {
        return closed.stream()
                .mapToDouble(life -> Math.log1p(life.count / law.weight()) / 2)
                .sum();
    }

    /** How the level follows from the past. */
    public EntityLevel level() {
        openByToken.values().forEach(this::close);
        openByToken.clear();
        if (!firstApart()) {
            return shrunk();
        }
        closed.replaceAll(Life::withoutFirst);
        closed.removeIf(life -> life.count == 0);
        return shrunk().withFirstApart();
    }

    /** True if first numbers lie closer to those of other entities than to the entity's own others. */
    private boolean firstApart() {
        double sum = 0;
        double square = 0;
        double away = 0;
        int told = 0;
        for (Life life : closed) {
            if (life.count >= FEWEST_FIRST) {
                told++;
                sum += life.first;
                square += life.first * life.first;
                away += Math.pow(life.first - life.withoutFirst().mean(), 2);
            }
        }
        return told > 1 && square - sum * sum / told < away;
    }

    private EntityLevel shrunk() {
        double[] entities = new double[clusters];
        double[] means = new double[clusters];
        double between = 0;
        double inverseCounts = 0;
        double within = 0;
        double freedom = 0;
        for (Life life : closed) {
            double mean = life.mean();
            entities[life.cluster]++;
            means[life.cluster] += mean;
            between += mean * mean;
            inverseCounts += 1.0 / life.count;
            within += Math.max(0, life.squares - life.count * mean * mean);
            freedom += life.count - 1;
        }
        double all = closed.size();
        if (all == 0) {
            return new EntityLevel(new double[clusters], 1);
        }
        double mean = Arrays.stream(means).sum() / all;
        double[] meanByCluster = new double[clusters];
        int used = 0;
        for (int c = 0; c < clusters; c++) {
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
