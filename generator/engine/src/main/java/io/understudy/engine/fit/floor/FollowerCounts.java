package io.understudy.engine.fit.floor;

/** Counts which tokens follow which contexts, in rows and in entities, and tells what a context lacks. */
public final class FollowerCounts {
    private static final int FEWEST_SEEN = 50; // times a context must be there to tell what never follows it
    private static final int TIMES_K = 3; // entities, in k - 1, that chance would bring a token to

    private final int tokens;
    private final int[] count; // [context]
    private final int[] rows; // [context * tokens + token]
    private final CellOwners owners; // [context * tokens + token]
    private final CellOwners contextOwners; // [context]

    public FollowerCounts(int contexts, int tokens) {
        this.tokens = tokens;
        count = new int[contexts];
        rows = new int[contexts * tokens];
        owners = new CellOwners(contexts * tokens);
        contextOwners = new CellOwners(contexts);
    }

    /** Notes that {@code token} followed {@code context}; entities come one after the other. */
    public void see(int context, int token, int entity) {
        count[context]++;
        rows[context * tokens + token]++;
        owners.see(context * tokens + token, entity);
        contextOwners.see(context, entity);
    }

    public int contexts() {
        return count.length;
    }

    int tokens() {
        return tokens;
    }

    /** Rows with {@code token} behind {@code context}. */
    public int rows(int context, int token) {
        return rows[context * tokens + token];
    }

    /** Rows behind {@code context}. */
    int rows(int context) {
        return count[context];
    }

    /** Entities that were in {@code context}. */
    public int owners(int context) {
        return contextOwners.of(context);
    }

    /** Entities that had {@code token} behind {@code context}. */
    public int owners(int context, int token) {
        return owners.of(context * tokens + token);
    }

    /** Share of {@code token} among what follows {@code context}; 0 if nothing does. */
    public double share(int context, int token) {
        return count[context] == 0 ? 0 : rows[context * tokens + token] / (double) count[context];
    }

    /**
     * True if fewer than k entities have {@code token} behind {@code context}, although it is there often enough for
     * chance to have brought it to three times k - 1, were it as frequent as {@code usualShare}.
     */
    public boolean lack(int context, int token, double usualShare, int k) {
        return count[context] >= FEWEST_SEEN
                && contextOwners.of(context) >= k
                && owners.of(context * tokens + token) < k
                && usualShare * contextOwners.of(context) >= TIMES_K * (k - 1);
    }
}
