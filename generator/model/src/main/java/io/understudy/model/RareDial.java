package io.understudy.model;

/**
 * Holds the share of rare events of a stream: knows what was emitted so far, and sets the odds at which rare episodes start
 * so that the rare events keep to their share of all events, window by window. Starts alone are decided here, by their odds;
 * what an episode is like, and how long it goes on, is the model's. Scratch of the thread that draws the stream; what it does
 * follows from the events before, so equal streams stay equal.
 *
 * <p>A sampler proposes starts at {@link #mostOdds} and thins them. A start that comes before whatever else the entity would
 * do is decided in the moment it comes, at odds that go up in a line with the rare events that are missing, and are 0 where
 * too many are there. One that comes later than that is decided beforehand, at {@link #usualOdds}, since what the entity does
 * not do meanwhile cannot be taken back; these odds follow the average of the others, so that neither kind of start is
 * favoured. A proportional controller with slow integral action, in words of control.
 */
public final class RareDial {
    /** Events over which the usual odds are settled, and weights are averaged where they hold enough starts. */
    public static final int WINDOW_EVENTS = 10_000;

    private static final double AUTHORITY = 16; // most odds over those to begin with
    private static final double RESERVE = 1.25; // most odds over the usual ones at the least
    private static final int BLOCK_EVENTS = 500;
    private static final double PRIOR_STARTS = 5; // at the odds to begin with, for the weights
    private static final double ENOUGH_STARTS =
            100; // for the weights; where windows have fewer, they look back further
    private static final double SHORTEST = 4; // missing events that double the odds
    private static final double PRIOR_EPISODES = 5;

    private final double share;
    private final double firstOdds;
    private final double mostOdds;
    private double usualOdds;
    private long events;
    private long rare;
    private long starts;
    private double expectedStarts; // at odds 1, in all contexts met so far
    private double recentStarts;
    private double recentExpected;
    private long startsBefore; // this block
    private double expectedBefore;
    private double appliedOdds;

    /**
     * A dial of one stream.
     *
     * @param share of rare events to hold, between 0 and 1
     * @param firstOdds factor on the odds of starts at which that share is met about
     */
    public RareDial(double share, double firstOdds) {
        if (!(share > 0 && share < 1) || !(firstOdds > 0) || Double.isInfinite(firstOdds)) {
            throw new IllegalArgumentException(
                    "a share of " + share + " cannot be held from odds of " + firstOdds + " on");
        }
        this.share = share;
        this.firstOdds = firstOdds;
        mostOdds = AUTHORITY * firstOdds;
        usualOdds = firstOdds;
        appliedOdds = firstOdds;
    }

    /** Share of rare events that is held. */
    public double share() {
        return share;
    }

    /** Factor on the odds at which starts are proposed. */
    public double mostOdds() {
        return mostOdds;
    }

    /** Factor on the odds of starts that are decided beforehand. */
    public double usualOdds() {
        return usualOdds;
    }

    /** Factor on the odds of starts that are decided as they come. */
    public double odds() {
        return Math.max(0, Math.min(mostOdds, usualOdds * (1 + missing() / scale())));
    }

    /** Rare events that are missing; negative where there are too many. */
    private double missing() {
        return share * events - rare;
    }

    /** Mean events of an episode, as far as is known. */
    private double scale() {
        return Math.max(SHORTEST, (rare + PRIOR_EPISODES * SHORTEST) / (starts + PRIOR_EPISODES));
    }

    /** An event was emitted. */
    public void count(boolean isRare) {
        events++;
        rare += isRare ? 1 : 0;
        double pull = Math.max(-1, Math.min(1, missing() / scale())) / WINDOW_EVENTS;
        usualOdds = Math.max(firstOdds / 1_000, Math.min(mostOdds / RESERVE, usualOdds * (1 + pull)));
        if (events % BLOCK_EVENTS == 0) {
            settleWeights();
        }
    }

    private void settleWeights() {
        double fresh = starts - startsBefore;
        double keep = 1 - Math.min((double) BLOCK_EVENTS / WINDOW_EVENTS, fresh / ENOUGH_STARTS);
        recentStarts = keep * recentStarts + fresh;
        recentExpected = keep * recentExpected + expectedStarts - expectedBefore;
        startsBefore = starts;
        expectedBefore = expectedStarts;
        appliedOdds = (recentStarts + PRIOR_STARTS) / (recentExpected + PRIOR_STARTS / firstOdds);
    }

    /** Notes a context in which the model itself starts an episode with probability {@code startShare}. */
    public void meet(double startShare) {
        expectedStarts += startShare;
    }

    /**
     * Whether a start that was proposed comes about, now that its moment has come.
     *
     * @param startShare probability of a start in its context, in the model itself
     * @param u uniform on [0, 1)
     */
    public boolean takes(double startShare, double u) {
        return takes(odds(), startShare, u);
    }

    /** The same for a start whose moment comes later than whatever else the entity would do. */
    public boolean takesBeforehand(double startShare, double u) {
        return takes(usualOdds, startShare, u);
    }

    private boolean takes(double odds, double startShare, double u) {
        double proposed = mostOdds / (1 - startShare + mostOdds * startShare);
        double wanted = odds / (1 - startShare + odds * startShare);
        boolean taken = u * proposed < wanted;
        starts += taken ? 1 : 0;
        return taken;
    }

    /** How many times as often as in the model itself episodes have started of late. */
    public double appliedOdds() {
        return appliedOdds;
    }

    /** How many times as often as in the model itself episodes have started, over the whole stream. */
    public double meanOdds() {
        return expectedStarts > 0 ? starts / expectedStarts : firstOdds;
    }
}
