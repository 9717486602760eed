package io.understudy.model.chain;

/**
 * Where the numbers of an entity lie, as far as its past tells: the mean of their logarithms, drawn towards that of its
 * cluster where the past is short. That is the expectation under a normal law of levels and of numbers around them (a
 * linear shrinkage otherwise), and so a level whose own draws come back to it in the mean: it settles instead of
 * drifting.
 *
 * @param meanByCluster // [cluster] mean of the entities' levels, in ln(1 + value)
 * @param weight events of the own past that count as much as the cluster: variance within entities over that between
 */
@SuppressWarnings("ArrayRecordComponent")
public record EntityLevel(double[] meanByCluster, double weight) {
    public EntityLevel {
        if (!(weight > 0) || meanByCluster.length == 0) {
            throw new IllegalArgumentException("a level has a mean a cluster and a positive weight, not "
                    + meanByCluster.length + " and " + weight);
        }
    }

    /** The level behind {@code events} whose mean is {@code own}; NaN where that is unknown. */
    public double of(int cluster, double own, int events) {
        return (weight * meanByCluster[Math.max(0, cluster)] + events * own) / (weight + events);
    }

    /** Spread of the next number around the level, over that of a number around the entity's true level. */
    public double spread(int events) {
        return Math.sqrt(1 + 1 / (weight + events));
    }
}
