package io.understudy.model.chain;

/**
 * Where the numbers of an entity lie, as far as its past tells: the mean of their logarithms, drawn towards that of its
 * cluster where the past is short. That is the expectation under a normal law of levels and of numbers around them (a
 * linear shrinkage otherwise), and so a level whose own draws come back to it in the mean: it settles instead of
 * drifting.
 *
 * <p>That is what who sees an entity's events may expect. Who makes up an entity gives it a level for life, from the levels
 * that the reference's entities of its cluster have: they need not lie as a normal law would have them.
 *
 * @param meanByCluster // [cluster] mean of the entities' levels, in ln(1 + value)
 * @param weight events of the own past that count as much as the cluster: variance within entities over that between
 * @param quantiles // [cluster * KNOTS + knot] levels of the cluster's entities at evenly spaced quantiles, from the least
 *     to the greatest; null where the past alone tells
 * @param common how alike the places of an entity's levels are, of one token and of another, within its cluster: their
 *     rank correlation
 * @param firstApart whether the first number of an entity is none of those that lie around its level: what opens an account
 *     says nothing of what comes in each month
 */
@SuppressWarnings("ArrayRecordComponent")
public record EntityLevel(double[] meanByCluster, double weight, float[] quantiles, double common, boolean firstApart) {
    public static final int KNOTS = 17;

    public EntityLevel {
        if (!(weight > 0) || meanByCluster.length == 0) {
            throw new IllegalArgumentException("a level has a mean a cluster and a positive weight, not "
                    + meanByCluster.length + " and " + weight);
        }
        if (quantiles != null && quantiles.length != meanByCluster.length * KNOTS) {
            throw new IllegalArgumentException(
                    "a cluster has " + KNOTS + " quantiles, not " + quantiles.length / meanByCluster.length);
        }
    }

    /** A level that the past alone tells. */
    public EntityLevel(double[] meanByCluster, double weight) {
        this(meanByCluster, weight, null, 0, false);
    }

    /** The same with levels for life. */
    public EntityLevel with(float[] levels, double likeness) {
        return new EntityLevel(meanByCluster, weight, levels, likeness, firstApart);
    }

    /** The same of laws whose first numbers are apart. */
    public EntityLevel withFirstApart() {
        return new EntityLevel(meanByCluster, weight, quantiles, common, true);
    }

    /**
     * The level for life of the {@code entity} of a random seed, in the numbers of a mark with the tokens of a slot.
     *
     * @param from where, in the order of its cluster by how great numbers are, the entity's grade begins; 0 where it has none
     * @param to where it ends; 1 where it has none
     */
    double forLife(long seed, long entity, int cluster, int mark, int slot, double from, double to) {
        long own = EventRandom.mix(seed ^ entity * 0x9E3779B97F4A7C15L) + mark;
        long ofSlot = EventRandom.mix(own + (slot + 1) * 0xD1342543DE82EF95L);
        boolean alike = KeyLaw.unit(ofSlot) < Math.sqrt(common);
        double place = KeyLaw.unit(EventRandom.mix(alike ? own + 0x632BE59BD9B4E019L : ofSlot + 1));
        return forLife(cluster, alike ? from + place * (to - from) : place);
    }

    /**
     * A level for life, of those that a cluster's entities may have.
     *
     * @param place uniform on [0, 1)
     * @param grades the same; decides whether the level goes by the grade
     */
    double forLife(int cluster, double place, double grades, double from, double to) {
        return forLife(cluster, grades < Math.sqrt(common) ? from + place * (to - from) : place);
    }

    private double forLife(int cluster, double place) {
        double at = place * (KNOTS - 1);
        int knot = (int) at;
        int below = Math.max(0, cluster) * KNOTS + knot;
        return quantiles[below] + (at - knot) * (quantiles[below + 1] - quantiles[below]);
    }

    /** The level at a place, from 0 to 1, of a part of a cluster's levels, of which each is as likely as another. */
    double levelOf(int cluster, int part, double place) {
        int at = Math.max(0, cluster) * KNOTS + part;
        return quantiles[at] + place * (quantiles[at + 1] - quantiles[at]);
    }

    /** Variance of the levels of a cluster's entities, averaged over all clusters. */
    double between() {
        double sum = 0;
        for (int cluster = 0; cluster < meanByCluster.length; cluster++) {
            sum += between(cluster);
        }
        return sum / meanByCluster.length;
    }

    private double between(int cluster) {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < KNOTS - 1; i++) {
            double level = levelOf(cluster, i, 0.5);
            mean += level / (KNOTS - 1);
            square += level * level / (KNOTS - 1);
        }
        return square - mean * mean;
    }

    /**
     * Fills in how likely each part of a cluster's levels is behind {@code events} of a mean {@code own}: numbers lie around a
     * level as a normal law has them, as wide as {@link #weight} says. Where a cluster's levels lie closer together than
     * usual, its numbers need not.
     *
     * @param usually variance of levels, as {@link #between()} gives it
     * @param from where the entity's grade begins, as for {@link #forLife}
     * @param to where it ends
     */
    void weigh(int cluster, double own, int events, double usually, double from, double to, double[] weightByPart) {
        int parts = weightByPart.length;
        double within = Math.max(1e-9, weight * Math.max(usually, between(cluster)));
        int known = Double.isNaN(own) ? 0 : events;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < parts; i++) {
            double apart = known == 0 ? 0 : own - levelOf(cluster, i, 0.5);
            weightByPart[i] = known * apart * apart / (2 * within);
            least = Math.min(least, weightByPart[i]);
        }
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            weightByPart[i] = StrictMath.exp(least - weightByPart[i]) * share(i, parts, from, to);
            sum += weightByPart[i];
        }
        for (int i = 0; i < parts; i++) {
            weightByPart[i] /= sum;
        }
    }

    /** Share of entities that have a level of a part, where those of a grade come together. */
    private double share(int part, int parts, double from, double to) {
        double low = part / (double) parts;
        double high = (part + 1.0) / parts;
        double inGrade = Math.max(0, Math.min(high, to) - Math.max(low, from)) / Math.max(1e-9, to - from);
        double alike = Math.sqrt(common);
        return alike * inGrade + (1 - alike) / parts;
    }

    /** The level behind {@code events} whose mean is {@code own}; NaN where that is unknown. */
    public double of(int cluster, double own, int events) {
        if (quantiles != null && (events == 0 || Double.isNaN(own))) {
            return firstApart ? Double.NaN : meanByCluster[Math.max(0, cluster)];
        }
        return (weight * meanByCluster[Math.max(0, cluster)] + events * own) / (weight + events);
    }

    /** The same where the cluster is not known. */
    double ofAll(double own, int events) {
        double mean = java.util.Arrays.stream(meanByCluster).average().orElseThrow();
        return Double.isNaN(own) ? mean : (weight * mean + events * own) / (weight + events);
    }

    /** Spread of the next number around the level, over that of a number around the entity's true level. */
    public double spread(int events) {
        return Math.sqrt(1 + 1 / (weight + events));
    }
}
