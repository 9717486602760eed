package io.understudy.engine.fit.floor;

/** How often each outcome came in each context that its odds may be moved in. Scratch of one thread. */
public final class ContextTally {
    private final int outcomes;
    private final int[] rowByContext; // [context] -1 where it is left out
    public final double[] came; // [row * outcomes + outcome]
    public final double[] times; // [row] that somebody was there
    public double allTimes; // that somebody was anywhere
    private final CellOwners owners; // [row * outcomes + outcome]; null where nobody asks

    public ContextTally(int outcomes, int[] rowByContext, int rows, boolean owned) {
        this.outcomes = outcomes;
        this.rowByContext = rowByContext;
        times = new double[rows];
        came = new double[rows * outcomes];
        owners = owned ? new CellOwners(rows * outcomes) : null;
    }

    /**
     * Notes what came where an entity was.
     *
     * @param outcome that came; -1 if none did
     */
    public void see(int context, int outcome, int entity) {
        int row = rowByContext[context];
        if (row < 0) {
            return;
        }
        times[row]++;
        if (outcome >= 0) {
            came[row * outcomes + outcome]++;
            if (owners != null) {
                owners.see(row * outcomes + outcome, entity);
            }
        }
    }

    /** Adds what another tally of the same contexts holds. */
    public void add(ContextTally other) {
        for (int row = 0; row < times.length; row++) {
            times[row] += other.times[row];
        }
        for (int cell = 0; cell < came.length; cell++) {
            came[cell] += other.came[cell];
        }
        allTimes += other.allTimes;
    }

    public int owners(int row, int outcome) {
        return owners.of(row * outcomes + outcome);
    }
}
