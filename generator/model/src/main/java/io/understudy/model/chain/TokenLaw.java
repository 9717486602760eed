package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of the token, or of whether an event comes and with which token: a tree's, times factors for each token by how
 * long ago the entity last had it, by the day of the month and by the weekday, made to add up to 1 again. A tree has to
 * carve out each token's rhythm in each of its leaves; the factors say it once for all.
 *
 * <p>Tokens that the reference never has behind the last two, although it has those two often, are left out, and those
 * that few entities have there come together as often as in the reference: a leaf, which speaks of other contexts too,
 * would bring them far too often. Where a token is due as a matter of course, it comes as surely and as early as the
 * reference has it. All that holds for what is usual: an event of a rare class, which breaks in on it, is the tree's alone.
 *
 * @param tree outcomes: {@code none} more than the token
 * @param none 1 if outcome 0 stands for no event, else 0
 * @param factors // [token * CELLS + cell]; null where there is one token alone
 * @param dueShare share of events, while a token is surely due, that have such a token
 * @param followers which tokens may follow the last two; null where there are too many tokens to keep book of
 * @param rareFactors // [context] factor of the tokens that may follow but are not usual there; null where all count alike
 * @param mostNow // [cluster * tokens + token] events of the token at one instant, behind which there is no further one;
 *     null where clusters do not tell
 * @param odds by which factors tokens, and behind them no event where its odds are moved too, are likelier in contexts that the
 *     tree does not tell apart, behind usual events; null where it does
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenLaw(
        ProbabilityTree tree,
        int none,
        float[] factors,
        float dueShare,
        FollowerBook followers,
        float[] rareFactors,
        int[] mostNow,
        ContextOdds odds) {
    /** A law that is its tree's alone. */
    public TokenLaw(ProbabilityTree tree, int none) {
        this(tree, none, null, 0, null, null, null, null);
    }

    /** The same with odds that are moved. */
    public TokenLaw with(ContextOdds moved) {
        return new TokenLaw(tree, none, factors, dueShare, followers, rareFactors, mostNow, moved);
    }

    /** Number of kinds of recency that {@link History#recency} tells apart. */
    public static final int RECENCIES = 18;

    /** Where the cells of the day of the month begin, and those of the weekday. */
    public static final int DAY_CELLS = RECENCIES;

    public static final int WEEKDAY_CELLS = DAY_CELLS + 31;
    public static final int CELLS = WEEKDAY_CELLS + 7;

    /** A token, or -1 for no event. */
    int draw(History history, EventRandom random) {
        int first = tree.members() == 1 ? 0 : (int) random.nextLong(tree.members());
        int leaf = leaf(history, first);
        double total = weigh(history, leaf);
        if (history.sharesAt >= 0) {
            return followers.draw(history.sharesAt, random.nextDouble());
        }
        double left = random.nextDouble() * total;
        int from = tree.firstEntry(leaf);
        int outcome = tree.outcomeAt(from);
        for (int entry = from; entry < tree.endEntry(leaf); entry++) {
            double weight = history.weights[entry - from];
            if (weight > 0) {
                outcome = tree.outcomeAt(entry);
            }
            left -= weight;
            if (left < 0) {
                break;
            }
        }
        return outcome - none;
    }

    /** False if no token may come at the point of view: each has been there as often as ever at one instant. */
    boolean mayCome(History history) {
        return mostNow == null || weigh(history, leaf(history, 0)) > 0;
    }

    /** The leaf of the first member, from {@code first} on, that has a token which may come. */
    private int leaf(History history, int first) {
        int leaf = tree.leaf(history, first);
        for (int i = 1; mostNow != null && i < tree.members() && !(weigh(history, leaf) > 0); i++) {
            leaf = tree.leaf(history, (first + i) % tree.members());
        }
        return leaf;
    }

    /**
     * Fills the history's weights of the leaf's entries; returns their sum, which is 0 if none may come. Where the leaf has
     * only what may not follow, it is of another context: what follows in this one is left to the shares that the history is
     * told of.
     */
    double weigh(History history, int leaf) {
        history.sharesAt = -1;
        int context = followers == null || rare(history)
                ? -1
                : FollowerBook.context(tokens(), history.lastToken(1), history.lastToken(0));
        double total = weigh(history, leaf, context);
        if (total > 0 || context < 0) {
            return total;
        }
        history.sharesAt = mostNow == null ? followers.sharesAt(context) : -1;
        return history.sharesAt >= 0 ? 1 : weigh(history, leaf, -1);
    }

    private double weigh(History history, int leaf, int context) {
        int from = tree.firstEntry(leaf);
        int to = tree.endEntry(leaf);
        double total = 0;
        double before = 0;
        double due = 0;
        boolean rare = rare(history);
        boolean surely = !rare && history.sureChance() > 0;
        int words = FollowerBook.words(tokens());
        int[] recencies = history.slots.recencies();
        int[] slotByToken = history.shape.slotByToken();
        int day = DAY_CELLS + history.dayOfMonth() - 1;
        int weekday = WEEKDAY_CELLS + history.weekday();
        boolean moved = odds != null && history.usual();
        boolean movesNone = moved && odds.outcomes() > tokens();
        if (moved) {
            TokenContexts.tell(history, history.oddsCells);
            odds.find(history.oddsCells);
        }
        for (int entry = from; entry < to; entry++) {
            int token = tree.outcomeAt(entry) - none;
            double cumulative = tree.cumulativeAt(entry);
            double weight = cumulative - before;
            before = cumulative;
            if (token >= 0) {
                boolean sure = surely && history.sure(token);
                boolean free = context < 0 || sure;
                if (!free && !followers.known(context, words, token) || full(history, token)) {
                    weight = 0;
                } else if (factors != null && !rare) {
                    int cells = token * CELLS;
                    weight *= (double) factors[cells + recencies[slotByToken[token]]]
                            * factors[cells + day]
                            * factors[cells + weekday];
                }
                if (!free && rareFactors != null && !followers.usual(context, words, token)) {
                    weight *= rareFactors[context];
                }
                if (moved && !sure && weight > 0) {
                    weight *= odds.of(history.oddsCells, token);
                }
                due += sure ? weight : 0;
            } else if (movesNone) {
                weight *= odds.of(history.oddsCells, tokens());
            }
            history.weights[entry - from] = weight;
            total += weight;
        }
        return due > 0 ? settle(history, leaf, total, due) : total;
    }

    /**
     * Where a token is surely due, no event is as likely as that chance leaves, and a due token comes first as often as it
     * does in the reference; the leaf tells the rest.
     */
    private double settle(History history, int leaf, double total, double due) {
        int from = tree.firstEntry(leaf);
        boolean listsNone = none > 0 && tree.outcomeAt(from) == 0;
        double nothing = listsNone ? Math.min(history.weights[0], (1 - history.sureChance()) * total) : 0;
        double others = total - due - (listsNone ? history.weights[0] : 0);
        double events = total - nothing;
        double share = others > 0 ? Math.max(dueShare, due / (due + others)) : 1;
        for (int entry = from; entry < tree.endEntry(leaf); entry++) {
            int token = tree.outcomeAt(entry) - none;
            if (token >= 0) {
                history.weights[entry - from] *=
                        history.sure(token) ? events * share / due : events * (1 - share) / Math.max(others, 1e-300);
            } else {
                history.weights[entry - from] = nothing;
            }
        }
        return total;
    }

    /**
     * True where the event is of a rare class that it brings along: its tokens keep to no habits, and follow what they like. Where
     * clusters tell, classes are told apart before all else, and what follows is known of each.
     */
    private boolean rare(History history) {
        return mostNow == null && history.draft.label > 0;
    }

    private boolean full(History history, int token) {
        return mostNow != null
                && history.slots.now(history.shape.slotByToken()[token])
                        >= mostNow[Math.max(0, history.cluster) * tokens() + token];
    }

    private int tokens() {
        return tree.outcomes() - none;
    }

    /** Fills {@code mass} with the probability of each outcome. */
    void spread(History history, double[] mass) {
        java.util.Arrays.fill(mass, 0, tree.outcomes(), 0);
        for (int member = 0; member < tree.members(); member++) {
            int leaf = leaf(history, member);
            double total = weigh(history, leaf) * tree.members();
            if (history.sharesAt >= 0) {
                for (int token = 0; token < tokens(); token++) {
                    mass[none + token] += followers.shares().odds()[history.sharesAt + token] / tree.members();
                }
                continue;
            }
            int from = tree.firstEntry(leaf);
            for (int entry = from; total > 0 && entry < tree.endEntry(leaf); entry++) {
                mass[tree.outcomeAt(entry)] += history.weights[entry - from] / total;
            }
        }
    }
}
