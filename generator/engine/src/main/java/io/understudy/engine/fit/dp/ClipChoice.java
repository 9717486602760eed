package io.understudy.engine.fit.dp;

/**
 * Chooses where to clip tables, from a noised survey of how much entities would add to them: entities by the squared L2
 * norm of their contribution, in powers of two. A low clip needs little noise but leaves events of busy entities out.
 */
final class ClipChoice {
    static final int NORMS = 32; // squared norms up to 2^31
    private static final double WEIGHT_OF_LOSS = 0.25; // of what is left out, since it is much like what is kept

    private ClipChoice() {}

    /** The class of a squared norm, at least 1: 2^class is the least power of two that is not below it. */
    static int norm(long squared) {
        return Math.min(NORMS - 1, 64 - Long.numberOfLeadingZeros(squared - 1));
    }

    /**
     * The squared clip.
     *
     * @param survey entities by the norm's class, in the cells from {@code from} on
     * @param cells of the table that is to be clipped
     * @param rho that the table may spend
     * @param scale what one entity of the survey stands for
     * @param otherwise where the survey tells nothing
     */
    static long squared(NoisedTable survey, int from, long cells, double rho, double scale, long otherwise) {
        double least = Double.MAX_VALUE;
        int best = 0;
        for (int clip = 0; clip < NORMS; clip++) {
            double all = 0;
            double kept = 0;
            for (int norm = 0; norm < NORMS; norm++) {
                double entities = survey.count(from + norm) * scale;
                double length = Math.sqrt(Math.scalb(1.0, norm));
                all += entities * length;
                kept += entities * Math.min(length, Math.sqrt(Math.scalb(1.0, clip)));
            }
            if (all == 0) {
                return otherwise;
            }
            double noise = Math.sqrt(Math.scalb(1.0, clip) / (2 * rho));
            double alive = Math.min(cells, kept / (NoisedTable.PRUNED_BELOW * noise) + 1);
            double loss = WEIGHT_OF_LOSS * (1 - kept / all) + 0.4 * alive * noise / kept;
            if (loss < least) {
                least = loss;
                best = clip;
            }
        }
        return 1L << best;
    }
}
