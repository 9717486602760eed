package io.understudy.engine.fit.neural;

/**
 * How to train.
 *
 * @param width numbers in the memory of an entity
 * @param lanes entities that are read side by side, a batch; a multiple of {@link Trainer#SHARDS}
 * @param chunk events of an entity in a batch, through which errors go back
 * @param mostEvents events to learn from at most, an event counting each time
 * @param mostEpochs times to learn from each event at most
 * @param rate first step of Adam
 * @param decay share of a step by which each weight goes towards 0, where there are as many weights as events; it grows
 *     with the root of weights over events
 * @param dropout share of the memory that a draft does not see while it learns, likewise
 * @param heldOutShare share of entities that tell when to stop; 0 for none
 */
public record TrainingSettings(
        int width,
        int lanes,
        int chunk,
        long mostEvents,
        int mostEpochs,
        double rate,
        double decay,
        double dropout,
        double heldOutShare) {
    private static final double MOST_DROPOUT = 0.5;
    private static final double LEAST_STRENGTH = 0.1;

    public TrainingSettings {
        if (width < 1 || chunk < 1 || lanes < 1 || lanes % Trainer.SHARDS != 0) {
            throw new IllegalArgumentException("a batch of " + lanes + " lanes of " + chunk + " events, width " + width
                    + ", cannot be trained on");
        }
    }

    /** How much {@code weights} are to be held back when they learn from {@code events}: 1 where those are as many. */
    private static double strength(long weights, long events) {
        return Math.max(LEAST_STRENGTH, Math.sqrt(weights / (double) Math.max(1, events)));
    }

    /** Share of a step by which each of so many weights goes towards 0. */
    double decay(long weights, long events) {
        return decay * strength(weights, events);
    }

    /** Share of the memory to drop. */
    double dropout(long weights, long events) {
        return Math.min(MOST_DROPOUT, dropout * strength(weights, events));
    }

    /** What a fit takes unless told otherwise: some minutes on two cores. */
    public static TrainingSettings usual() {
        return new TrainingSettings(64, 16, 32, 1_000_000, 40, 0.004, 0.1, 0.2, 0.1);
    }

    /** What a demonstration takes: seconds. */
    public static TrainingSettings quick() {
        return new TrainingSettings(32, 16, 32, 60_000, 10, 0.008, 0.01, 0.1, 0.1);
    }
}
