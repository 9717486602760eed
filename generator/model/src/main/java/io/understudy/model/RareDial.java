package io.understudy.model;

/**
 * Holds the share of rare events of a stream: knows what was emitted so far and what is bound to come, and sets the odds at
 * which rare episodes start so that the rare events keep to their share of all events, window by window. Starts alone are
 * decided here, by their odds; what an episode is like, and how long it goes on, is the model's. Scratch of the thread that
 * draws the stream; what it does follows from the events before, so equal streams stay equal.
 *
 * <p>A sampler proposes starts at {@link #mostOdds} and thins them. All are decided as late as can be: one that comes before
 * whatever else the entity would do, in the moment it comes; one that comes later, in the moment of the event that would not
 * be. Either is judged by the time at which it would come: the odds go down in a line with the rare events that are too many
 * then (see {@link RareCalendar}), to 0, and up with those that are missing. The odds of the middle follow slowly, so that
 * starts lack or abound in equal measure. In words of control: a proportional controller with a forecast of what is under way
 * (Smith, 1957) and slow integral action.
 */
public final class RareDial {
    /** Events over which shares are held, and weights are averaged where they hold enough starts. */
    public static final int WINDOW_EVENTS = 10_000;

    private static final double AUTHORITY = 32; // most odds over those to begin with
    private static final double MOST_PULL = 8; // most odds over the usual ones
    private static final double RESERVE = 1.25; // odds that are proposed over the usual ones at the least
    private static final double DOUBLING_EVENTS = 2; // that are missing where odds double
    private static final double LEARN = 0.001; // of the usual odds, a decision
    private static final int BLOCK_EVENTS = 500;
    private static final double PRIOR_STARTS = 5; // at the odds to begin with, for the weights
    private static final double ENOUGH_STARTS =
            100; // for the weights; where windows have fewer, they look back further

    private final double share;
    private final double firstOdds;
    private final double mostOdds;
    private final RareCalendar calendar;
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
    private boolean rehearses;

    /**
     * A dial of one stream.
     *
     * @param share of rare events to hold, between 0 and 1
     * @param firstOdds factor on the odds of starts at which that share is met about
     * @param windowMicros model time in which the stream has {@link #WINDOW_EVENTS} events, about
     */
    public RareDial(double share, double firstOdds, long windowMicros) {
        if (!(share > 0 && share < 1) || !(firstOdds > 0) || Double.isInfinite(firstOdds) || windowMicros < 1) {
            throw new IllegalArgumentException("a share of " + share + " cannot be held from odds of " + firstOdds
                    + " on in windows of " + windowMicros + " us");
        }
        calendar = new RareCalendar(share, windowMicros);
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

    /** The stream has come to {@code micros}. */
    public void advance(long micros) {
        calendar.advance(micros);
    }

    /** An event came. */
    public void count(boolean isRare) {
        calendar.count(isRare);
        events++;
        rare += isRare ? 1 : 0;
        if (events % BLOCK_EVENTS == 0) {
            settleWeights();
        }
    }

    /** A rare event will come at {@code micros}, of an episode that has started. */
    public void foretell(long micros) {
        calendar.foretell(micros);
    }

    /** Whether what is drawn from now on is drawn to foretell it, and is to leave no trace here. */
    public void rehearse(boolean on) {
        rehearses = on;
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
        expectedStarts += rehearses ? 0 : startShare;
    }

    /**
     * Whether a start that was proposed comes about.
     *
     * @param startShare probability of a start in its context, in the model itself
     * @param micros when it would come
     * @param u uniform on [0, 1)
     */
    public boolean takes(double startShare, long micros, double u) {
        double missing = -calendar.surplusAt(micros, rare - share * events);
        double pull = Math.max(0, Math.min(MOST_PULL, 1 + missing / DOUBLING_EVENTS));
        double proposed = probability(startShare, mostOdds);
        boolean taken = u * proposed < probability(startShare, Math.min(mostOdds, usualOdds * pull));
        usualOdds = Math.max(firstOdds / 1_000, Math.min(mostOdds / RESERVE, usualOdds * (1 + LEARN * (pull - 1))));
        starts += taken ? 1 : 0;
        return taken;
    }

    private static double probability(double startShare, double odds) {
        return odds * startShare / (1 - startShare + odds * startShare);
    }

    /** Starts that were decided on and came about, so far. */
    public long starts() {
        return starts;
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
