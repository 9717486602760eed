package io.understudy.model.table;

/**
 * Finds the first of some ascending shares that lies above a random number, for several lists of shares: the number's upper
 * bits say where to begin (Chen and Asau 1974, "On generating random variates from an empirical distribution"), so that
 * there is seldom a step to go. Immutable.
 */
final class ShareGuide {
    private static final int UNIT_BITS = 53; // of a number's
    private static final int GUIDE_BITS = 8;
    private static final int LARGEST_BYTE = 255;

    private final long[] bounds; // [list * width + i] shares in units of the random number's
    private final byte[] begin; // [list << GUIDE_BITS | upper bits]
    private final int width;
    private final int count;

    /**
     * A guide to lists that lie one behind the other.
     *
     * @param shares // [list * width + i] ascending within a list
     * @param count of shares of a list that are looked at
     */
    ShareGuide(double[] shares, int width, int count) {
        if (count > LARGEST_BYTE) {
            throw new IllegalArgumentException("a list of " + count + " shares");
        }
        this.width = width;
        this.count = count;
        int lists = width == 0 ? 0 : shares.length / width;
        bounds = new long[lists * width];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (long) Math.ceil(shares[i] * (1L << UNIT_BITS));
        }
        begin = new byte[Math.max(1, lists) << GUIDE_BITS];
        for (int i = 0; i < lists << GUIDE_BITS; i++) {
            long least = (long) (i & (1 << GUIDE_BITS) - 1) << UNIT_BITS - GUIDE_BITS;
            begin[i] = (byte) from(0, i >>> GUIDE_BITS, least);
        }
    }

    /** The first share of a list above what {@code bits} say; how many there are, if there is none. */
    int find(int list, long bits) {
        int guide = begin[list << GUIDE_BITS | (int) (bits >>> Long.SIZE - GUIDE_BITS)] & LARGEST_BYTE;
        return from(guide, list, bits >>> Long.SIZE - UNIT_BITS);
    }

    private int from(int first, int list, long unit) {
        int at = first;
        int start = list * width;
        while (at < count && bounds[start + at] <= unit) {
            at++;
        }
        return at;
    }
}
