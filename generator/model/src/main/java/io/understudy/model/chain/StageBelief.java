package io.understudy.model.chain;

/**
 * Which itineraries the classes of an observed entity fit so far: what tells, where there are itineraries, how likely the
 * next class is in each cluster. Who follows one goes through its stages in order, each about as long as there. Scratch of
 * one scorer.
 */
final class StageBelief {
    static final int BYTES =
            28; // long[2] bits of itineraries that do not fit, int events of the stage, int stage, int class
    private static final int MOST = 128; // itineraries; where there are more, classes tell nothing
    private static final int STARTED = 1 << 30;
    private static final double UNFIT = 1e-3; // probability of what fits no itinerary

    private final Itineraries itineraries;
    private final int clusters;
    private final int[] before; // [cluster] itineraries that fitted
    private final int[] after; // [cluster] itineraries that fit with the class at hand
    private final boolean[] alike; // [cluster] whether there are itineraries of the entity's statics

    StageBelief(Itineraries itineraries, int clusters) {
        this.itineraries = itineraries;
        this.clusters = clusters;
        before = new int[clusters];
        after = new int[clusters];
        alike = new boolean[clusters];
    }

    /** Takes an event's class in, whose entity has room for a belief; false if it tells nothing. */
    boolean learn(History history, int label) {
        ChainState state = history.state;
        int at = history.plan.stages;
        boolean first = history.count() == 0;
        int stage = first ? STARTED : state.getInt(at + 20);
        if (itineraries.count() > MOST || stage < STARTED) {
            return false; // its first events were not seen
        }
        boolean over = !first && label != state.getInt(at + 24);
        int events = first ? 0 : state.getInt(at + 16);
        int now = stage - STARTED;
        findAlike(history);
        for (int cluster = 0; cluster < clusters; cluster++) {
            before[cluster] = 0;
            after[cluster] = 0;
            for (int i = itineraries.first(cluster); i < itineraries.first(cluster + 1); i++) {
                int word = at + 8 * (i >> 6);
                long bit = 1L << (i & 63);
                boolean fitted =
                        first ? !alike[cluster] || itineraries.alike(i, history) : (state.getLong(word) & bit) == 0;
                boolean fits = fitted && fits(i, now, over, events, label);
                before[cluster] += fitted ? 1 : 0;
                after[cluster] += fits ? 1 : 0;
                if (!fits) {
                    state.putLong(word, state.getLong(word) | bit);
                }
            }
        }
        state.putInt(at + 16, over ? 1 : events + 1);
        state.putInt(at + 20, over ? stage + 1 : stage);
        state.putInt(at + 24, label);
        return true;
    }

    /** Probability of the class that was taken in last. */
    double probability(int cluster) {
        return after[cluster] == 0 ? UNFIT : Math.max(UNFIT, after[cluster] / (double) before[cluster]);
    }

    private void findAlike(History history) {
        for (int cluster = 0; cluster < clusters && history.count() == 0; cluster++) {
            alike[cluster] = false;
            for (int i = itineraries.first(cluster); i < itineraries.first(cluster + 1); i++) {
                alike[cluster] |= itineraries.alike(i, history);
            }
        }
    }

    /** True if an itinerary whose {@code stage} had {@code events} so far may go on, or over to the next, with the class. */
    private boolean fits(int itinerary, int stage, boolean over, int events, int label) {
        int stages = itineraries.stages(itinerary);
        int next = over ? stage + 1 : stage;
        if (stage < stages && !itineraries.fits(itinerary, stage, over ? events : events + 1, over)) {
            return false;
        }
        return next < stages ? itineraries.label(itinerary, next) == label : label == 0;
    }
}
