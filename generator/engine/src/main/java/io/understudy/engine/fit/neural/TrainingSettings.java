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
 * @param heldOutShare share of entities that tell when to stop; 0 for none
 */
public record TrainingSettings(
        int width, int lanes, int chunk, long mostEvents, int mostEpochs, double rate, double heldOutShare) {
    public TrainingSettings {
        if (width < 1 || chunk < 1 || lanes < 1 || lanes % Trainer.SHARDS != 0) {
            throw new IllegalArgumentException("a batch of " + lanes + " lanes of " + chunk + " events, width " + width
                    + ", cannot be trained on");
        }
    }

    /** What a fit takes unless told otherwise: some minutes on two cores. */
    public static TrainingSettings usual() {
        return new TrainingSettings(64, 16, 32, 3_000_000, 60, 0.004, 0.1);
    }

    /** What a demonstration takes: seconds. */
    public static TrainingSettings quick() {
        return new TrainingSettings(32, 16, 32, 60_000, 10, 0.008, 0.1);
    }
}
