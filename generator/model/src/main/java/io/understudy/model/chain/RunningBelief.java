package io.understudy.model.chain;

/**
 * Where the running column of an observed entity lies over its life, and how far it swings: one supposition of both a
 * hypothesis of {@link ClusterBelief}, drawn as a sampler draws them. What turns out to be likely is split in two that lie a
 * little apart, so that there are always some that differ; each is drawn towards the mean by as much as the two lie apart, so
 * that all together spread as before (Liu and West 2001, eq. 10.3.8). Scratch of one thread.
 */
final class RunningBelief {
    static final int BYTES = 8; // a hypothesis
    private static final double APART = 0.3; // of what splits, in spreads of all
    private static final double SHRINK = Math.sqrt(1 - APART * APART);
    private static final double LEAST_SPREAD = 0.03; // in units of a logarithm
    // steps that fill a space of four dimensions evenly: powers of a number whose fifth is 1 more than itself
    private static final double[] STEPS = {0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101
    };

    private final RunningLaw law;
    private final PaceLaw pace;
    private final float[] level; // [hypothesis]
    private final float[] swing; // [hypothesis]
    private final double[] place = new double[STEPS.length];
    private double levelMean;
    private double swingMean;
    private double levelSpread;
    private double swingSpread;

    RunningBelief(RunningLaw law, PaceLaw pace, int most) {
        this.law = law;
        this.pace = pace;
        level = new float[most];
        swing = new float[most];
    }

    /** Begins to draw for an entity that has no event yet. */
    void begin(EventRandom random) {
        for (int i = 0; i < place.length; i++) {
            place[i] = random.nextDouble();
        }
    }

    /** Draws for a hypothesis of so much. */
    void draw(int hypothesis, int cluster, int grade) {
        for (int i = 0; i < place.length; i++) {
            place[i] = (place[i] + STEPS[i]) % 1;
        }
        double from = pace.from(cluster, grade);
        double to = pace.to(cluster, grade);
        level[hypothesis] = (float) law.level().forLife(cluster, place[0], place[1], from, to);
        swing[hypothesis] = (float) law.swing().forLife(cluster, place[2], place[3], from, to);
    }

    /** Takes what is known of an entity. */
    void know(int hypothesis, float itsLevel, float itsSwing) {
        level[hypothesis] = itsLevel;
        swing[hypothesis] = itsSwing;
    }

    void load(int hypothesis, ChainState state, int at) {
        know(hypothesis, state.getFloat(at), state.getFloat(at + 4));
    }

    void store(int hypothesis, ChainState state, int at) {
        state.putFloat(at, level[hypothesis]);
        state.putFloat(at + 4, swing[hypothesis]);
    }

    void take(int hypothesis, History history) {
        history.marks.takeRunning(level[hypothesis], swing[hypothesis]);
    }

    /** Notes how far the hypotheses lie apart. */
    void measure(double[] weight, int size) {
        double sum = 0;
        levelMean = 0;
        swingMean = 0;
        double levelSquare = 0;
        double swingSquare = 0;
        for (int i = 0; i < size; i++) {
            sum += weight[i];
            levelMean += weight[i] * level[i];
            swingMean += weight[i] * swing[i];
            levelSquare += weight[i] * level[i] * level[i];
            swingSquare += weight[i] * swing[i] * swing[i];
        }
        levelMean /= sum;
        swingMean /= sum;
        levelSpread = spread(levelSquare / sum - levelMean * levelMean);
        swingSpread = spread(swingSquare / sum - swingMean * swingMean);
    }

    private static double spread(double variance) {
        return Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, variance)));
    }

    /** Splits {@code one} between itself and {@code other}. */
    void split(int one, int other, EventRandom random) {
        double up = APART * levelSpread * normal(random);
        double out = APART * swingSpread * normal(random);
        double middle = levelMean + SHRINK * (level[one] - levelMean);
        double centre = swingMean + SHRINK * (swing[one] - swingMean);
        know(one, (float) (middle + up), (float) (centre + out));
        know(other, (float) (middle - up), (float) (centre - out));
    }

    /** About normal, with a mean of 0 and a variance of 1. */
    private static double normal(EventRandom random) {
        return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }
}
