package io.understudy.model.tree;

/**
 * The entries of leaves as a draw wants them. Each leaf's range of quantiles is cut into at least twice as many equal
 * parts as it has entries, and each part knows the first entry that can hold it, so that a draw seldom takes more than one step for any
 * number of entries (Chen and Asau 1974, "On generating random variates from an empirical distribution"). What a step needs lies
 * in one word, so that a draw touches three cache lines at most. Immutable.
 */
final class GuideTable {
    private static final int PLACE_BITS = 28;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int LARGEST_OFFSET = Character.MAX_VALUE; // from which a search goes on if it must

    // [leaf] first entry, first part, logarithm of the number of parts, from the lowest bits up
    private final long[] headByLeaf;
    private final long[]
            wordByEntry; // cumulative probability as the bits of a float in the upper half, outcome in the lower
    private final char[] offsetByPart; // of the first entry that can hold the part, from the leaf's first

    GuideTable(int[] startByLeaf, int[] outcomeByEntry, float[] cumulativeByEntry) {
        int leaves = startByLeaf.length - 1;
        wordByEntry = new long[outcomeByEntry.length];
        for (int entry = 0; entry < wordByEntry.length; entry++) {
            wordByEntry[entry] = (long) Float.floatToRawIntBits(cumulativeByEntry[entry]) << 32
                    | outcomeByEntry[entry] & 0xffff_ffffL;
        }
        for (int leaf = 0; leaf < leaves; leaf++) { // the last entry holds whatever no other does
            int last = startByLeaf[leaf + 1] - 1;
            if (last >= startByLeaf[leaf]) {
                wordByEntry[last] = wordByEntry[last] & 0xffff_ffffL
                        | (long) Float.floatToRawIntBits(Float.POSITIVE_INFINITY) << 32;
            }
        }
        headByLeaf = new long[leaves];
        int parts = 0;
        for (int leaf = 0; leaf < leaves; leaf++) {
            int entries = startByLeaf[leaf + 1] - startByLeaf[leaf];
            int bits = entries <= 1 ? 0 : 1 + Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1);
            headByLeaf[leaf] = (long) bits << 2 * PLACE_BITS | (long) parts << PLACE_BITS | startByLeaf[leaf];
            parts += 1 << bits;
        }
        offsetByPart = new char[parts];
        for (int leaf = 0; leaf < leaves; leaf++) {
            if (startByLeaf[leaf] < startByLeaf[leaf + 1]) {
                guide(headByLeaf[leaf]);
            }
        }
    }

    private void guide(long head) {
        int start = (int) head & PLACE_MASK;
        int first = (int) (head >>> PLACE_BITS) & PLACE_MASK;
        int count = 1 << (head >>> 2 * PLACE_BITS);
        int entry = start;
        for (int part = 0; part < count; part++) {
            while (!(cumulative(wordByEntry[entry]) > (double) part / count)) {
                entry++;
            }
            offsetByPart[first + part] = (char) Math.min(entry - start, LARGEST_OFFSET);
        }
    }

    private static float cumulative(long word) {
        return Float.intBitsToFloat((int) (word >>> 32));
    }

    /** The outcome of a leaf's first entry whose cumulative probability is above {@code u}, in [0, 1); the last if none is. */
    int outcome(int leaf, double u) {
        long head = headByLeaf[leaf];
        int part = (int) (u * (1 << (head >>> 2 * PLACE_BITS)));
        int entry = ((int) head & PLACE_MASK) + offsetByPart[((int) (head >>> PLACE_BITS) & PLACE_MASK) + part];
        long word = wordByEntry[entry];
        while (!(cumulative(word) > u)) {
            word = wordByEntry[++entry];
        }
        return (int) word;
    }
}
