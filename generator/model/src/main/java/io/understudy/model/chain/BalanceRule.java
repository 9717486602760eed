package io.understudy.model.chain;

/**
 * A derived column that runs: its value is the entity's last one, plus or minus the amount, by token.
 *
 * @param column the derived column
 * @param mark the numeric mark that is the amount
 * @param signByToken // [token] +1, -1 or 0
 * @param least value below which the reference hardly goes
 * @param leastByToken // [token] the same of what an event of the token leaves: who draws cash leaves something
 */
@SuppressWarnings("ArrayRecordComponent")
public record BalanceRule(int column, int mark, int[] signByToken, long least, long[] leastByToken) {
    /** A rule of which all tokens leave as little. */
    public BalanceRule(int column, int mark, int[] signByToken, long least) {
        this(column, mark, signByToken, least, new long[signByToken.length]);
        java.util.Arrays.fill(leastByToken, least);
    }

    /** The value after an event of {@code token} with {@code amount} (of {@code balance}'s scale). */
    public long next(long balance, int token, long amount) {
        return amount == io.understudy.model.ColumnFormat.MISSING ? balance : balance + signByToken[token] * amount;
    }

    /** The greatest amount with which an event of {@code token} is allowed; the greatest of all where none is too great. */
    long most(long balance, int token) {
        return signByToken[token] < 0 ? Math.max(0, balance - leastByToken[token]) : Long.MAX_VALUE;
    }

    /** True if an order is kept whose amount leaves less than its token usually does: not less than all others, though. */
    boolean keeps(long balance, int token, long amount) {
        return next(balance, token, amount) >= least;
    }

    /** False if the draft takes the value below what its token leaves at least, further than it was. */
    public boolean allows(long balance, EventDraft draft) {
        long next = next(balance, draft.token, draft.numbers[mark]);
        return next >= leastByToken[draft.token] || next >= balance;
    }
}
