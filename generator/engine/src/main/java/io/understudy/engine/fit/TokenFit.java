package io.understudy.engine.fit;

import io.understudy.model.chain.History;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.tree.ProbabilityTree;

/**
 * Learns the factors of a token's law by iterative scaling (Darroch, Ratcliff 1972): each is moved until the model
 * expects the token as often in each recency as the reference has it.
 */
final class TokenFit {
    private static final int ROUNDS = 15;
    private static final double PRIOR = 0.5; // events by which observed and expected counts are moved together
    private static final double LEAST = 1e-5;
    private static final double MOST = 30;
    private static final float NEVER = 1e-4f; // for what was never seen although it often could have been
    private static final double SURPRISE = 5; // events that chance alone would have brought
    private static final int MOST_BOOKED = 150; // tokens
    private static final int MOST_ROWS = 120_000;

    private final FitData data;
    private final ProbabilityTree tree;
    private final int tokens;
    private final int k;
    private final int fewest;
    private final int step;

    // rows, flattened: their leaf's entries with the recency of each token
    private int rows;
    private final int[] token;
    private final int[] start;
    private final CellOwners owners; // of what was observed
    private final double[] exposure; // [token * RECENCIES + recency] rows at which the token was so recent
    private int[] cell = new int[1 << 12]; // token * RECENCIES + recency
    private float[] probability = new float[1 << 12];

    TokenFit(FitData data, ProbabilityTree tree, int k) {
        this.data = data;
        this.tree = tree;
        tokens = data.shape.tokens();
        this.k = k;
        fewest = 2 * k;
        step = Math.max(1, data.log.rows() / MOST_ROWS);
        token = new int[data.log.rows() / step + 1];
        start = new int[token.length + 1];
        owners = new CellOwners(tokens * TokenLaw.RECENCIES);
        exposure = new double[tokens * TokenLaw.RECENCIES];
    }

    TokenLaw fit() {
        if (tokens == 1) {
            return new TokenLaw(tree, null, null, null);
        }
        if (data.byKind()) {
            return new TokenLaw(tree, even(), tokens <= MOST_BOOKED ? known() : null, mostNow());
        }
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void at(History history, int entity, int place) {
                if (place % step == 0 && data.token[place] >= 0) {
                    see(history, entity, data.token[place], place / step % tree.members());
                }
            }
        });
        return new TokenLaw(tree, scale(), tokens <= MOST_BOOKED ? known() : null);
    }

    /** The k-th largest of the entities' largest numbers of events of a token's slot at one instant, by cluster. */
    private int[] mostNow() {
        int[] slots = data.shape.slotByToken();
        int[][] most = new int[data.log.entities()][data.shape.slots()];
        for (int e = 0; e < most.length; e++) {
            int[] now = new int[data.shape.slots()];
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                if (place == data.log.firstRow(e) || data.timeMicros(place) != data.timeMicros(place - 1)) {
                    java.util.Arrays.fill(now, 0);
                }
                if (data.token[place] >= 0) {
                    int slot = slots[data.token[place]];
                    most[e][slot] = Math.max(most[e][slot], ++now[slot]);
                }
            }
        }
        int[] mostNow = new int[data.shape.clusters() * tokens];
        for (int c = 0; c < data.shape.clusters(); c++) {
            int cluster = c;
            for (int t = 0; t < tokens; t++) {
                int slot = slots[t];
                int[] sorted = java.util.stream.IntStream.range(0, most.length)
                        .filter(e -> data.cluster[e] == cluster)
                        .map(e -> most[e][slot])
                        .sorted()
                        .toArray();
                mostNow[c * tokens + t] = sorted[Math.max(0, sorted.length - k)];
            }
        }
        return mostNow;
    }

    private void see(History history, int entity, int itsToken, int member) {
        owners.see(itsToken * TokenLaw.RECENCIES + history.recency(itsToken), entity);
        int leaf = tree.leaf(history, member);
        int at = start[rows];
        int entries = tree.endEntry(leaf) - tree.firstEntry(leaf);
        if (at + entries > cell.length) {
            cell = java.util.Arrays.copyOf(cell, Math.max(at + entries, cell.length * 2));
            probability = java.util.Arrays.copyOf(probability, cell.length);
        }
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            int other = tree.outcomeAt(entry);
            cell[at] = other * TokenLaw.RECENCIES + history.recency(other);
            probability[at++] = (float) tree.probabilityAt(leaf, entry);
        }
        for (int other = 0; other < tokens; other++) {
            exposure[other * TokenLaw.RECENCIES + history.recency(other)]++;
        }
        token[rows++] = itsToken;
        start[rows] = at;
    }

    /** Factors of 1: where clusters share nothing, a token's rhythm in one says nothing of that in another. */
    private float[] even() {
        float[] factor = new float[tokens * TokenLaw.RECENCIES];
        java.util.Arrays.fill(factor, 1);
        return factor;
    }

    private float[] scale() {
        float[] factor = new float[tokens * TokenLaw.RECENCIES];
        java.util.Arrays.fill(factor, 1);
        double[] observed = new double[factor.length];
        double[] count = new double[tokens];
        for (int row = 0; row < rows; row++) {
            count[token[row]]++;
        }
        for (int row = 0; row < rows; row++) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                observed[cell[i]] += cell[i] / TokenLaw.RECENCIES == token[row] ? 1 : 0;
            }
        }
        for (int c = 0; c < factor.length; c++) {
            double chance = exposure[c] * count[c / TokenLaw.RECENCIES] / rows;
            factor[c] = observed[c] == 0 && chance >= SURPRISE ? NEVER : 1;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] expected = expected(factor);
            for (int c = 0; c < factor.length; c++) {
                boolean borne = observed[c] == 0 || owners.of(c) >= k;
                if (factor[c] != NEVER && borne && (observed[c] + expected[c] >= fewest || factor[c] != 1)) {
                    double next = factor[c] * (observed[c] + PRIOR) / (expected[c] + PRIOR);
                    factor[c] = (float) Math.max(LEAST, Math.min(MOST, next));
                }
            }
        }
        return factor;
    }

    /**
     * Bits of the tokens that may follow two others, or one other where the two are too rare. A token may not where fewer
     * than k entities have it there although chance alone would bring it to many more: what is rare by itself proves
     * nothing, and left out everywhere it would be missed.
     */
    private long[] known() {
        int words = (tokens >> 6) + 1;
        int contexts = (tokens + 1) * (tokens + 1);
        Followers pairs = new Followers(contexts, tokens);
        Followers lasts = new Followers(tokens + 1, tokens);
        Followers any = new Followers(1, tokens);
        for (int e = 0; e < data.log.entities(); e++) {
            int secondLast = -1;
            int last = -1;
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                int next = data.token[place];
                if (next >= 0) {
                    pairs.see(TokenLaw.context(tokens, secondLast, last) / words, next, e);
                    lasts.see(last + 1, next, e);
                    any.see(0, next, e);
                }
                secondLast = last;
                last = next;
            }
        }
        long[] known = new long[contexts * words];
        for (int c = 0; c < contexts; c++) {
            int last = c % (tokens + 1);
            for (int next = 0; next < tokens; next++) {
                boolean refused = pairs.lack(c, next, lasts.share(last, next), k)
                        || lasts.lack(last, next, any.share(0, next), k);
                known[c * words + (next >> 6)] |= refused ? 0 : 1L << (next & 63);
            }
        }
        return known;
    }

    private double[] expected(float[] factor) {
        double[] expected = new double[factor.length];
        for (int row = 0; row < rows; row++) {
            double total = 0;
            for (int i = start[row]; i < start[row + 1]; i++) {
                total += probability[i] * factor[cell[i]];
            }
            for (int i = start[row]; i < start[row + 1]; i++) {
                expected[cell[i]] += probability[i] * factor[cell[i]] / total;
            }
        }
        return expected;
    }
}
