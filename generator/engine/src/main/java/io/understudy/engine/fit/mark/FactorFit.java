package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.History;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;

/**
 * Learns the factors of a token's law by iterative scaling (Darroch, Ratcliff 1972), one family of cells after another:
 * each factor is moved until the model expects the token as often in its cell as the reference has it.
 */
public final class FactorFit {
    private static final int ROUNDS = 10;
    private static final double[] PRIOR = {0.5, 4, 4
    }; // events by which observed and expected counts are moved together
    private static final double LEAST = 1e-5;
    private static final double MOST = 1000;
    private static final float NEVER = 1e-4f; // for what was never seen although it often could have been
    private static final int MOST_ROWS = 120_000;
    private static final int[] FIRST_CELL = {0, TokenLaw.DAY_CELLS, TokenLaw.WEEKDAY_CELLS, TokenLaw.CELLS};

    private static final int RARE = 1 << 29; // in an entry: the token is not usual behind the last two

    private final ProbabilityTree tree;
    private final int none;
    private final int tokens;
    private final int k;
    private final int fewest;
    private final long step;
    private long seen;

    // rows, flattened: their leaf's entries with the recency of each token
    private int rows;
    private int[] outcome = new int[1 << 10];
    private float[] weight = new float[1 << 10];
    private int[] calendar = new int[1 << 10]; // day of month, from 0, and the weekday above it
    private int[] context = new int[1 << 10];
    private int[] start = new int[1 << 10];
    private int[] entry = new int[1 << 12]; // token and recency; -1 for no event
    private float[] probability = new float[1 << 12];
    private final double[] exposure; // [token * CELLS + cell] weight of rows at which the token was so
    private final double[] count; // [token]
    private final CellOwners owners; // [token * CELLS + cell] of what was observed
    private final int[] events; // [token]
    private final CellOwners tokenOwners;
    private final AlikeTokens[] together = new AlikeTokens[3]; // [family] null before its first round
    private double total;
    private double heaviest;
    private double dueEvents; // while a token was surely due
    private double dueFirst; // those of them that had such a token
    private final FollowerBook followers; // null where nobody keeps book
    private final RareFit rare; // null where all that may follow count alike
    private float[] rareFactor;
    private boolean[] free; // [token * CELLS + cell] never had, as more rows than these tell; null where these are all

    public FactorFit(
            ProbabilityTree tree, int none, ChainShape shape, FollowerBook followers, int k, long expectedRows) {
        this.tree = tree;
        this.none = none;
        tokens = shape.tokens();
        this.k = k;
        fewest = 2 * k;
        step = Math.max(1, expectedRows / MOST_ROWS);
        exposure = new double[tokens * TokenLaw.CELLS];
        count = new double[tokens];
        owners = new CellOwners(exposure.length);
        events = new int[tokens];
        tokenOwners = new CellOwners(tokens);
        this.followers = followers;
        boolean told = followers != null && followers.usualWords() != null;
        rare = told ? new RareFit((tokens + 1) * (tokens + 1), k) : null;
    }

    /** Takes it that tokens are never on their free days. */
    public FactorFit without(boolean[] freeDays) {
        free = freeDays;
        return this;
    }

    /** Notes a row that a law of the tree speaks of, from its point of view; one of a rare class has no factors. */
    public void see(History history, int itsOutcome, double itsWeight, int entity) {
        if (history.feature(Feature.LABEL.id()) > 0) {
            return;
        }
        if (itsOutcome >= none && history.sureChance() > 0) {
            dueEvents += itsWeight;
            dueFirst += history.sure(itsOutcome - none) ? itsWeight : 0;
        }
        if (tokens == 1 || seen++ % step != 0) {
            return;
        }
        int leaf = tree.leaf(history, rows % tree.members());
        if (rows + 1 == outcome.length) {
            outcome = Arrays.copyOf(outcome, 2 * rows + 2);
            weight = Arrays.copyOf(weight, outcome.length);
            calendar = Arrays.copyOf(calendar, outcome.length);
            context = Arrays.copyOf(context, outcome.length);
            start = Arrays.copyOf(start, outcome.length);
        }
        int at = start[rows];
        int entries = tree.endEntry(leaf) - tree.firstEntry(leaf);
        if (at + entries > entry.length) {
            entry = Arrays.copyOf(entry, Math.max(at + entries, entry.length * 2));
            probability = Arrays.copyOf(probability, entry.length);
        }
        context[rows] = context(history);
        if (itsOutcome >= none && refused(history, itsOutcome - none)) {
            return; // the law never draws it
        }
        for (int i = tree.firstEntry(leaf); i < tree.endEntry(leaf); i++) {
            int token = tree.outcomeAt(i) - none;
            boolean refused = token >= 0 && refused(history, token);
            entry[at] = token < 0 ? -1 : token * TokenLaw.RECENCIES + history.recency(token) | rareBit(history, token);
            probability[at++] = refused ? 0 : (float) tree.probabilityAt(leaf, i);
        }
        if (itsOutcome >= none && rareBit(history, itsOutcome - none) != 0) {
            rare.see(context[rows], itsWeight, entity);
        }
        if (itsOutcome >= none) {
            events[itsOutcome - none]++;
            tokenOwners.see(itsOutcome - none, entity);
            int cells = (itsOutcome - none) * TokenLaw.CELLS;
            owners.see(cells + history.recency(itsOutcome - none), entity);
            owners.see(cells + TokenLaw.DAY_CELLS + history.dayOfMonth() - 1, entity);
            owners.see(cells + TokenLaw.WEEKDAY_CELLS + history.weekday(), entity);
        }
        int day = history.dayOfMonth() - 1;
        int weekday = history.weekday();
        for (int token = 0; token < tokens; token++) {
            int cells = token * TokenLaw.CELLS;
            exposure[cells + history.recency(token)] += itsWeight;
            exposure[cells + TokenLaw.DAY_CELLS + day] += itsWeight;
            exposure[cells + TokenLaw.WEEKDAY_CELLS + weekday] += itsWeight;
        }
        total += itsWeight;
        heaviest = Math.max(heaviest, itsWeight);
        if (itsOutcome >= none) {
            count[itsOutcome - none] += itsWeight;
        }
        outcome[rows] = itsOutcome - none;
        weight[rows] = (float) itsWeight;
        calendar[rows] = day | weekday << 5;
        start[++rows] = at;
    }

    private int context(History history) {
        int secondLast = (int) history.feature(Feature.TOKEN_BACK.id(1));
        int last = (int) history.feature(Feature.TOKEN_BACK.id(0));
        return FollowerBook.context(tokens, secondLast - 1, last - 1);
    }

    private boolean refused(History history, int token) {
        return followers != null
                && !followers.known(context[rows], FollowerBook.words(tokens), token)
                && !history.sure(token);
    }

    private int rareBit(History history, int token) {
        boolean usual = rare == null || followers.usual(context[rows], FollowerBook.words(tokens), token);
        return usual || history.sure(token) ? 0 : RARE;
    }

    /** The factors of tokens that are not usual behind the last two, by context; null where all count alike. */
    public float[] rareFactors() {
        return rareFactor;
    }

    /** Share of the events, while a token was surely due, that had such a token. */
    public float dueShare() {
        return dueEvents == 0 ? 0 : (float) (dueFirst / dueEvents);
    }

    /** The factors; null where there is one token alone. */
    public float[] fit() {
        if (tokens == 1) {
            return null;
        }
        float[] factor = new float[tokens * TokenLaw.CELLS];
        Arrays.fill(factor, 1);
        if (rare != null) {
            rareFactor = new float[rare.contexts()];
            Arrays.fill(rareFactor, 1);
        }
        double[] observed = new double[factor.length];
        for (int row = 0; row < rows; row++) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                if (entry[i] >= 0 && (entry[i] & ~RARE) / TokenLaw.RECENCIES == outcome[row]) {
                    for (int family = 0; family < 3; family++) {
                        observed[cell(row, i, family)] += weight[row];
                    }
                }
            }
        }
        for (int c = 0; c < factor.length; c++) {
            double chance = exposure[c] * count[c / TokenLaw.CELLS] / total;
            boolean never = free != null && free[c] || chance >= FreeDays.SURPRISE * heaviest;
            factor[c] = observed[c] == 0 && never ? NEVER : 1;
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (rare != null) {
                rare.scale(rareFactor, expected(factor, 3), heaviest);
            }
            for (int family = 0; family < 3; family++) {
                scale(factor, observed, family);
            }
        }
        return factor;
    }

    private int cell(int row, int i, int family) {
        int code = entry[i] & ~RARE;
        int token = code / TokenLaw.RECENCIES;
        int inside = family == 0
                ? code % TokenLaw.RECENCIES
                : family == 1
                        ? TokenLaw.DAY_CELLS + (calendar[row] & 31)
                        : TokenLaw.WEEKDAY_CELLS + (calendar[row] >> 5);
        return token * TokenLaw.CELLS + inside;
    }

    private void scale(float[] factor, double[] observed, int family) {
        double[] expected = expected(factor, family);
        double prior = PRIOR[family] * heaviest;
        if (together[family] == null) {
            together[family] = new AlikeTokens(
                    FIRST_CELL[family],
                    FIRST_CELL[family + 1],
                    timesByToken(),
                    observed,
                    expected,
                    owners,
                    fewest * heaviest,
                    k);
        }
        AlikeTokens alike = together[family];
        alike.sum(observed, expected);
        for (int token = 0; token < tokens; token++) {
            for (int inside = FIRST_CELL[family]; inside < FIRST_CELL[family + 1]; inside++) {
                int c = token * TokenLaw.CELLS + inside;
                if (factor[c] != NEVER && alike.moves(c)) {
                    double next = factor[c] * (alike.observed(c) + prior) / (alike.expected(c) + prior);
                    factor[c] = (float) Math.max(LEAST, Math.min(MOST, next));
                }
            }
        }
    }

    private double[] timesByToken() {
        double[] times = new double[tokens];
        for (int token = 0; token < tokens; token++) {
            times[token] = events[token] / (double) Math.max(1, tokenOwners.of(token));
        }
        return times;
    }

    /** Expected events by cell of a family; by context those of rare tokens alone where {@code family} is 3. */
    private double[] expected(float[] factor, int family) {
        double[] expected = new double[family == 3 ? rare.contexts() : factor.length];
        double[] mass = new double[tree.outcomes()];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = start[row]; i < start[row + 1]; i++) {
                double m = probability[i];
                if (entry[i] >= 0) {
                    m *= (double) factor[cell(row, i, 0)] * factor[cell(row, i, 1)] * factor[cell(row, i, 2)];
                }
                if (entry[i] >= RARE) {
                    m *= rareFactor[context[row]];
                }
                mass[i - start[row]] = m;
                sum += m;
            }
            for (int i = start[row]; i < start[row + 1] && sum > 0; i++) {
                if (family == 3 ? entry[i] >= RARE : entry[i] >= 0) {
                    expected[family == 3 ? context[row] : cell(row, i, family)] +=
                            weight[row] * mass[i - start[row]] / sum;
                }
            }
        }
        return expected;
    }
}
