package io.understudy.engine.fit.floor;

/**
 * Tells which tokens come less behind others than chance would bring them, of those that fewer than k entities have there.
 * One of them alone proves nothing; but of all that chance would bring as often, each with another context or token, most
 * that are there in fact come far oftener. What is left is scarce where little of it comes, taken together.
 */
public final class ScarceFollowers {
    private static final double LEAST_SHARE = 0.4; // of what chance would bring
    private static final double PRIOR = 0.5; // events by which both counts are moved together
    private static final int LEAST_EXPONENT = -6; // of two, of the events that chance brings
    private static final int OCTAVES = 2; // of a pool
    private static final int POOLS = 10;

    private final FollowerCounts counts;
    private final FollowerCounts any;
    private final int k;
    private final double[] real = new double[POOLS];
    private final double[] chance = new double[POOLS];
    private final int[] owners = new int[POOLS];
    private final boolean[] scarce = new boolean[POOLS];

    /**
     * Pools what is rare.
     *
     * @param counts of tokens behind contexts
     * @param any of tokens anywhere, in one context
     */
    public ScarceFollowers(FollowerCounts counts, FollowerCounts any, int k) {
        this.counts = counts;
        this.any = any;
        this.k = k;
        for (int context = 0; context < counts.contexts(); context++) {
            for (int token = 0; token < counts.tokens(); token++) {
                if (counts.owners(context, token) < k) {
                    int pool = pool(context, token);
                    real[pool] += counts.rows(context, token);
                    chance[pool] += chance(context, token);
                    owners[pool] += counts.owners(context, token);
                }
            }
        }
        judge();
    }

    /** A pool that fewer than k entities have anything in joins the one below, where chance brings less. */
    private void judge() {
        int[] joined = new int[POOLS];
        for (int pool = POOLS - 1; pool >= 0; pool--) {
            joined[pool] = pool > 0 && owners[pool] < k ? pool - 1 : pool;
            if (joined[pool] < pool) {
                real[pool - 1] += real[pool];
                chance[pool - 1] += chance[pool];
                owners[pool - 1] += owners[pool];
            }
        }
        for (int pool = 0; pool < POOLS; pool++) {
            scarce[pool] = joined[pool] < pool
                    ? scarce[joined[pool]]
                    : owners[pool] >= k && real[pool] + PRIOR < LEAST_SHARE * (chance[pool] + PRIOR);
        }
    }

    /** True if fewer than k entities have {@code token} behind {@code context}, where such tokens are scarce. */
    public boolean refused(int context, int token) {
        return counts.owners(context, token) < k && scarce[pool(context, token)];
    }

    private double chance(int context, int token) {
        return counts.rows(context) * any.share(0, token);
    }

    private int pool(int context, int token) {
        int exponent = Math.getExponent(Math.max(chance(context, token), 1e-9));
        return Math.max(0, Math.min(POOLS - 1, (exponent - LEAST_EXPONENT) / OCTAVES));
    }
}
