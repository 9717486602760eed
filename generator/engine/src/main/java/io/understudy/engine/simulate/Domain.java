package io.understudy.engine.simulate;

import io.understudy.model.EventLayout;

/** A kind of world that agents live in. Immutable, and the same for any number of agents. */
interface Domain {

    /** The columns of its log, for {@code entities} agents. */
    EventLayout layout(int entities);

    /** A new agent that adds its events to {@code rows}; time is the first cell, the agent's number the second. */
    Agent agent(int number, Rows rows);
}
