package io.understudy.model.chain;

/**
 * Which tokens follow which two others in the reference.
 *
 * @param knownWords // [context * words + word] bits of the tokens that may follow; see {@link #context}
 * @param usualWords // [context * words + word] bits of those that enough entities have there to be told apart from
 *     others that are rare; null where all that may follow count alike
 * @param shares of the tokens that are usual behind two others, where the two come often, as odds by {@link #context}; null
 *     where all count alike
 */
@SuppressWarnings("ArrayRecordComponent")
public record FollowerBook(long[] knownWords, long[] usualWords, ContextOdds shares) {
    /** Number of the context of two tokens, each -1 if there was none. */
    public static int context(int tokens, int secondLast, int last) {
        return (secondLast + 1) * (tokens + 1) + last + 1;
    }

    /** Words of bits that a context has. */
    public static int words(int tokens) {
        return (tokens >> 6) + 1;
    }

    /** True if {@code token} may follow. */
    public boolean known(int context, int words, int token) {
        return (knownWords[context * words + (token >> 6)] >>> (token & 63) & 1) != 0;
    }

    /** Where the shares of a context begin; negative where none are known. */
    int sharesAt(int context) {
        return shares == null ? -1 : shares.rowByContext()[context] * shares.outcomes();
    }

    /** A token at quantile {@code u} of the shares that begin at {@code at}. */
    int draw(int at, double u) {
        double left = u;
        int chosen = 0;
        for (int token = 0; token < shares.outcomes(); token++) {
            float share = shares.odds()[at + token];
            if (share > 0) {
                chosen = token;
            }
            left -= share;
            if (left < 0) {
                break;
            }
        }
        return chosen;
    }

    /** True if {@code token} follows often enough to be told apart. */
    public boolean usual(int context, int words, int token) {
        return usualWords == null || (usualWords[context * words + (token >> 6)] >>> (token & 63) & 1) != 0;
    }
}
