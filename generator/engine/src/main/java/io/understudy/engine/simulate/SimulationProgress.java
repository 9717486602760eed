package io.understudy.engine.simulate;

/** Hears how far a simulation has come. */
@FunctionalInterface
public interface SimulationProgress {
    /** Listens to nothing. */
    SimulationProgress SILENT = (daysDone, days, events) -> {};

    /**
     * A day is over.
     *
     * @param daysDone days that are over
     * @param days all days of the simulation
     * @param events rows handed out so far
     */
    void dayDone(int daysDone, int days, long events);
}
