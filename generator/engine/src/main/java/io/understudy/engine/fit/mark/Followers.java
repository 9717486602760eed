package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.FollowerCounts;
import io.understudy.engine.fit.floor.ScarceFollowers;
import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.ContextOdds;
import io.understudy.model.chain.FollowerBook;

/** Keeps book of which tokens ever follow which, and how many come at once. */
public final class Followers {
    private static final int MOST_BOOKED = 200; // tokens
    private static final double MOST_REFUSED = 0.01; // of the reference's events

    private Followers() {}

    /**
     * Which tokens may follow two others, or one other where the two are too rare; null where there is one token or too
     * many. A token may not where fewer than k entities have it there although chance alone would bring it to many more:
     * what is rare by itself proves nothing, and left out everywhere it would be missed. Nor may what fewer than k have there
     * where it is scarce behind the last one, or behind the one before it. It is usual where k entities have it.
     */
    public static FollowerBook book(FitData data, int k) {
        int tokens = data.shape.tokens();
        if (tokens == 1 || tokens > MOST_BOOKED) {
            return null;
        }
        int words = FollowerBook.words(tokens);
        int contexts = (tokens + 1) * (tokens + 1);
        FollowerCounts pairs = new FollowerCounts(contexts, tokens);
        FollowerCounts lasts = new FollowerCounts(tokens + 1, tokens);
        FollowerCounts skips = new FollowerCounts(tokens + 1, tokens);
        FollowerCounts any = new FollowerCounts(1, tokens);
        for (int e = 0; e < data.log.entities(); e++) {
            int secondLast = -1;
            int last = -1;
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                int next = data.token[place];
                if (next >= 0) {
                    pairs.see(FollowerBook.context(tokens, secondLast, last), next, e);
                    lasts.see(last + 1, next, e);
                    skips.see(secondLast + 1, next, e);
                    any.see(0, next, e);
                }
                secondLast = last;
                last = next;
            }
        }
        long[] known = new long[contexts * words];
        long[] usual = data.byKind() ? null : new long[contexts * words];
        Scarce scarce = scarce(pairs, lasts, skips, any, k);
        for (int c = 0; c < contexts; c++) {
            int last = c % (tokens + 1);
            for (int next = 0; next < tokens; next++) {
                boolean refused = pairs.lack(c, next, lasts.share(last, next), k)
                        || lasts.lack(last, next, any.share(0, next), k)
                        || scarce.refuses(c, next);
                known[c * words + (next >> 6)] |= refused ? 0 : 1L << (next & 63);
                if (usual != null && usual(pairs, lasts, any, c, next, k)) {
                    usual[c * words + (next >> 6)] |= 1L << (next & 63);
                }
            }
        }
        return new FollowerBook(known, usual, usual == null ? null : shares(pairs, tokens, k));
    }

    /** What may not come behind two others since pairs like it are scarce. */
    private interface Scarce {
        boolean refuses(int context, int next);
    }

    /** None where that would be more than a few of the reference's own events: of many tokens most pairs are rare. */
    private static Scarce scarce(
            FollowerCounts pairs, FollowerCounts lasts, FollowerCounts skips, FollowerCounts any, int k) {
        int places = lasts.contexts(); // tokens, and none
        ScarceFollowers scarceLasts = new ScarceFollowers(lasts, any, k);
        ScarceFollowers scarceSkips = new ScarceFollowers(skips, any, k);
        Scarce scarce = (c, next) -> pairs.owners(c, next) < k
                && (scarceLasts.refused(c % places, next) || scarceSkips.refused(c / places, next));
        long refused = 0;
        long events = 0;
        for (int c = 0; c < pairs.contexts(); c++) {
            for (int next = 0; next < places - 1; next++) {
                events += pairs.rows(c, next);
                refused += scarce.refuses(c, next) ? pairs.rows(c, next) : 0;
            }
        }
        return refused > MOST_REFUSED * events ? (c, next) -> false : scarce;
    }

    /** The shares of the tokens that k entities have behind two others, where twice as many have the two. */
    private static ContextOdds shares(FollowerCounts pairs, int tokens, int k) {
        int[] rowByContext = new int[pairs.contexts()];
        float[] shares = new float[rowByContext.length * tokens];
        int rows = 0;
        for (int c = 0; c < rowByContext.length; c++) {
            double sum = 0;
            for (int next = 0; next < tokens; next++) {
                sum += pairs.owners(c, next) >= k ? pairs.share(c, next) : 0;
            }
            rowByContext[c] = sum > 0 && pairs.owners(c) >= 2 * k ? rows++ : -1;
            for (int next = 0; next < tokens && rowByContext[c] >= 0; next++) {
                double share = pairs.owners(c, next) >= k ? pairs.share(c, next) / sum : 0;
                shares[rowByContext[c] * tokens + next] = (float) share;
            }
        }
        return new ContextOdds(tokens, rowByContext, java.util.Arrays.copyOf(shares, rows * tokens));
    }

    private static boolean usual(
            FollowerCounts pairs, FollowerCounts lasts, FollowerCounts any, int pair, int next, int k) {
        int last = pair % lasts.contexts();
        return pairs.owners(pair) >= k
                ? pairs.owners(pair, next) >= k
                : lasts.owners(last) >= k ? lasts.owners(last, next) >= k : any.owners(0, next) >= k;
    }

    /** The k-th largest of the entities' largest numbers of events of a token's slot at one instant, by cluster. */
    static int[] mostNow(FitData data, int k) {
        int tokens = data.shape.tokens();
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
}
