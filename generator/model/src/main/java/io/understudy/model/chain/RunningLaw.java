package io.understudy.model.chain;

import io.understudy.model.EntityState;

/**
 * Where the running column of an entity lies over its life, and how far it swings around that. People keep a balance, and
 * spend more when it is above what they keep; without such a level, each event's chance would let the column wander.
 *
 * @param level mean of the logarithms of the running column
 * @param swing mean logarithm of how far those lie from that mean, in units of {@link #UNIT}
 */
public record RunningLaw(EntityLevel level, EntityLevel swing) {
    /** What distances of logarithms are measured in. */
    public static final double UNIT = 1e-4;

    /** Gives a state of the reference's entity its level and its swing. */
    public static void settle(EntityState state, float level, float swing) {
        ((ChainState) state).putFloat(StatePlan.RUNNING_LEVEL, level);
        ((ChainState) state).putFloat(StatePlan.RUNNING_SWING, swing);
    }

    /** Gives an entity, whose cluster and pace are known, a level and a swing for life. */
    void settle(ChainState state, long seed, ChainShape shape) {
        state.putFloat(StatePlan.RUNNING_LEVEL, draw(level, 0, state, seed, shape));
        state.putFloat(StatePlan.RUNNING_SWING, draw(swing, 1, state, seed, shape));
    }

    private static float draw(EntityLevel law, int part, ChainState state, long seed, ChainShape shape) {
        int cluster = state.getShort(StatePlan.CLUSTER);
        int grade = state.getShort(StatePlan.PACE) - 1;
        double from = shape.pace().from(cluster, grade);
        double to = shape.pace().to(cluster, grade);
        int mark = shape.numericColumns().length + part;
        return (float) law.forLife(seed, state.getLong(StatePlan.ENTITY), cluster, mark, shape.slots(), from, to);
    }
}
