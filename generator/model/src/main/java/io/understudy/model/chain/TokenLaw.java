package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of the token: a tree's, times a factor for each token by how long ago the entity last had it, made to add up to 1
 * again. A tree has to carve out each token's rhythm in each of its leaves; the factors say it once for all.
 *
 * <p>Tokens that the reference never has behind the last two, although it has those two often, are left out.
 *
 * @param factors // [token * RECENCIES + recency]; null where there is one token alone
 * @param knownWords // [((second last + 1) * (tokens + 1) + last + 1) * words + word] bits of the tokens that may follow;
 *     null where there are too many tokens to keep book of
 * @param mostNow // [cluster * tokens + token] events of the token at one instant, behind which there is no further one;
 *     null where clusters do not tell
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenLaw(ProbabilityTree tree, float[] factors, long[] knownWords, int[] mostNow) {
    /** A law without limits at one instant. */
    public TokenLaw(ProbabilityTree tree, float[] factors, long[] knownWords) {
        this(tree, factors, knownWords, null);
    }

    /** Number of kinds of recency that {@link History#recency} tells apart. */
    public static final int RECENCIES = 16;

    int draw(History history, EventRandom random) {
        int leaf = random.leaf(tree, history);
        double u = random.nextDouble();
        if (factors == null) {
            return tree.draw(leaf, u);
        }
        int context = context(history);
        double total = weigh(history, leaf, context);
        if (total <= 0) {
            total = weigh(history, leaf, -1);
        }
        double[] weights = history.weights();
        double left = u * total;
        int first = tree.firstEntry(leaf);
        int entries = tree.endEntry(leaf) - first;
        int token = tree.outcomeAt(first);
        for (int i = 0; i < entries; i++) {
            if (weights[i] > 0) {
                token = tree.outcomeAt(first + i);
            }
            left -= weights[i];
            if (left < 0) {
                break;
            }
        }
        return token;
    }

    /** Writes the weights of a leaf's entries into the history's scratch, and adds them up. */
    private double weigh(History history, int leaf, int context) {
        double[] weights = history.weights();
        int first = tree.firstEntry(leaf);
        int entries = tree.endEntry(leaf) - first;
        double total = 0;
        double before = 0;
        int[] recencies = history.recencies();
        int[] slotByToken = history.shape.slotByToken();
        for (int i = 0; i < entries; i++) {
            int token = tree.outcomeAt(first + i);
            double cumulative = tree.cumulativeAt(first + i);
            double factor = factors[token * RECENCIES + recencies[slotByToken[token]]];
            long known = context < 0 ? 1 : knownWords[context + (token >> 6)] >>> (token & 63) & 1;
            weights[i] = full(history, token) ? 0 : (cumulative - before) * factor * known;
            total += weights[i];
            before = cumulative;
        }
        return total;
    }

    private double weight(History history, int leaf, int entry, int context) {
        int token = tree.outcomeAt(entry);
        boolean known = context < 0 || (knownWords[context + (token >> 6)] >>> (token & 63) & 1) != 0;
        return known && !full(history, token)
                ? tree.probabilityAt(leaf, entry) * factors[token * RECENCIES + history.recency(token)]
                : 0;
    }

    private boolean full(History history, int token) {
        return mostNow != null
                && history.now(history.shape.slotByToken()[token])
                        >= mostNow[Math.max(0, history.cluster) * tree.outcomes() + token];
    }

    /** Where {@link #knownWords} has the last two tokens; -1 if there is no such book. */
    private int context(History history) {
        return knownWords == null ? -1 : context(tree.outcomes(), history.lastToken(1), history.lastToken(0));
    }

    /** Index into {@link #knownWords} of what may follow two tokens, each -1 if there was none. */
    public static int context(int tokens, int secondLast, int last) {
        return ((secondLast + 1) * (tokens + 1) + last + 1) * ((tokens >> 6) + 1);
    }

    private double total(History history, int leaf, int context) {
        double total = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            total += weight(history, leaf, entry, context);
        }
        return total;
    }

    /** Probability of {@code token}. */
    double probability(History history, int token) {
        return factors == null ? tree.probability(history, token) : mass(history, token, token + 1);
    }

    /** Probability of all tokens less than {@code token}. */
    double below(History history, int token) {
        return factors == null ? tree.below(history, token) : mass(history, 0, token);
    }

    private double mass(History history, int from, int to) {
        double mass = 0;
        for (int member = 0; member < tree.members(); member++) {
            int leaf = tree.leaf(history, member);
            int context = context(history);
            double total = total(history, leaf, context);
            if (total <= 0) {
                context = -1;
                total = total(history, leaf, context);
            }
            double inside = 0;
            for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
                int token = tree.outcomeAt(entry);
                inside += token >= from && token < to ? weight(history, leaf, entry, context) : 0;
            }
            mass += total > 0 ? inside / total : 0;
        }
        return mass / tree.members();
    }
}
