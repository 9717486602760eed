package io.understudy.ops.demo;

import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import java.util.List;

/**
 * One of the two domains that the demo shows.
 *
 * @param name of the domain and of its stream
 * @param fitted entities of the reference
 * @param days of the reference
 * @param scenario of the announced burst
 * @param drift target of the unannounced drift
 */
record DemoDomain(String name, int fitted, int days, String scenario, String drift) {
    /** Both domains. */
    static final List<DemoDomain> ALL = List.of(
            new DemoDomain("payments", 250, 12, "card_testing", "amount*1.8"),
            new DemoDomain("access", 40, 7, "password_spraying", "network_bytes*2.5"));

    Simulation simulation(long seed) {
        return Simulation.of(name, SimulationSettings.of(fitted, days, seed));
    }
}
