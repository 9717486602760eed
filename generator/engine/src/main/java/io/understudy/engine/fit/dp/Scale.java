package io.understudy.engine.fit.dp;

/**
 * How one more feature moves a law as a whole, whatever its context: a released table of the feature's bins and of groups
 * of outcomes. A law of many outcomes, told by a few features already, has too few events a cell to tell another one;
 * their groups beside that feature alone have many. What the table says is multiplied in, as if the feature hung on the
 * outcome and not on the context (naive Bayes).
 *
 * @param grid of the feature
 * @param table counts // [bin * groups + group]
 * @param groupOf // [outcome]
 * @param groups number of them
 */
@SuppressWarnings("ArrayRecordComponent")
record Scale(Grid grid, NoisedTable table, int[] groupOf, int groups) {
    private static final double MOST =
            50; // times that a group may be likelier, or less likely, than without the feature

    /** Cuts outcomes, in their order, into at most {@code wanted} groups that are about equally likely. */
    static int[] cut(double[] law, int wanted) {
        int[] groupOf = new int[law.length];
        double below = 0;
        int group = 0;
        double from = 0;
        for (int y = 0; y < law.length; y++) {
            if (y > 0 && below - from >= 1.0 / wanted && group < wanted - 1) {
                group++;
                from = below;
            }
            groupOf[y] = group;
            below += law[y];
        }
        return groupOf;
    }

    /** {@code law} where the feature is in {@code bin}. */
    double[] law(double[] law, int bin) {
        double[] factors = factors(bin);
        double[] scaled = new double[law.length];
        double total = 0;
        for (int y = 0; y < law.length; y++) {
            scaled[y] = law[y] * factors[groupOf[y]];
            total += scaled[y];
        }
        for (int y = 0; y < law.length; y++) {
            scaled[y] /= total;
        }
        return scaled;
    }

    /** How many times likelier each group is in a bin than in all, shrunk to one by what noise makes of the count. */
    private double[] factors(int bin) {
        double[] all = new double[groups];
        double total = 0;
        double own = 0;
        for (int cell = 0; cell < table.counts().length; cell++) {
            double count = Math.max(0, table.counts()[cell]);
            all[cell % groups] += count;
            total += count;
            own += cell / groups == bin ? count : 0;
        }
        double[] factors = new double[groups];
        for (int g = 0; g < groups; g++) {
            double expected = total == 0 ? 0 : own * all[g] / total;
            double noise = table.noise();
            double weight = expected * expected / (expected * expected + noise * noise);
            double told = expected > 0 ? Math.max(0, table.counts()[bin * groups + g]) / expected : 1;
            factors[g] = Math.max(1 / MOST, Math.min(MOST, 1 + weight * (told - 1)));
        }
        return factors;
    }
}
