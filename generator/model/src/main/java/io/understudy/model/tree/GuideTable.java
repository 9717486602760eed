package io.understudy.model.tree;

/**
 * Where the search for a quantile begins: each leaf's range of quantiles is cut into at least as many equal parts as it has
 * entries, and each part knows the first entry that can hold it, so that a draw takes one step or two for any number of
 * entries (Chen and Asau 1974, "On generating random variates from an empirical distribution"). Immutable.
 */
final class GuideTable {
    private final int[] startByLeaf; // [leaf] first entry
    private final float[] cumulativeByEntry;
    private final int[] guideByLeaf; // [leaf] first part
    private final int[] partsByLeaf; // [leaf] a power of two
    private final int[] entryByPart;

    GuideTable(int[] startByLeaf, float[] cumulativeByEntry) {
        this.startByLeaf = startByLeaf;
        this.cumulativeByEntry = cumulativeByEntry;
        int leaves = startByLeaf.length - 1;
        guideByLeaf = new int[leaves];
        partsByLeaf = new int[leaves];
        int all = 0;
        for (int leaf = 0; leaf < leaves; leaf++) {
            int entries = startByLeaf[leaf + 1] - startByLeaf[leaf];
            guideByLeaf[leaf] = all;
            partsByLeaf[leaf] = entries <= 1 ? 1 : Integer.highestOneBit(entries - 1) << 1;
            all += partsByLeaf[leaf];
        }
        entryByPart = new int[all];
        for (int leaf = 0; leaf < leaves; leaf++) {
            int entry = startByLeaf[leaf];
            for (int part = 0; part < partsByLeaf[leaf]; part++) {
                entry = search(entry, startByLeaf[leaf + 1] - 1, (double) part / partsByLeaf[leaf]);
                entryByPart[guideByLeaf[leaf] + part] = entry;
            }
        }
    }

    private int search(int from, int last, double u) {
        int entry = from;
        while (entry < last && !(cumulativeByEntry[entry] > u)) {
            entry++;
        }
        return entry;
    }

    /** The first entry of a leaf whose cumulative probability is above {@code u}, in [0, 1); the last if there is none. */
    int entry(int leaf, double u) {
        int part = (int) (u * partsByLeaf[leaf]);
        return search(entryByPart[guideByLeaf[leaf] + part], startByLeaf[leaf + 1] - 1, u);
    }
}
