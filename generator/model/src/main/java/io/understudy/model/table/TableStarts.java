package io.understudy.model.table;

import io.understudy.model.RareDial;
import io.understudy.model.chain.EventRandom;

/**
 * Draws the classes of events where a dial decides on the starts of rare episodes: a start out of what is normal is proposed at
 * the dial's odds, what follows within an episode is drawn as learned. Scratch of one sampler.
 */
final class TableStarts {
    /** In a pending class: a start that is still to be decided. */
    static final int OPEN = 1 << 14;

    private static final int FIRST = 5;
    private static final int NEXT = 6;
    private static final int CHOICE = 7;

    final RareDial dial;
    private final RowTable law;
    private final EventRandom random;
    private final long firstKey;
    private final long nextKey;
    private final long choiceKey;
    private final double[] shareByRow; // of rare classes
    private double share;
    private boolean start;

    TableStarts(RareDial dial, RowTable law, EventRandom random, long seed) {
        this.dial = dial;
        this.law = law;
        this.random = random;
        firstKey = EventRandom.key(seed, FIRST);
        nextKey = EventRandom.key(seed, NEXT);
        choiceKey = EventRandom.key(seed, CHOICE);
        shareByRow = new double[law.rows().length];
        for (int row = 0; row < shareByRow.length; row++) {
            shareByRow[row] = law.mass(row, 1, law.outcomes());
        }
    }

    private static int events(long[] words) {
        return (int) words[WordPlan.COUNT];
    }

    /** Opens the random numbers that decide what comes next in an entity's life. */
    void open(long[] words) {
        random.open(events(words) == 0 ? firstKey : nextKey, words[WordPlan.ENTITY], events(words));
    }

    /** The class of what comes next, where starts have {@code odds}; the codes of the past are filled in. */
    int draw(long[] words, int[] code, double odds) {
        share = 0;
        start = false;
        if ((words[WordPlan.HEAD] >>> 16 & 0xffff) != 0) {
            return law.draw(code, random);
        }
        int row = law.row(code);
        share = shareByRow[row];
        double u = random.nextDouble() * (1 - share + odds * share) - (1 - share);
        if (u < 0 || odds == 0) {
            return 0;
        }
        start = true;
        int label = 1;
        double left = u / odds - law.mass(row, 1, 2);
        while (left >= 0 && label < law.outcomes() - 1) {
            label++;
            left -= law.mass(row, label, label + 1);
        }
        return label;
    }

    /** Tells the dial of the context that a class was last drawn in. */
    void meet() {
        dial.meet(share);
    }

    /** Whether the class that was last drawn starts an episode. */
    boolean start() {
        return start;
    }

    /** Whether a start at {@code micros} comes about, whose context a class was last drawn in. */
    boolean takes(long[] words, long micros) {
        return dial.takes(share, micros, choice(words));
    }

    private double choice(long[] words) {
        random.open(choiceKey, words[WordPlan.ENTITY], events(words));
        return random.nextDouble();
    }
}
