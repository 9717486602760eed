package io.understudy.engine.simulate;

/** One simulated entity, with a memory. Days are lived in order, each once. */
interface Agent {

    /** Lives one day: adds its events, in any order, and those that it leads to on later days. */
    void live(SimulatedDay day);
}
