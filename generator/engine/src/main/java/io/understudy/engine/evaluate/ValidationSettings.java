package io.understudy.engine.evaluate;

import io.understudy.model.InputException;

/**
 * How thoroughly a synthetic log is judged.
 *
 * @param seed decides halves, samples and folds
 * @param mostEntities of each log that are compared, at least 10; privacy looks at all of them
 * @param cuts of the real entities over which floors are averaged, at least 1
 */
public record ValidationSettings(long seed, int mostEntities, int cuts) {
    private static final int FEWEST_ENTITIES = 10;

    public ValidationSettings {
        if (mostEntities < FEWEST_ENTITIES) {
            throw new InputException("--entities is " + mostEntities + "; a comparison needs at least "
                    + FEWEST_ENTITIES + " entities of each log");
        }
        if (cuts < 1) {
            throw new InputException("cuts is " + cuts + "; a floor needs at least 1");
        }
    }

    /** Three cuts and up to 10,000 entities. */
    public static ValidationSettings defaults() {
        return new ValidationSettings(1, 10_000, 3);
    }
}
