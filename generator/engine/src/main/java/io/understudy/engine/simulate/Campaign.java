package io.understudy.engine.simulate;

/**
 * One scenario that comes over a few agents of a block in one week.
 *
 * @param label class of its events in the label column; 0 is the normal class
 * @param infrastructureSeed decides what campaigns of this class share for a few weeks: testing merchants, addresses
 * @param seed decides what the victims of this campaign share
 * @param startDay first day, since the start of the simulation
 * @param startFraction uniform over [0, 1), from which the scenario makes a time of day
 */
record Campaign(int label, long infrastructureSeed, long seed, int startDay, double startFraction) {

    /** Draws what all victims share; every call gives the same stream. */
    AgentRandom shared() {
        return new AgentRandom(seed, label);
    }

    /** Draws what campaigns of this class share; every call gives the same stream. */
    AgentRandom infrastructure() {
        return new AgentRandom(infrastructureSeed, label);
    }
}
