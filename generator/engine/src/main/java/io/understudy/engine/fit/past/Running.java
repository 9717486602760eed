package io.understudy.engine.fit.past;

import io.understudy.model.EntityState;
import io.understudy.model.chain.RunningLaw;

/**
 * Where the running column of each entity lies over its life, and how far it swings; empty where none runs.
 *
 * @param levels // [entity]
 * @param swings // [entity]
 */
@SuppressWarnings("ArrayRecordComponent")
public record Running(float[] levels, float[] swings) {
    /** Nothing runs. */
    public static Running none() {
        return new Running(new float[0], new float[0]);
    }

    /** Gives the state of an entity what was found of it. */
    void settle(EntityState state, int entity) {
        if (levels.length > 0) {
            RunningLaw.settle(state, levels[entity], swings[entity]);
        }
    }
}
