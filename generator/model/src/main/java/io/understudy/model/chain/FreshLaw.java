package io.understudy.model.chain;

import io.understudy.model.tree.OpinionPool;
import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a number that repeats none before it: a bin, then how round it is, then uniform among the values of that bin
 * that are just so round. Bins are of the number itself, or of its logarithm above the entity's own level.
 *
 * @param bin outcomes: a bin, as its members agree on ({@link OpinionPool}); this and the next are null where the model draws
 *     them in another way
 * @param zeros outcomes: trailing decimal zeros, at most {@link #MOST_ZEROS}
 * @param least that is ever drawn; where bins are of a logarithm above a level, it cuts them off
 * @param most the same at the other end
 * @param unit of which all values are multiples that are drawn above a level
 */
public record FreshLaw(Bins bins, ProbabilityTree bin, ProbabilityTree zeros, long least, long most, long unit) {
    /** Zeros beyond this many are not told apart. */
    public static final int MOST_ZEROS = 9;

    static final double CODES_PER_NEPER = 1024;
    private static final double NEGLIGIBLE = 1e-9;
    private static final int MOST_TRIES = 16;
    private static final long[] POWER = new long[MOST_ZEROS + 2];

    static {
        POWER[0] = 1;
        for (int i = 1; i < POWER.length; i++) {
            POWER[i] = POWER[i - 1] * 10;
        }
    }

    /** The unit whose multiples have so many trailing decimal zeros. */
    public static long unitOf(int zeros) {
        return POWER[zeros];
    }

    /** Trailing decimal zeros of {@code value}; the most for 0. */
    public static int zerosOf(long value) {
        int zeros = 0;
        while (zeros < MOST_ZEROS && value % POWER[zeros + 1] == 0) {
            zeros++;
        }
        return zeros;
    }

    /** A law of numbers of any unit. */
    public FreshLaw(Bins bins, ProbabilityTree bin, ProbabilityTree zeros, long least, long most) {
        this(bins, bin, zeros, least, most, 1);
    }

    /** A law of the number itself, whose bins say what is drawn. */
    public FreshLaw(Bins bins, ProbabilityTree bin, ProbabilityTree zeros) {
        this(bins, bin, zeros, 0, Long.MAX_VALUE / 2);
    }

    /** What bins of levels hold of {@code value}: how far ln(1 + value) is above {@code level}, in spreads. */
    public static long codeAbove(double level, double spread, long value) {
        return (long) Math.floor(CODES_PER_NEPER * (Logarithm.signed(value) - level) / spread);
    }

    /** The least value whose code is {@code code}. */
    public static long valueAt(double level, double spread, long code) {
        return (long) Math.ceil(StrictMath.expm1(Math.min(40, level + code * spread / CODES_PER_NEPER)));
    }

    /** A value given the features, whose bin is noted in the draft; {@code pool} is scratch. */
    long draw(History history, double level, double spread, EventRandom random, OpinionPool pool) {
        int drawn = bin.members() == 1
                ? drawBin(bin.leaf(history, 0), level, spread, random.nextDouble())
                : drawBin(history, level, spread, random, pool);
        history.draft.bin = drawn;
        int wanted = zeros.draw(random.leaf(zeros, history), random.nextDouble());
        return draw(drawn, wanted, level, spread, random);
    }

    private int firstBin(double level, double spread) {
        return Double.isNaN(level) ? 0 : bins.find(codeAbove(level, spread, least));
    }

    private int lastBin(double level, double spread) {
        return Double.isNaN(level) ? bins.size() - 1 : bins.find(codeAbove(level, spread, most));
    }

    /** A bin of the law in {@code leaf}, at quantile {@code u}, that holds values between least and most. */
    private int drawBin(int leaf, double level, double spread, double u) {
        if (Double.isNaN(level)) {
            return bin.draw(leaf, u);
        }
        int from = firstBin(level, spread);
        int to = lastBin(level, spread);
        double below = bin.below(leaf, from);
        double reach = bin.below(leaf, to + 1) - below;
        return reach > NEGLIGIBLE ? Math.max(from, Math.min(to, bin.draw(leaf, below + u * reach))) : from;
    }

    /** A bin that the law's members agree on, from one of them if it soon has one, else from what they hold of all. */
    private int drawBin(History history, double level, double spread, EventRandom random, OpinionPool pool) {
        int from = firstBin(level, spread);
        int to = lastBin(level, spread);
        pool.find(bin, history);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int drawn = pool.draw(random.nextDouble(), random.nextDouble());
            if (drawn >= from && drawn <= to && random.nextDouble() < pool.agreement(drawn)) {
                return drawn;
            }
        }
        pool.ask();
        return pool.draw(from, to + 1, random.nextDouble());
    }

    /** Probability of the bins from {@code low} to {@code high - 1}; {@code pool} has asked what is held of bins. */
    double mass(OpinionPool pool, double level, double spread, int low, int high) {
        int from = firstBin(level, spread);
        int to = lastBin(level, spread);
        int first = Math.max(low, from);
        int end = Math.min(high, to + 1);
        return first < end ? pool.share(first, end, from, to + 1) : 0;
    }

    /** The least bin that {@link #draw} may have taken {@code value} from; -1 if it gives no such value. */
    int firstBin(double level, double spread, long value) {
        if (Double.isNaN(level)) {
            return bins.holds(value) ? bins.find(value) : -1;
        }
        int at = Math.max(firstBin(level, spread), Math.min(lastBin(level, spread), near(level, spread, value)));
        while (at > firstBin(level, spread) && high(at - 1, level, spread) >= value) {
            at--;
        }
        while (at < lastBin(level, spread) && high(at, level, spread) < value) {
            at++;
        }
        return value >= low(at, level, spread) && value <= high(at, level, spread) ? at : -1;
    }

    /** The bin that is nearest to {@code value}. */
    int near(double level, double spread, long value) {
        return bins.find(codeAbove(level, spread, value));
    }

    /** One more than the greatest such bin, from {@code first} on. */
    int endBin(double level, double spread, long value, int first) {
        int end = first + 1;
        int most = lastBin(level, spread);
        while (!Double.isNaN(level) && end <= most && low(end, level, spread) <= value) {
            end++;
        }
        return end;
    }

    /** A value of {@code ofBin} with {@code wanted} trailing zeros, or as many as one of the bin has. */
    long draw(int ofBin, int wanted, double level, double spread, EventRandom random) {
        return drawRound(low(ofBin, level, spread), high(ofBin, level, spread), wanted, random);
    }

    private long low(int ofBin, double level, double spread) {
        long low = bins.low()[ofBin];
        return Double.isNaN(level) ? low : Math.max(least, Math.min(most, roundUp(valueAt(level, spread, low))));
    }

    private long high(int ofBin, double level, double spread) {
        long high = bins.high()[ofBin];
        return Double.isNaN(level)
                ? high
                : Math.max(low(ofBin, level, spread), Math.min(most, roundUp(valueAt(level, spread, high + 1)) - 1));
    }

    private long roundUp(long value) {
        return unit == 1 ? value : ceilDiv(value, unit) * unit;
    }

    /** The number of trailing zeros that a value of {@code ofBin} is given where {@code wanted} are wanted. */
    int zerosGiven(int ofBin, double level, double spread, int wanted) {
        return zerosGiven(low(ofBin, level, spread), high(ofBin, level, spread), wanted);
    }

    /** True if {@code ofBin} has {@code value} among those that are drawn of it. */
    public boolean holds(int ofBin, double level, double spread, long value) {
        return value >= low(ofBin, level, spread) && value <= high(ofBin, level, spread);
    }

    /** The least number of zeros that, wanted of a value of {@code ofBin}, gives it {@code zeros}, which one has. */
    public int leastWanted(int ofBin, double level, double spread, int zeros) {
        int least = zeros;
        while (least > 0 && zerosGiven(ofBin, level, spread, least - 1) == zeros) {
            least--;
        }
        return least;
    }

    /** One more than the greatest number of zeros that, wanted of a value of {@code ofBin}, gives it {@code zeros}. */
    public int endWanted(int ofBin, double level, double spread, int zeros) {
        int end = zeros + 1;
        while (end <= MOST_ZEROS && zerosGiven(ofBin, level, spread, end) == zeros) {
            end++;
        }
        return end;
    }

    /** True if all values of {@code ofBin} are one. */
    boolean single(int ofBin, double level, double spread) {
        return low(ofBin, level, spread) == high(ofBin, level, spread);
    }

    /** {@link #draw(int, int, double, double, EventRandom)} by the entity's true level, if any. */
    public long draw(int ofBin, int wanted, double level, EventRandom random) {
        return draw(ofBin, wanted, level, 1, random);
    }

    /** True if {@link #draw} gives {@code value}, or values on both sides of it. */
    public boolean holds(double level, long value) {
        return firstBin(level, 1, value) >= 0;
    }

    public int leastWanted(int ofBin, double level, int zeros) {
        return leastWanted(ofBin, level, 1, zeros);
    }

    public int endWanted(int ofBin, double level, int zeros) {
        return endWanted(ofBin, level, 1, zeros);
    }

    public boolean single(int ofBin, double level) {
        return single(ofBin, level, 1);
    }

    private static long drawRound(long low, long high, int wanted, EventRandom random) {
        if (low == high) {
            return low;
        }
        int zeros = zerosGiven(low, high, wanted);
        long first = ceilDiv(low, POWER[zeros]);
        long draw = random.nextLong(justSoRound(low, high, zeros));
        if (zeros == MOST_ZEROS) {
            return (first + draw) * POWER[zeros];
        }
        long at = plain(first) + draw;
        return (at + Math.floorDiv(at, 9L) + 1) * POWER[zeros];
    }

    /** As many as wanted if a value has so many, else the next more that one has, else the next fewer. */
    private static int zerosGiven(long low, long high, int wanted) {
        int zeros = wanted;
        while (zeros <= MOST_ZEROS && justSoRound(low, high, zeros) == 0) {
            zeros++;
        }
        if (zeros <= MOST_ZEROS) {
            return zeros;
        }
        zeros = wanted;
        while (justSoRound(low, high, zeros) == 0) {
            zeros--; // ends: one of two neighbours has none
        }
        return zeros;
    }

    /** How many integers from {@code low} to {@code high} have {@code zeros} trailing zeros, no fewer and no more. */
    private static long justSoRound(long low, long high, int zeros) {
        long first = ceilDiv(low, POWER[zeros]);
        long end = Math.floorDiv(high, POWER[zeros]) + 1;
        return zeros == MOST_ZEROS ? Math.max(0, end - first) : plain(end) - plain(first);
    }

    /** How many integers from 0 to {@code end - 1} are no multiples of ten; below 0, minus those from {@code end} on. */
    private static long plain(long end) {
        return end - ceilDiv(end, 10);
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }
}
