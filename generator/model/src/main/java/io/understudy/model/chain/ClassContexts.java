package io.understudy.model.chain;

/**
 * The contexts in which the odds of the next event's class are moved. All tell the last rare class that the entity had; one
 * also tells how long ago, one how long ago its episode began, and one how many events of rare classes there were.
 */
public final class ClassContexts {
    /** Number of kinds; an event has one of each. */
    public static final int KINDS = 3;

    private static final int OCTAVES = 30;
    private static final int SINCE_PARTS = 2; // of an octave
    private static final int AGE_PARTS = 4;
    private static final int SINCE = 1 + OCTAVES * SINCE_PARTS;
    private static final int AGE = 1 + OCTAVES * AGE_PARTS;
    private static final int COUNT = 1 + OCTAVES;

    private ClassContexts() {}

    /** Contexts that there are. */
    public static int count(int classes) {
        return classes * (SINCE + AGE + COUNT);
    }

    /** Tells the contexts of the last event's point of view. // [kind] */
    public static void tell(History history, int classes, int[] contexts) {
        int last = history.state.getShort(StatePlan.LAST_RARE);
        int labelled = history.state.getInt(StatePlan.LABELLED);
        contexts[0] =
                last * SINCE + (labelled == 0 ? 0 : octave(since(history, StatePlan.LABELLED_SECOND), SINCE_PARTS));
        contexts[1] = classes * SINCE
                + last * AGE
                + (labelled == 0 ? 0 : octave(since(history, StatePlan.EPISODE_SECOND), AGE_PARTS));
        contexts[2] = classes * (SINCE + AGE) + last * COUNT + octave(labelled, 1) - 1;
    }

    private static int since(History history, int at) {
        return Math.max(0, history.viewSecond - history.state.getInt(at));
    }

    /** Part of an octave that 1 + n is in, from 1 on; parts of an octave are equally wide. */
    private static int octave(int n, int parts) {
        int octave = 31 - Integer.numberOfLeadingZeros(Math.min(n, (1 << OCTAVES) - 2) + 1);
        long within = (n + 1L - (1L << octave)) * parts >> octave;
        return 1 + octave * parts + (int) Math.min(parts - 1, within);
    }
}
