package io.understudy.model.chain;

/**
 * Law of how many events of a rare class come in a row, where runs are long: a scan of a hundred thousand requests ends
 * when its list is through, not with a probability at each of them. A run is as long as one of the reference, give or take
 * a tenth.
 *
 * @param classes number of classes
 * @param startByCell // [cluster * classes + class] into the array below, one more than there are cells; a cell without
 *     lengths leaves the end of a run to the law of the class
 * @param lengths // [] events of a run
 * @param mostByCell // [cluster * classes + class] runs of an entity, behind which there is no further one
 */
@SuppressWarnings("ArrayRecordComponent")
public record RunLaw(int classes, int[] startByCell, int[] lengths, int[] mostByCell) {
    private static final double SPREAD = 0.1;

    public RunLaw {
        if (startByCell.length < 2
                || (startByCell.length - 1) % classes != 0
                || startByCell[startByCell.length - 1] != lengths.length) {
            throw new IllegalArgumentException("a law of runs needs a range of lengths for each class of each cluster");
        }
    }

    /** True if runs of a class of a cluster have lengths of their own. */
    boolean rules(int cluster, int label) {
        int cell = Math.max(0, cluster) * classes + label;
        return startByCell[cell + 1] > startByCell[cell];
    }

    /** True if an entity of a cluster that had {@code runs} of a class has no further one. */
    boolean over(int cluster, int label, int runs) {
        return rules(cluster, label) && runs >= mostByCell[Math.max(0, cluster) * classes + label];
    }

    /** Events of a run that begins. */
    int draw(int cluster, int label, EventRandom random) {
        int cell = Math.max(0, cluster) * classes + label;
        int length = lengths[startByCell[cell] + (int) random.nextLong(startByCell[cell + 1] - startByCell[cell])];
        double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
        return Math.max(1, (int) Math.min(Integer.MAX_VALUE, length * factor + random.nextDouble()));
    }
}
