package io.understudy.model.chain;

/**
 * How likely each cluster and pace is for an entity of which they are not known: a filter that a scorer carries along. The
 * likeliest are kept in the state: fewer, and scores lean where entities are of many kinds. Where a column runs, each
 * hypothesis also supposes where that lies over the entity's life. Scratch of one thread.
 */
final class ClusterBelief {
    static final int KEPT = 48;
    private static final int BYTES = KEPT * 6; // KEPT shorts (hypothesis + 1), then KEPT floats
    private static final double NEGLIGIBLE = 1e-6;
    private static final double LITTLE = 0.01; // up to which a running column's suppositions are taken together
    private static final double MUCH = 0.25; // from which they are split

    private final ChainShape shape;
    private final StatePlan plan;
    private final PaceLaw pace;
    private final int[] id; // [hypothesis] cluster * grades + grade
    final double[] weight; // [hypothesis] adds up to 1
    final double[] below; // [hypothesis] probability of what lies below the observed value
    final double[] at; // [hypothesis] probability of the observed value
    final double[] nextBelow; // [hypothesis] the same two of a value to be learned next
    final double[] nextAt; // [hypothesis]
    int size;
    private double share;
    private final RunningBelief running; // null where no column runs, or all alike
    private final int copies; // of a cluster and grade at first
    private final boolean ordersTell; // whether what is due may hang on cluster and grade
    private final int[] firstByLook; // [kind] hypothesis that was the first to look up what it says
    private final int[] roundByLook; // in which it was
    private int round;
    private Sight sight;

    ClusterBelief(ChainShape shape, StatePlan plan) {
        this.shape = shape;
        this.plan = plan;
        pace = shape.pace();
        int all = shape.clusters() * pace.grades();
        copies = shape.running() == null ? 1 : Math.max(1, KEPT / all);
        int most = Math.max(all, KEPT);
        running = shape.running() == null ? null : new RunningBelief(shape.running(), pace, most);
        id = new int[most];
        weight = new double[most];
        below = new double[most];
        at = new double[most];
        nextBelow = new double[most];
        nextAt = new double[most];
        firstByLook = new int[all];
        roundByLook = new int[firstByLook.length];
        sight = Sight.none(shape);
        ordersTell = shape.due().comes() != null;
    }

    /** Bytes of what is kept in a state, where a column runs or none does. */
    static int bytes(boolean runs) {
        return BYTES + (runs ? KEPT * RunningBelief.BYTES : 0);
    }

    /** Begins to look up a value in a law that looks at so much of what is not known. */
    void begin(Sight ofLaw) {
        sight = ofLaw;
        round++;
    }

    /** True if an earlier hypothesis is alike in what the law looks at, whose probabilities are then this one's too. */
    boolean takesOver(int hypothesis) {
        int look = sight.kind(id[hypothesis]);
        if (roundByLook[look] != round) {
            roundByLook[look] = round;
            firstByLook[look] = hypothesis;
            return false;
        }
        if (running != null && sight.running() && weight[hypothesis] > LITTLE) {
            return false;
        }
        int first = firstByLook[look];
        below[hypothesis] = below[first];
        at[hypothesis] = at[first];
        nextBelow[hypothesis] = nextBelow[first];
        nextAt[hypothesis] = nextAt[first];
        return true;
    }

    /**
     * Takes what {@code state} tells of its entity.
     *
     * @param random of the event at hand
     */
    void load(ChainState state, EventRandom random) {
        int known = state.getShort(StatePlan.CLUSTER);
        size = 0;
        int grade = state.getShort(StatePlan.PACE) - 1;
        if (known >= 0) {
            add(known * pace.grades() + Math.max(0, grade), 1);
            if (running != null) {
                running.load(0, state, StatePlan.RUNNING_LEVEL);
            }
            return;
        }
        for (int i = 0; state.hasBelief() && i < KEPT; i++) {
            int stored = state.getShort(plan.belief + 2 * i);
            if (stored > 0) {
                add(stored - 1, state.getFloat(plan.belief + 2 * KEPT + 4 * i));
                if (running != null) {
                    running.load(size - 1, state, plan.belief + BYTES + i * RunningBelief.BYTES);
                }
            }
        }
        if (size == 0) {
            if (running != null) {
                running.begin(random);
            }
            double before = 0;
            for (int i = 0; i < shape.clusters(); i++) {
                addPaces(i, shape.clusterShares()[i] - before);
                before = shape.clusterShares()[i];
            }
        }
    }

    private void addPaces(int cluster, double share) {
        for (int grade = 0; grade < pace.grades(); grade++) {
            double part = share * pace.share(cluster, grade);
            for (int copy = 0; part > NEGLIGIBLE && copy < copies; copy++) {
                add(cluster * pace.grades() + grade, part / copies);
                if (running != null) {
                    running.draw(size - 1, cluster, grade);
                }
            }
        }
    }

    /** Makes a hypothesis what {@code history} knows of its entity. */
    void take(int hypothesis, History history) {
        history.cluster = id[hypothesis] / pace.grades();
        history.pace = pace.grades() == 1 ? PaceLaw.UNKNOWN : id[hypothesis] % pace.grades();
        if (running != null) {
            running.take(hypothesis, history);
        }
        if (ordersTell) {
            history.slots.forgetChances();
        }
    }

    private void add(int hypothesis, double share) {
        id[size] = hypothesis;
        weight[size++] = share;
    }

    /** The cluster of a hypothesis. */
    int cluster(int hypothesis) {
        return id[hypothesis] / pace.grades();
    }

    /** Splits what is likely in place of what is hardly so, until nothing is too likely or all are. */
    private void split(EventRandom random) {
        running.measure(weight, size);
        for (int splits = 0; splits < KEPT; splits++) {
            int most = 0;
            int least = 0;
            for (int i = 1; i < size; i++) {
                most = weight[i] > weight[most] ? i : most;
                least = weight[i] < weight[least] ? i : least;
            }
            if (weight[most] <= MUCH || size >= KEPT && weight[least] > LITTLE) {
                return;
            }
            int other = size < KEPT ? size++ : least;
            id[other] = id[most];
            weight[most] /= 2;
            weight[other] = weight[most];
            running.split(most, other, random);
        }
    }

    /**
     * Keeps the likeliest hypotheses in {@code state}.
     *
     * @param random of the event at hand
     */
    void store(ChainState state, EventRandom random) {
        if (state.getShort(StatePlan.CLUSTER) >= 0) {
            return;
        }
        state.makeRoomForBelief();
        if (running != null && size > 0) {
            split(random);
        }
        for (int i = 0; i < KEPT; i++) {
            int best = 0;
            for (int j = 1; j < size; j++) {
                best = weight[j] > weight[best] ? j : best;
            }
            boolean keep = size > 0 && weight[best] > NEGLIGIBLE;
            state.putShort(plan.belief + 2 * i, keep ? id[best] + 1 : 0);
            state.putFloat(plan.belief + 2 * KEPT + 4 * i, keep ? (float) weight[best] : 0);
            if (keep) {
                if (running != null) {
                    running.store(best, state, plan.belief + BYTES + i * RunningBelief.BYTES);
                }
                weight[best] = -1;
            }
        }
    }

    /** Makes the likeliest hypothesis about an entity what {@code history} knows of it. */
    static void takeLikeliest(ChainState state, History history) {
        int grades = history.shape.pace().grades();
        int id = state.hasBelief() ? Math.max(0, state.getShort(history.plan.belief) - 1) : 0;
        history.takeCluster(id / grades);
        history.takePace(grades == 1 || !state.hasBelief() ? PaceLaw.UNKNOWN : id % grades);
    }

    /** Probability that the value had which was learned last. */
    double share() {
        return share;
    }

    /**
     * Score of the observed value, whose probabilities are in {@link #below} and {@link #at}, at uniform {@code u};
     * then takes the value into account. {@code EntityScorer.NOVEL} if it is impossible under all hypotheses.
     */
    double learn(double u) {
        double total = 0;
        double score = 0;
        double mass = 0;
        for (int i = 0; i < size; i++) {
            score += weight[i] * (below[i] + u * at[i]);
            total += weight[i] * at[i];
            mass += weight[i];
        }
        if (!(total > 1e-12 * mass)) {
            return io.understudy.model.EntityScorer.NOVEL;
        }
        share = total / mass;
        for (int i = 0; i < size; i++) {
            weight[i] = weight[i] * at[i] / total;
        }
        return Math.min(score / mass, Math.nextDown(1.0));
    }
}
